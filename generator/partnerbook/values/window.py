"""The stretch of time over which something is measured, as people write it, and its days.

Evidence comes by whole months, so a window that runs up to a day ends with the last whole month:
``trailing 12 months`` on 22 November 2026 is November 2025 to October 2026.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from partnerbook.values.period import Period, add_months

DAY = timedelta(days=1)
QUARTER, YEAR = 3, 12
ON_THE_DAY, LIFETIME, JOINING, VERSIONS = "on the day", "lifetime", "since joining", "versions"
FISCAL, CALENDAR = "fiscal year", "calendar year"
LAST_FISCAL, LAST_CALENDAR = "last fiscal year", "last calendar year"
MONTHS, DAYS, QUARTERS = "months", "days", "fiscal quarters"
FIXED = (ON_THE_DAY, LIFETIME, JOINING, FISCAL, CALENDAR, LAST_FISCAL, LAST_CALENDAR)
REPEATED = (MONTHS, DAYS, QUARTERS, LAST_FISCAL, LAST_CALENDAR)
"""Seen from the day before they begin, these are the same time before."""
_COUNTED = re.compile(
    r"(?:trailing (?P<n>[1-9][0-9]{0,3}) (?P<unit>months?|days?)"
    r"|last (?P<q>[1-9][0-9]?) (?P<what>fiscal quarters?|versions?))\Z"
)
EXPLAINED = (
    "write a window such as trailing 12 months, last 4 fiscal quarters, fiscal year, "
    "last calendar year, since joining, lifetime, last 3 versions or on the day"
)


@dataclass(frozen=True, slots=True)
class Window:
    """``kind`` is one of those above; ``count`` of months, days, quarters or versions, else 0."""

    kind: str
    count: int = 0

    def __str__(self) -> str:
        if not self.count:
            return self.kind
        unit = self.kind.removesuffix("s") if self.count == 1 else self.kind
        return f"{'trailing' if self.kind in (MONTHS, DAYS) else 'last'} {self.count} {unit}"

    @property
    def of_days(self) -> bool:
        """Whether it has days to sum over; else it asks what is held on one day."""
        return self.kind not in (ON_THE_DAY, VERSIONS)


def parse_window(text: str) -> Window:
    """``"trailing 12 months"`` → Window. Raises ValueError with a plain reason."""
    if text in FIXED:
        return Window(text)
    hit = _COUNTED.match(text)
    if hit is None:
        raise ValueError(EXPLAINED)
    count, unit = int(hit["n"] or hit["q"]), (hit["unit"] or hit["what"])
    return Window(unit if unit.endswith("s") else f"{unit}s", count)


def closed(on: date) -> date:
    """The first day after the last month that is over when a day ends."""
    return (on + DAY).replace(day=1)


def year_of(day: date, first_month: int) -> date:
    """The first day of the year, beginning with a month, in which a day lies."""
    start = date(day.year, first_month, 1)
    return start if start <= day else date(day.year - 1, first_month, 1)


def quarter_of(day: date, first_month: int) -> date:
    """The first day of the fiscal quarter in which a day lies."""
    start = year_of(day, first_month)
    months = (day.year - start.year) * YEAR + day.month - start.month
    return add_months(start, months // QUARTER * QUARTER)


def days_of(window: Window, on: date, first_month: int, joined: date | None) -> Period | None:
    """The days of a window seen from a day; None if it has none, or hangs on an unknown joining.

    ``first_month`` is that of the fiscal year. Since joining counts from the month of joining.
    """
    end = closed(on)
    if window.kind == MONTHS:
        return Period(add_months(end, -window.count), end)
    if window.kind == DAYS:
        return Period(on + DAY - window.count * DAY, on + DAY)
    if window.kind == QUARTERS:
        last = quarter_of(on + DAY, first_month)
        return Period(add_months(last, -QUARTER * window.count), last)
    if window.kind in (FISCAL, CALENDAR):
        start = year_of(on, first_month if window.kind == FISCAL else 1)
        return Period(start, max(start, end))
    if window.kind in (LAST_FISCAL, LAST_CALENDAR):
        last = year_of(on + DAY, first_month if window.kind == LAST_FISCAL else 1)
        return Period(add_months(last, -YEAR), last)
    if window.kind == LIFETIME:
        return Period(date.min, end)
    if window.kind == JOINING and joined is not None:
        start = joined.replace(day=1)
        return Period(start, max(start, end))
    return None
