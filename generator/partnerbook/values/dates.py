"""Days and periods in words, the same everywhere a reader meets them, in any locale."""

from __future__ import annotations

from datetime import date

from partnerbook.values.period import MONTHS, Period


def in_words(day: date) -> str:
    """``1 January 2027``: no reader can take day for month."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def during(period: Period) -> str:
    """When something is so: ``from 1 to 31 July 2026``, ``on 3 July 2026``, ``until …``."""
    said = period_in_words(period)
    if date.min == period.start or period.through is None:
        return said
    return f"on {said}" if period.start == period.through else f"from {said}"


def period_in_words(period: Period) -> str:
    """``from 1 March 2027``, ``until …``, ``1 March to 31 December 2027``, one day, or always."""
    if period.is_empty:
        return "never"
    first, last = period.start, period.through
    if first == date.min:
        return "always" if last is None else f"until {in_words(last)}"
    if last is None:
        return f"from {in_words(first)}"
    if first == last:
        return in_words(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {in_words(last)}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]} to {in_words(last)}"
    return f"{in_words(first)} to {in_words(last)}"
