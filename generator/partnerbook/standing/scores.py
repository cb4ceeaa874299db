"""How a partner was judged: the newest score of each kind on a day, how old it is, when it lapses.

Scores that lie after the day are not known on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from partnerbook.findings import Ref
from partnerbook.resolve.program import Partner
from partnerbook.values.period import add_months

KINDS = ("capability", "desire", "capacity")
LASTS = 12
"""For so many months a score counts."""


@dataclass(frozen=True, slots=True)
class Score:
    """One judgement from 0 to 100. ``months`` are whole ones; ``stale``: older than it counts."""

    id: str
    of: str
    value: int
    on: date
    by: str
    evidence: str
    months: int
    stale: bool
    ref: Ref


def scores(partner: Partner, on: date) -> Mapping[str, Score]:
    """The newest score of each kind that is known on a day, in the order of ``KINDS``."""
    known = sorted(_all(partner, on), key=lambda one: (one.on, one.id))
    newest = {one.of: one for one in known if one.on <= on}
    return {kind: newest[kind] for kind in KINDS if kind in newest}


def _all(partner: Partner, on: date) -> Iterator[Score]:
    for at, said in enumerate(partner.record.get("scores", ())):
        day: date = said["on"]
        ref = partner.ref.child("scores", at)
        yield Score(
            said["id"],
            said["of"],
            said["value"],
            day,
            said["by"],
            said["evidence"],
            _months(day, on),
            add_months(day, LASTS) < on,
            ref,
        )


def _months(first: date, last: date) -> int:
    """How many whole months lie between two days; 0 if the second is the earlier."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return max(0, months - (add_months(first, months) > last if months > 0 else 0))
