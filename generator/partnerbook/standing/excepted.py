"""Positions of partners that keep a tier by a waiver, which is applied where rules are judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from partnerbook.findings import Ref
from partnerbook.resolve.program import Program
from partnerbook.standing.earned import Position
from partnerbook.standing.keeping import Kept
from partnerbook.standing.state import Deadline

WAIVER = "the waiver"


@dataclass(frozen=True, slots=True)
class Exempt:
    """A waiver that lets a partner keep a tier that it has not earned."""

    id: str
    until: date
    ref: Ref


def with_waiver(program: Program, found: Position, exempt: Mapping[str, Exempt]) -> Position:
    """A position with the waiver that keeps its tier, where nothing else does."""
    one = exempt.get(found.partner)
    if one is None or found.held is None or found.kept is not None or not found.unearned:
        return found
    kept = Kept(f"{WAIVER} {one.id}", one.until, one.ref)
    what = f"{program.tiers[found.held.tier].name} is kept by {kept.why} until then"
    ends = Deadline(one.until, what, one.ref.child("through"))
    return replace(found, kept=kept, losses=tuple(sorted((*found.losses, ends))))
