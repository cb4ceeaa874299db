"""When too little is left of what is held and expires, if nothing is renewed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from partnerbook.standing.keeping import DAY
from partnerbook.standing.state import Deadline
from partnerbook.standing.verdict import YES, Verdict
from partnerbook.values.dates import in_words


def expiring_days(one: Verdict, tier: str, first: date) -> Iterator[Deadline]:
    """The day through which enough is held, if nothing is renewed: ``first`` at the earliest.

    Only as long as it is asked for: what takes its place has another threshold.
    """
    if one.verdict != YES or one.needs is None or not one.reading.ends or one.reading.value is None:
        return
    spare = int(one.reading.value - one.needs)
    if spare < len(one.reading.ends):
        last = max(one.reading.ends[spare], first)
        if last + DAY not in one.ask.period:
            return
        left = one.reading.value - sum(day <= last for day in one.reading.ends)
        say = f"{one.ask.name}: {left} of {one.needs} are left after {in_words(last)}, so {tier}"
        yield Deadline(last, f"{say} is no longer met", one.ask.ref)
