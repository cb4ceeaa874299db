"""A change that takes something from partners: what, from which day, and whom it concerns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from partnerbook.findings import Ref
from partnerbook.resolve.program import RouteRule
from partnerbook.resolve.rungs import Ask, Rung
from partnerbook.values.box import BoxSet

PRICES, PROGRAM, TERRITORY = "prices", "program", "territory"


@dataclass(frozen=True, slots=True)
class Change:
    """Something that is less, or costs more, from a day on.

    ``part`` of the terms says which notice is promised: prices, program or territory. ``say`` tells
    what becomes of what; ``announced`` is when it was told in general, None if that is unknown.
    ``cells`` are the deals that it concerns, None for grants in a territory and for tiers;
    ``side`` whose price it is (partner, distributor, empty for both), ``currency`` in which alone.
    ``asked``: of a tier, what it asks for then, and whether to stay. ``partner``: whom alone it
    concerns; ``tier``: who holds it; ``rule``: who sells by another route than it asks for.
    ``key`` is the date in the file that tells the day: ``through`` where it is the day after, ""
    where the part has no dates. ``agreed``: the end was written from the start, as far as is known.
    ``unheard`` are notices that told something else; ``replaces``: what ends the day before, for
    which it takes over.
    """

    subject: str
    part: str
    day: date
    say: str
    announced: date | None
    cells: BoxSet | None
    side: str
    currency: str
    ref: Ref
    asked: tuple[Rung, Ask, bool] | None = None
    partner: str = ""
    tier: str = ""
    rule: RouteRule | None = None
    key: str = "from"
    agreed: bool = False
    unheard: frozenset[str] = frozenset()
    replaces: Ref | None = None
