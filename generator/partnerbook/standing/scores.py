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
    """One judgement from 0 to 100, as seen on the day ``known``."""

    id: str
    of: str
    value: int
    on: date
    by: str
    evidence: str
    known: date
    ref: Ref
    counts_until: date

    @property
    def months(self) -> int:
        """Its age in whole months."""
        whole = (self.known.year - self.on.year) * 12 + self.known.month - self.on.month
        return whole if add_months(self.on, whole) <= self.known else whole - 1

    @property
    def stale(self) -> bool:
        """Whether it is older than it counts."""
        return self.counts_until < self.known


def scores(partner: Partner, on: date) -> Mapping[str, Score]:
    """The newest score of each kind that is known on a day, in the order of ``KINDS``."""
    known = sorted(_known(partner, on), key=lambda one: (one.on, one.id))
    newest = {one.of: one for one in known}
    return {kind: newest[kind] for kind in KINDS if kind in newest}


def _known(partner: Partner, on: date) -> Iterator[Score]:
    for at, said in enumerate(partner.record.get("scores", ())):
        if said["on"] <= on:
            yield Score(
                id=said["id"],
                of=said["of"],
                value=said["value"],
                on=said["on"],
                by=said["by"],
                evidence=said["evidence"],
                known=on,
                ref=partner.ref.child("scores", at),
                counts_until=add_months(said["on"], LASTS),
            )
