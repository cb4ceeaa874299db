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
    """Active partners alike in all else that decides prices, each with its special terms.

    ``region`` is the authorised one in words, "" for anywhere.
    """

    tier: str
    track: str
    region: str
    type: str
    members: tuple[tuple[Partner, tuple[Term, ...]], ...]

    @property
    def differ(self) -> bool:
        """Whether some have what others have not."""
        return len(self.alike) > 1

    @property
    def alike(self) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
        """Names of terms with the partners that have just these, the fewest partners first."""
        groups: dict[tuple[str, ...], list[tuple[Partner, tuple[Term, ...]]]] = {}
        for partner, terms in self.members:
            key = tuple(sorted(repr(term.gives) for term in terms))
            groups.setdefault(key, []).append((partner, terms))
        ranked = sorted(groups.values(), key=len)
        return tuple(
            (
                tuple(dict.fromkeys(term.id for _, terms in group for term in terms)),
                tuple(partner.name for partner, _ in group),
            )
            for group in ranked
        )

    @property
    def terms(self) -> tuple[tuple[str, Term], ...]:
        """Every special term with the id of its partner."""
        return tuple((partner.id, term) for partner, terms in self.members for term in terms)


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
        if len(group) > 1:
            members = tuple((partner, tuple(_terms(program, partner))) for partner in group)
            yield Peers(tier, track, region, type_, members)


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
