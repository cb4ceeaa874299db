"""What a date that contradicts another was probably meant to be: the usual slips of the hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

Fits = Callable[[date], bool]
Agrees = Callable[[date], int]
"""How well a date agrees with the others of its file: 0 is best."""


def slips(day: date) -> Iterator[tuple[int, date]]:
    """Dates that a person may have meant by this one, each with its rank, likeliest first.

    Digits of the year swapped (2062 for 2026), a decade off, a year off, day and month swapped.
    """
    text = str(day.year)
    for rank, year in ((0, int(text[:2] + text[:1:-1])), (1, day.year - 10), (1, day.year + 10)):
        yield from _dated(rank, day, year, day.month, day.day)
    for year in (day.year - 1, day.year + 1):
        yield from _dated(2, day, year, day.month, day.day)
    yield from _dated(3, day, day.year, day.day, day.month)


def likeliest(
    doubts: Sequence[tuple[date, Fits]], agrees: Sequence[Agrees] = ()
) -> list[tuple[int, date]]:
    """Of several written dates, which by its position is a slip, and for what.

    The slip that fits and agrees best with the other dates (``agrees``, one for each of the
    ``doubts``), of those the likeliest; several if as likely ones explain different dates.
    """
    found: list[tuple[tuple[int, int], int, date]] = []
    for at, (day, fits) in enumerate(doubts):
        agreed = agrees[at] if agrees else _as_well
        ranked = [((agreed(meant), rank), meant) for rank, meant in slips(day) if fits(meant)]
        found += [(rank, at, meant) for rank, meant in sorted(ranked, key=_rank)[:1]]
    best = min((rank for rank, _, _ in found), default=None)
    return [(at, meant) for rank, at, meant in found if rank == best]


def _as_well(_: date) -> int:
    return 0


def _rank(one: tuple[tuple[int, int], date]) -> tuple[int, int]:
    return one[0]


def _dated(rank: int, day: date, *parts: int) -> Iterator[tuple[int, date]]:
    try:
        meant = date(*parts)
    except ValueError:
        return
    if meant != day:
        yield rank, meant
