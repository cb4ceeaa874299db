"""Days and periods in words, the same everywhere a reader meets them."""

from __future__ import annotations

import calendar
from datetime import date

from partnerbook.values.period import Period


def in_words(day: date) -> str:
    """``1 January 2027``: no reader can take day for month."""
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"


def period_in_words(period: Period) -> str:
    """``1 March to 31 December 2027``, ``from 1 March 2027``, ``until …`` or ``at any time``."""
    first = None if period.start == date.min else period.start
    last = period.through
    if first and last:
        if first == last:
            return f"on {in_words(first)}"
        start = in_words(first)
        if first.year == last.year:
            start = start.removesuffix(f" {first.year}")
        return f"{start} to {in_words(last)}"
    if first:
        return f"from {in_words(first)}"
    return f"until {in_words(last)}" if last else "at any time"
