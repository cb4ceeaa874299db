"""Partners that should have the same terms: of one tier, track, region and type."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from partnerbook.findings import Ref
from partnerbook.resolve.life import SELLS
from partnerbook.resolve.program import Partner, Program
from partnerbook.rulebook import Answers
from partnerbook.values.period import inclusive

_GIVES = ("kind", "for", "except", "rate", "prices", "stage", "base", "anchor", "text")
"""What a special term comes to; the rest says since when, and who approved it."""


@dataclass(frozen=True, slots=True)
class Term:
    """A special term that is in force; ``gives`` is equal for terms that come to the same."""

    id: str
    gives: tuple[Any, ...]
    ref: Ref


@dataclass(frozen=True, slots=True)
class Peers:
    """Active partners alike in all that decides prices. ``special`` have special terms.

    ``region`` is the authorised one in words, "" for anywhere.
    """

    tier: str
    track: str
    region: str
    type: str
    special: tuple[tuple[Partner, tuple[Term, ...]], ...]
    bare: tuple[Partner, ...]

    @property
    def differ(self) -> bool:
        """Whether some have what others have not."""
        sets = [[term.gives for term in terms] for _, terms in self.special]
        if self.bare:
            return bool(sets)
        return any(sorted(map(repr, one)) != sorted(map(repr, sets[0])) for one in sets)


def peers(answers: Answers) -> Iterator[Peers]:
    """All groups of at least two, in the program's order."""
    program = answers.program
    found: dict[tuple[str, str, str, str], list[Partner]] = {}
    for partner in program.partners.values():
        held = answers.standing_of(partner.id).held
        if held is not None and partner.status in SELLS:
            key = (held.tier, partner.track, _region(program, partner), partner.type)
            found.setdefault(key, []).append(partner)
    for (tier, track, region, type_), group in found.items():
        terms = [(partner, tuple(_terms(program, partner))) for partner in group]
        special = tuple(pair for pair in terms if pair[1])
        bare = tuple(partner for partner, has in terms if not has)
        if len(group) > 1:
            yield Peers(tier, track, region, type_, special, bare)


def _region(program: Program, partner: Partner) -> str:
    """The authorised region in which a partner is established, in words."""
    seat = program.axes.space.box({"seller": program.axes.node("seller", partner.seller_place)})
    for region in program.authority.regions or ():
        if region.cells.meets(seat):
            return region.name
    return ""


def _terms(program: Program, partner: Partner) -> Iterator[Term]:
    for at, said in enumerate(partner.record.get("special_terms", ())):
        if program.as_of in inclusive(said["from"], said["through"]):
            gives = tuple(said.get(key) for key in _GIVES)
            yield Term(said["id"], gives, partner.ref.child("special_terms", at))
