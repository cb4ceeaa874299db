"""In which order the bands of a table are read, and which figures would let them meet."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from partnerbook.resolve.program import Row


def ends(row: Row) -> tuple[Decimal, Decimal | None]:
    """Where a band begins and the first amount or number above it; None without an end."""
    assert row.band is not None
    return row.band


def start_of(row: Row) -> Decimal:
    """Where a band begins."""
    return ends(row)[0]


def position(row: Row) -> int:
    """Where the file has a band among the others of its table."""
    return int(row.ref.steps[-1])


def reading(rows: Sequence[Row]) -> list[Row]:
    """The bands of a table as they are meant to follow each other; ``rows`` are in rising order.

    As the file has them where one wrong edge explains what is wrong, or where their rates rise
    that way alone: sorted, they would then change places.
    """
    written = sorted(rows, key=position)
    slipped = _apart(written) == 1 and _rises(written)
    # What meets once it is sorted was in disorder, whatever its rates are.
    swapped = _apart(rows) and _falls(rows) and not _falls(written)
    return written if slipped or swapped else list(rows)


def _apart(rows: Sequence[Row]) -> int:
    """How many neighbours do not meet."""
    return sum(not meet(low, high) for low, high in pairwise(rows))


def meet(low: Row, high: Row) -> bool:
    """Whether a band begins where the one before it ends."""
    return ends(low)[1] == start_of(high)


def fitting(rows: Sequence[Row], low: Row, others: Sequence[Sequence[Row]]) -> list[Decimal]:
    """The figures at which ``low`` may end and the next begin, likeliest first.

    Of the two that are written those with which every band has something in it. ``others`` are
    the tables of the other currencies: what is in line with them is likelier, else where the lower
    band ends.
    """
    at = rows.index(low)
    found = [one for one in _written(low, rows[at + 1]) if _rises(rows, at, one)]
    wanted = next(filter(None, (_in_line(rows, at, other) for other in others)), None)
    if wanted is None:
        return found
    return sorted(found, key=lambda one: abs(one - wanted))


def _written(low: Row, high: Row) -> list[Decimal]:
    """The figures at which two neighbours are said to meet: the end of one, the start of one."""
    end, start = ends(low)[1], start_of(high)
    return [start] if end in (None, start) else [end, start]


def _rises(rows: Sequence[Row], at: int = -1, fixed: Decimal = Decimal(0)) -> bool:
    """Whether every band has something in it with one of the written figures at each meeting.

    ``fixed``: the figure for the meeting after the band ``at``.
    """
    last = start_of(rows[0])
    for number, (low, high) in enumerate(pairwise(rows)):
        figures = [fixed] if number == at else _written(low, high)
        larger = [one for one in figures if one > last]
        if not larger:
            return False
        last = min(larger)
    top = ends(rows[-1])[1]
    return top is None or top > last


def _falls(rows: Sequence[Row]) -> bool:
    """Whether a band pays less than the one before it, and not each amount by itself."""
    rates = [row.rate for row in rows if row.rate is not None and not row.marginal]
    return any(high < low for low, high in pairwise(rates))


def _in_line(rows: Sequence[Row], at: int, other: Sequence[Row]) -> Decimal | None:
    """The figure after the band ``at`` if all are so many times those of another currency."""
    if len(other) != len(rows):
        return None
    pairs = zip(pairwise(rows), pairwise(other), strict=True)
    both = [(start_of(one[1]) if meet(*one) else None, start_of(two[1])) for one, two in pairs]
    sure = [mine / theirs for mine, theirs in both if mine and theirs]
    return both[at][1] * sure[0] if sure and meet(other[at], other[at + 1]) else None
