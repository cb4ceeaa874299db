"""Where partners stand: the tier held and earned, why, what is missing, what is lost when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from partnerbook.explain.dossier import Dossier, dossier_of
from partnerbook.explain.mergers import Mergers, mergers_of
from partnerbook.explain.places import Unclear
from partnerbook.explain.question import partner_of
from partnerbook.resolve.program import Program
from partnerbook.standing import Exempt, Ladder, Position, with_waiver

NOBODY: Mapping[str, Exempt] = {}


@dataclass(frozen=True, slots=True)
class StandingAnswer:
    """The positions asked about on the program's day.

    ``one``: whether a single partner was asked about; ``dossiers``: what is kept about each besides
    its tier, by id; ``mergers``: what it became part of, and who joined it. ``names`` are those of
    partners and tiers;
    ``measured``: whether any tier asks for anything that is measured.
    """

    one: bool
    dossiers: dict[str, Dossier]
    mergers: dict[str, Mergers]
    positions: tuple[Position, ...]
    partners: dict[str, str]
    tiers: dict[str, str]
    measured: bool


def explain_standing(
    program: Program, partner: str = "", exempt: Mapping[str, Exempt] = NOBODY
) -> StandingAnswer | Unclear:
    """One partner, by id or name, or all of them.

    ``exempt``: by partner, the waiver by which it keeps a tier that it has not earned.
    """
    asked = ""
    if partner:
        found = partner_of(program, partner)
        if isinstance(found, Unclear):
            return found
        asked = found
    ladder = Ladder(program)
    stands = (
        (ladder.position(asked, program.as_of),)
        if asked
        else tuple(ladder.positions(program.as_of))
    )
    positions = tuple(with_waiver(program, one, exempt) for one in stands)
    return StandingAnswer(
        one=bool(asked),
        dossiers={
            one.partner: dossier_of(program, program.partners[one.partner]) for one in positions
        },
        mergers={one.partner: mergers_of(program, ladder, one) for one in positions},
        positions=positions,
        partners={one.partner: program.partners[one.partner].name for one in positions},
        tiers={name: tier.name for name, tier in program.tiers.items()},
        measured=any(rung.measured for rung in program.rungs.values()),
    )
