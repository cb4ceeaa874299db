"""Dates, periods and durations: inclusive in files (``through:``), half-open inside."""

from __future__ import annotations

import calendar
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

DATE_PATTERN = r"^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
DURATION_PATTERN = r"^[1-9][0-9]{0,3} (days|day|months|month|business days|business day)$"
MOMENT_PATTERN = DATE_PATTERN.removesuffix("$") + r"T([01][0-9]|2[0-3]):[0-5][0-9]Z$"
# Not calendar.month_name, which follows the locale: the same commit says the same everywhere.
MONTHS = (
    "January February March April May June July August September October November December"
).split()
_DATE = re.compile(DATE_PATTERN.replace("$", r"\Z"))
_LIKE_A_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})\Z", re.ASCII)
_CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]Z\Z", re.ASCII)
_DURATION = re.compile(DURATION_PATTERN.replace("$", r"\Z"))
_NUMBER = re.compile(r"([-−]?) ?([0-9]+([.,][0-9]+)?)(?= ?[A-Za-z])")


def parse_date(text: str) -> date:
    """``"2027-01-01"`` → date. Raises ValueError with a plain reason."""
    if not _DATE.match(text):
        raise ValueError(_why_no_date(text))
    year, month, day = (int(part) for part in text.split("-"))
    last = calendar.monthrange(year, month)[1]
    if day > last:
        raise ValueError(f"{MONTHS[month - 1]} {year} has {last} days")
    return date(year, month, day)


def parse_moment(text: str) -> str:
    """``"2026-11-16T06:00Z"``, as it is written. Raises ValueError with a plain reason."""
    day, _, clock = text.partition("T")
    parse_date(day)
    if not _CLOCK.match(clock):
        raise ValueError("write a day and a time in UTC, such as 2026-11-16T06:00Z")
    return text


def _why_no_date(text: str) -> str:
    hit = _LIKE_A_DATE.match(text)
    if hit and not 1 <= int(hit[2]) <= 12:
        return f"there is no month {int(hit[2])}; the month stands second, from 01 to 12"
    if hit and not 1 <= int(hit[3]) <= 31:
        return f"there is no day {int(hit[3])}; the day stands last, from 01 to 31"
    if hit:
        return "write a year from 1900 to 2199"
    return "write a date as year-month-day, such as 2027-01-31"


@dataclass(frozen=True, slots=True)
class Duration:
    """``count`` days, months or business days, as written."""

    count: int
    unit: str

    def __str__(self) -> str:
        name = self.unit.removesuffix("s") if self.count == 1 else self.unit
        return f"{self.count} {name}"


def parse_duration(text: str) -> Duration:
    """``"90 days"``, ``"12 months"`` or ``"10 business days"`` → Duration."""
    if not _DURATION.match(text):
        raise ValueError(_why_no_duration(text))
    count, unit = text.split(" ", 1)
    return Duration(int(count), unit if unit.endswith("s") else unit + "s")


def _why_no_duration(text: str) -> str:
    number = _NUMBER.match(text)
    if number and number[1]:
        return "a duration is never negative"
    if number and not number[2].strip("0.,"):
        return "a duration has at least 1 day; where there is none, leave it out"
    if number and number[3]:
        return "a duration counts whole days, months or business days"
    if number and len(number[2].lstrip("0")) > 4:
        return "a duration has at most 9999 days; write a longer one in months"
    return "write a duration such as 90 days, 12 months or 10 business days"


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the last day of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def after(day: date, duration: Duration, holidays: Collection[date] = ()) -> date:
    """The first day no longer inside a duration that starts on ``day``.

    So ``after(2026-01-01, 12 months)`` is 2027-01-01: the last day inside is the day before.
    Business days are Monday to Friday less ``holidays``; exactly ``count`` of them lie inside, and
    a duration that starts on a day off begins with the next business day.
    """
    if duration.unit == "months":
        return add_months(day, duration.count)
    if duration.unit == "days":
        return day + timedelta(days=duration.count)
    left, current = duration.count, day
    while left or current.weekday() >= 5 or current in holidays:
        if current.weekday() < 5 and current not in holidays:
            left -= 1
        current += timedelta(days=1)
    return current


def last_day(first: date, duration: Duration, holidays: Collection[date] = ()) -> date:
    """The last day of a time that somebody is given from ``first`` on.

    Of business days it is the last of them, not the day off after it. Of months it is the day
    before the same day, or the last day of a month that is too short to have that day: one month
    from 31 January, 30 January or 29 January ends on 28 February.
    """
    if duration.unit == "days":
        return first + timedelta(days=duration.count - 1)
    if duration.unit == "months":
        if first.day == 1:
            return add_months(first, duration.count) - timedelta(days=1)
        return add_months(first - timedelta(days=1), duration.count)
    left, current = duration.count, first - timedelta(days=1)
    while left:
        current += timedelta(days=1)
        if current.weekday() < 5 and current not in holidays:
            left -= 1
    return current


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Days from ``start`` up to, not including, ``end``; ``date.min``/``date.max``: unbounded."""

    start: date = date.min
    end: date = date.max

    @property
    def through(self) -> date | None:
        """The last day inside, as contracts write it; None without an end."""
        return None if self.end == date.max else self.end - timedelta(days=1)

    @property
    def is_empty(self) -> bool:
        """Whether no day lies inside."""
        return self.start >= self.end

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end

    def meet(self, other: Period) -> Period:
        """The days in both; possibly empty."""
        return Period(max(self.start, other.start), min(self.end, other.end))


ALWAYS = Period()


def inclusive(start: date | None, through: date | None) -> Period:
    """The period that a file writes as ``from:`` and ``through:``; either may be absent."""
    end = date.max if through is None else through + timedelta(days=1)
    return Period(start or date.min, end)


@dataclass(frozen=True, slots=True)
class Days:
    """Days in stretches: Periods in order that neither meet nor touch."""

    periods: tuple[Period, ...] = ()

    def __contains__(self, day: date) -> bool:
        return any(day in period for period in self.periods)

    @property
    def is_empty(self) -> bool:
        """Whether there is no such day."""
        return not self.periods

    @property
    def end(self) -> date:
        """The first day after all of them; ``date.min`` if there are none."""
        return self.periods[-1].end if self.periods else date.min

    def meet(self, period: Period) -> Days:
        """The days that lie in a period too."""
        return days_of(own.meet(period) for own in self.periods)

    def lacking(self, period: Period) -> Days:
        """The days of a period that do not lie in these."""
        inside = self.meet(period).periods
        starts = [period.start, *(one.end for one in inside)]
        ends = [*(one.start for one in inside), period.end]
        return days_of(map(Period, starts, ends))


def days_of(periods: Iterable[Period]) -> Days:
    """The days of periods in any order, which may overlap or be empty."""
    out: list[Period] = []
    for period in sorted(period for period in periods if not period.is_empty):
        if out and period.start <= out[-1].end:
            out[-1] = Period(out[-1].start, max(out[-1].end, period.end))
        else:
            out.append(period)
    return Days(tuple(out))


EVER = Days((ALWAYS,))
