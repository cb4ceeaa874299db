"""For how long something is lost: an exception has no dates, even where two rights meet briefly."""

from __future__ import annotations

from datetime import date

from partnerbook.resolve.axes import LAST_DAY
from partnerbook.resolve.program import Grant, Program, Reserved
from partnerbook.values.box import BoxSet
from partnerbook.values.dates import in_words

FOR_GOOD = "for good"


def lasting(program: Program, right: Grant | Reserved, lost: BoxSet, cells: BoxSet) -> str:
    """What to say after "loses it", such as `` at once and for good``.

    ``lost`` is what the right no longer is for, ``cells`` where it meets another. Nothing is said
    of a loss that lasts no longer than they meet.
    """
    held, met = right.cells.meet(lost.without("day", "covers")).on("day"), cells.on("day")
    today = program.as_of.toordinal()
    since, until = (int(day) for day in (held[0][0], held[-1][1]))
    words = []
    if since <= today < met[0][0]:
        words.append("at once")
    elif today < since < met[0][0]:
        words.append(f"from {in_words(date.fromordinal(since))}")
    if until > met[-1][1]:
        last = FOR_GOOD if until >= LAST_DAY else f"until {in_words(date.fromordinal(until - 1))}"
        words.append(last)
    return f" {' and '.join(words)}" if words else ""
