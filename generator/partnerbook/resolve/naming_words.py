"""Ranges of days and numbers in words, the same in every language setting of the machine."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from partnerbook.resolve.axes import FIRST_DAY, LAST_DAY
from partnerbook.values.box import INFINITY, Number, Spans
from partnerbook.values.dates import period_in_words
from partnerbook.values.period import Period


def day_words(days: Spans) -> str:
    """The stretches of a date axis in words."""
    return joined([period_in_words(_period(int(low), int(high))) for low, high in days], "and")


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


def joined(words: Sequence[str], last: str = "and") -> str:
    """``a, b and c``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
