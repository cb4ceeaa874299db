"""What is said of a change that comes too early, and how it is put off."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from partnerbook.check.days.along import ENDS, along
from partnerbook.findings import Edit, Ref, Repair
from partnerbook.standing import Change
from partnerbook.values.dates import in_words

_DAY = timedelta(days=1)


def happens(change: Change) -> str:
    """What it does on which day."""
    if change.key == ENDS:
        return f"ends on {in_words(change.day - _DAY)}"
    return f"changes on {in_words(change.day)}"


def when(change: Change) -> str:
    """The label of the place that tells the day."""
    if change.key == ENDS:
        return f"ends on {in_words(change.day - _DAY)}"
    return f"{'in effect' if change.key else 'less'} from {in_words(change.day)}"


def later(same: Sequence[Change], at: Ref, earliest: date, by: str) -> Repair:
    """The change on the first day that is allowed; what has no date is put back until then."""
    change = same[0]
    if change.key == ENDS:
        last = earliest - _DAY
        return Repair(f"let it end on {in_words(last)}{by}", edits=(Edit(at, str(last)),))
    if change.key:
        say = f"let it begin on {in_words(earliest)}{by}"
        return Repair(say, edits=(Edit(at, str(earliest)), *along(same, earliest)))
    return Repair(f"put it back, tell them, and change it on {in_words(earliest)} or later{by}")


def agreed(change: Change) -> Iterator[Repair]:
    """How to say that both sides agreed to the day, or to have them agree."""
    if change.agreed and change.announced is None:
        yield Repair("or, if both sides agreed on this day, write when they did (`announced:`)")
    else:
        yield Repair("or ask these partners to agree to the day, and waive it with that")
