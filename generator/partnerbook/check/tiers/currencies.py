"""Amounts that a tier asks for, or gives points for, in some currencies of its partners only."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from partnerbook.check.tiers.rows import leaves
from partnerbook.findings import Ref
from partnerbook.resolve.life import SELLS
from partnerbook.resolve.program import Partner, Program
from partnerbook.resolve.rungs import Ask, Rung


@dataclass(frozen=True, slots=True)
class NoAmount:
    """Amounts at ``ref`` that leave out currencies: by each, the ``partners`` measured in it."""

    tier: str
    name: str
    ref: Ref
    amounts: Collection[str]
    partners: Mapping[str, Sequence[Partner]]


def no_amount(program: Program) -> Iterator[NoAmount]:
    """Each list of amounts once, as long as it is asked for."""
    for rung in program.rungs.values():
        for ask in leaves((*rung.entry, *(rung.stay if rung.own_stay else ()))):
            for name, amounts, ref in _amounts(ask):
                left = _left_out(program, rung, amounts) if ask.period.end > program.as_of else {}
                if left:
                    yield NoAmount(rung.tier, name, ref, amounts, left)


def _amounts(ask: Ask) -> Iterator[tuple[str, Collection[str], Ref]]:
    if ask.amounts and ask.metric:
        yield ask.name, ask.amounts, ask.ref.child("amounts")
    for part in ask.parts:
        if part.amounts:
            yield f"{part.id} of {ask.name}", part.amounts, part.ref.child("for_amounts")


def _left_out(
    program: Program, rung: Rung, amounts: Collection[str]
) -> dict[str, Sequence[Partner]]:
    found: dict[str, list[Partner]] = {}
    for partner in program.partners.values():
        seat = program.axes.node("seller", partner.seller_place)
        measured = partner.status in SELLS and rung.takes(partner.track, seat)
        if measured and partner.currency not in amounts:
            found.setdefault(partner.currency, []).append(partner)
    return dict(found)
