"""Two things for the same cells on the same days: which comes first, and how they take turns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from partnerbook.findings import Edit, Place, Ref, Repair
from partnerbook.values.dates import in_words
from partnerbook.values.period import Period


@dataclass(frozen=True, slots=True)
class Turn:
    """What people call it, when it holds, and where its ``from:`` and ``through:`` stand."""

    name: str
    period: Period
    ref: Ref


def in_time(one: Turn, two: Turn) -> tuple[Turn, Turn]:
    """The one that holds first, and the one that follows; of two at once, as they come."""
    return (two, one) if two.period.start < one.period.start else (one, two)


def clash_places(older: Turn, newer: Turn) -> tuple[Place, ...]:
    """The two dates by which they meet; the primary one is the likelier mistake."""
    start = Place(newer.ref.child("from"), f"{newer.name} begins on {in_words(newer.period.start)}")
    end = older.period.through
    if end is None:
        return (start, Place(older.ref.child("from"), f"{older.name} has no end"))
    both = (Place(older.ref.child("through"), f"{older.name} ends on {in_words(end)}"), start)
    # Two that begin together are one thing entered twice: the second is the one to look at.
    return both[::-1] if older.period.start == newer.period.start else both


def one_after_the_other(older: Turn, newer: Turn) -> Iterator[Repair]:
    """One ends the day before the other begins, or the other begins the day after it ends."""
    last, end = newer.period.start - timedelta(days=1), older.period.through
    if older.period.start <= last:
        edit = (
            Edit(older.ref.child("from"), f"through: {last}", "insert")
            if end is None
            else Edit(older.ref.child("through"), str(last))
        )
        yield Repair(
            f"end {older.name} the day before {newer.name} begins",
            f"{older.name} no longer holds from {in_words(newer.period.start)}",
            (edit,),
        )
    if end is not None and (newer.period.through or date.max) > end:
        first = end + timedelta(days=1)
        yield Repair(
            f"start {newer.name} the day after {older.name} ends",
            f"{newer.name} holds only from {in_words(first)}",
            (Edit(newer.ref.child("from"), str(first)),),
        )
