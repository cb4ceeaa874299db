"""What is moved along with the day on which a tier asks for more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from partnerbook.findings import Edit
from partnerbook.resolve.asked_over_time import before
from partnerbook.standing import Change

_DAY = timedelta(days=1)


def along(same: Sequence[Change], first: date) -> Iterator[Edit]:
    """The day in the other list, and the last day of what it takes the place of."""
    for at, change in enumerate(same):
        if change.asked is None or change.currency not in ("", same[0].currency):
            continue
        rung, ask, stays = change.asked
        if at and change.ref != same[0].ref:
            yield Edit(change.ref.child("from"), str(first))
        last = before(rung.stay if stays else rung.entry).get(ask.id)
        if last is not None and last.period.through is not None:
            yield Edit(last.ref.child("through"), str(first - _DAY))
