"""What is moved along with the day of a change, so that no day is left between two terms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from partnerbook.findings import Edit
from partnerbook.resolve.asked_over_time import before
from partnerbook.standing import Change

ENDS = "through"
_DAY = timedelta(days=1)


def along(same: Sequence[Change], first: date) -> Iterator[Edit]:
    """The day in the other list of a tier, and the last day of what it takes the place of."""
    replaced = dict.fromkeys(one.replaces for one in same if one.replaces is not None)
    yield from (Edit(one.child(ENDS), str(first - _DAY)) for one in replaced)
    for at, change in enumerate(same):
        if change.asked is None or change.currency not in ("", same[0].currency):
            continue
        rung, ask, stays = change.asked
        if at and change.ref != same[0].ref:
            yield Edit(change.ref.child("from"), str(first))
        last = before(rung.stay if stays else rung.entry).get(ask.id)
        if last is not None and last.period.through is not None:
            yield Edit(last.ref.child(ENDS), str(first - _DAY))
