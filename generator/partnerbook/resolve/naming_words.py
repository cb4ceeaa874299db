"""Dates and ranges of numbers in words, the same in every language setting of the machine."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from partnerbook.resolve.axes import FIRST_DAY, LAST_DAY
from partnerbook.values.box import INFINITY, Number, Spans
from partnerbook.values.period import Period

_MONTHS = (
    "January February March April May June July August September October November December"
).split()


def date_words(day: date) -> str:
    """``1 March 2027``."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def period_words(period: Period) -> str:
    """``from 1 March 2027``, ``until …``, ``1 March to 31 December 2027``, one day, or always."""
    if period.is_empty:
        return "never"
    first, last = period.start, period.through
    if first == date.min:
        return "always" if last is None else f"until {date_words(last)}"
    if last is None:
        return f"from {date_words(first)}"
    if first == last:
        return date_words(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {date_words(last)}"
    if first.year == last.year:
        return f"{first.day} {_MONTHS[first.month - 1]} to {date_words(last)}"
    return f"{date_words(first)} to {date_words(last)}"


def day_words(days: Spans) -> str:
    """The stretches of a date axis in words."""
    return joined([period_words(_period(int(low), int(high))) for low, high in days], "and")


def _period(low: int, high: int) -> Period:
    start = date.min if low <= FIRST_DAY else date.fromordinal(low)
    end = date.max if high >= LAST_DAY else date.fromordinal(high)
    return Period(start, end)


def range_words(values: Spans, unit: str = "", *, whole: bool) -> str:
    """``50 or more``, ``below 10000 EUR``, ``10 to 49``. ``whole`` numbers name the last one."""
    return joined([_range(low, high, unit, whole=whole) for low, high in values], "or")


def _range(low: Number, high: Number, unit: str, *, whole: bool) -> str:
    tail = f" {unit}" if unit else ""
    if high == INFINITY:
        return f"{low}{tail} or more"
    if not whole:
        return f"{low} to below {high}{tail}" if low else f"below {high}{tail}"
    if low == high - 1:
        return f"{low}{tail}"
    return f"{low} to {high - 1}{tail}" if low else f"up to {high - 1}{tail}"


def joined(words: Sequence[str], last: str) -> str:
    """``a, b and c``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
