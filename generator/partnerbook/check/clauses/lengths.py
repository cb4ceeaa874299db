"""Durations as calendar days, where a law counts days and people write months."""

from __future__ import annotations

from partnerbook.values.period import Duration

MONTH = 30


def calendar_days(duration: Duration) -> int:
    """A month counts as 30, five business days as a week."""
    if duration.unit == "months":
        return duration.count * MONTH
    if duration.unit == "business days":
        return duration.count // 5 * 7 + duration.count % 5
    return duration.count
