"""Metrics and the evidence of them, linked: what standing measures partners by.

Evidence is indexed by partner and metric, or by partner and what is held; rows whose partner,
metric, unit or place is not understood are left out and reported.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from partnerbook.findings import Ref
from partnerbook.load.evidence_rows import HoldingRow, MeasureRow
from partnerbook.values.period import Period
from partnerbook.values.spans import Spans


@dataclass(frozen=True, slots=True)
class Multiplier:
    """Customers in ``places`` count ``times``."""

    id: str
    places: Spans
    times: int
    ref: Ref


@dataclass(frozen=True, slots=True)
class Release:
    """A version of the product, the day it came out, and what people hold on it."""

    id: str
    start: date
    holds: frozenset[str]


@dataclass(frozen=True, slots=True)
class Metric:
    """Something about a partner that is summed up, counted or worked out.

    ``places``: where people count; None for everywhere. ``regions``: of these, only in that of the
    partner's own seat. ``level``: the newest row counts, not all.
    """

    id: str
    name: str
    kind: str
    unit: str
    of: str
    monotone: bool
    level: bool
    counts_to: tuple[str, ...]
    holds: frozenset[str]
    releases: tuple[Release, ...]
    places: Spans | None
    regions: tuple[Spans, ...]
    ratio: tuple[str, str] | None
    weighted: tuple[tuple[str, int], ...]
    multipliers: tuple[Multiplier, ...]
    ref: Ref


@dataclass(frozen=True, slots=True)
class Coverage:
    """For one metric, the days for which a table is complete, and the day it was taken."""

    table: str
    period: Period
    taken: date
    ref: Ref


@dataclass(frozen=True, slots=True)
class Evidence:
    """All evidence, by partner and metric, or by partner and what is held.

    ``coverage`` tells by metric for which days tables are complete. ``reported`` has, for each
    table and metric, by the day of a report the last day that it told of: sorted, each later than
    those before. ``places`` are the places that rows name, on the place axis. ``merged`` has, by
    partner, those that became part of it, directly or through others, and from which day.
    """

    measures: Mapping[tuple[str, str], tuple[MeasureRow, ...]] = field(default_factory=dict)
    holdings: Mapping[tuple[str, str], tuple[HoldingRow, ...]] = field(default_factory=dict)
    coverage: Mapping[str, tuple[Coverage, ...]] = field(default_factory=dict)
    reported: Mapping[tuple[str, str], tuple[tuple[date, date], ...]] = field(default_factory=dict)
    places: Mapping[str, Spans] = field(default_factory=dict)
    merged: Mapping[str, tuple[tuple[str, date], ...]] = field(default_factory=dict)
