"""On which days something comes round: every January, every 15 July, every 6 months."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from partnerbook.values.period import MONTHS, Duration, add_months, after, parse_duration

_MONTH = "|".join(MONTHS)
_DAY = rf"(?:(?:[1-9]|[12][0-9]|3[01]) )?(?:{_MONTH})"
_LENGTH = r"(?:[1-9][0-9]{0,3} )?(?:days?|months?|business days?)|year"
RHYTHM_PATTERN = rf"^[Ee]very (?:{_DAY}(?: and {_DAY})*|{_LENGTH})$"
REVIEW_PATTERN = (
    RHYTHM_PATTERN.removesuffix("$") + rf"(?:, (?!(?:{_MONTH})\b)[^ \t\r\n]([^\r\n]*[^ \t\r\n])?)?$"
)
_RHYTHM = re.compile(RHYTHM_PATTERN.replace("$", r"\Z"))
_LIKE_A_MONTH = re.compile(rf"(?:{_MONTH})\b")
EXPLAINED = "write a rhythm such as Every January, Every 15 January and 15 July, or Every 6 months"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Days of every year, or a length that is counted from a first day.

    ``days`` are pairs of month and day; 0 for the last day of a month. ``about`` is what is looked
    at then, if anything is said of it.
    """

    days: tuple[tuple[int, int], ...]
    length: Duration | None
    about: str

    def falls(self, first: date, last: date, holidays: Collection[date] = ()) -> Iterator[date]:
        """The days after ``first`` up to and with ``last``, in order."""
        if self.length is not None:
            yield from _counted(self.length, first, last, holidays)
            return
        for year in range(first.year, last.year + 1):
            for month, day in sorted(self.days, key=lambda one: (one[0], one[1] or 31)):
                end = monthrange(year, month)[1]
                found = date(year, month, min(day, end) if day else end)
                if first < found <= last:
                    yield found


def _counted(
    length: Duration, first: date, last: date, holidays: Collection[date]
) -> Iterator[date]:
    if length.unit == "months":
        times, day = 1, add_months(first, length.count)
        while day <= last:
            yield day
            times += 1
            day = add_months(first, length.count * times)
        return
    day = after(first, length, holidays)
    while day <= last:
        yield day
        day = after(day, length, holidays)


def parse_rhythm(text: str) -> Rhythm:
    """``"Every 15 January, prices"`` → Rhythm. Raises ValueError with a plain reason."""
    when, comma, about = text.partition(", ")
    if not _RHYTHM.match(when) or (comma and (not about or about != about.strip())):
        raise ValueError(EXPLAINED)
    if _LIKE_A_MONTH.match(about):
        raise ValueError("join the months by and, such as Every January and July")
    said = when[len("every ") :]
    if said == "year":
        return Rhythm((), Duration(12, "months"), about)
    parts = [part.rpartition(" ") for part in said.split(" and ")]
    if parts[0][2] not in MONTHS:
        return Rhythm((), parse_duration(said if said[0].isdigit() else f"1 {said}"), about)
    days = tuple((MONTHS.index(month) + 1, int(day or 0)) for day, _, month in parts)
    for month, day in days:
        longest = monthrange(2024, month)[1]
        if day > longest:
            raise ValueError(f"{MONTHS[month - 1]} has at most {longest} days")
    return Rhythm(days, None, about)
