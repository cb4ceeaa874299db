"""What a date that contradicts another was probably meant to be: the usual slips of the hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from itertools import islice

Fits = Callable[[date], bool]


def slips(day: date) -> Iterator[tuple[int, date]]:
    """Dates that a person may have meant by this one, each with its rank, likeliest first.

    Digits of the year swapped (2062 for 2026), a decade off, day and month swapped, a year off.
    """
    text = str(day.year)
    for rank, year in ((0, int(text[:2] + text[:1:-1])), (1, day.year - 10), (1, day.year + 10)):
        yield from _dated(rank, day, year, day.month, day.day)
    yield from _dated(2, day, day.year, day.day, day.month)
    for year in (day.year - 1, day.year + 1):
        yield from _dated(3, day, year, day.month, day.day)


def likeliest(doubts: Sequence[tuple[date, Fits]]) -> list[tuple[int, date]]:
    """Of several written dates, which by its position is a slip, and for what.

    The likeliest slip that fits; several if as likely ones explain different dates.
    """
    found = [
        (rank, at, meant)
        for at, (day, fits) in enumerate(doubts)
        for rank, meant in islice(((r, d) for r, d in slips(day) if fits(d)), 1)
    ]
    best = min((rank for rank, _, _ in found), default=None)
    return [(at, meant) for rank, at, meant in found if rank == best]


def _dated(rank: int, day: date, *parts: int) -> Iterator[tuple[int, date]]:
    try:
        meant = date(*parts)
    except ValueError:
        return
    if meant != day:
        yield rank, meant
