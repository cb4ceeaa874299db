"""Levels: of how high something was at several times, the newest figure counts."""

from __future__ import annotations

from collections.abc import Sequence

from partnerbook.load.evidence_rows import MeasureRow
from partnerbook.resolve.evidence import Metric
from partnerbook.resolve.program import Partner
from partnerbook.values.dates import in_words, period_in_words
from partnerbook.values.period import Period


def newest(rows: Sequence[MeasureRow], days: Period) -> list[MeasureRow]:
    """The rows that end last inside some days; of one time there may be some, by place."""
    told = [row for row in rows if row.through in days]
    last = max((row.through for row in told), default=None)
    return [row for row in told if row.through == last]


def untold(metric: Metric, partner: Partner, rows: Sequence[MeasureRow], days: Period) -> str:
    """Why the newest rows tell no figure; "" if they do."""
    if not rows:
        return f"nobody told {metric.name} of {partner.name} for {period_in_words(days)}"
    if len(rows) > 1 and metric.unit == "percent":
        day = in_words(rows[0].through)
        return f"{metric.name} has {len(rows)} figures for {day}, and percentages do not add up"
    return ""
