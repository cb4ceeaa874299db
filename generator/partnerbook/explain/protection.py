"""Which registrations may give one partner a deal alone, in some cells on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from partnerbook.explain.right import left_open
from partnerbook.findings import Ref
from partnerbook.resolve.program import Program
from partnerbook.rights.protection import PROTECTION, Term, protections, terms
from partnerbook.values.box import BoxSet


@dataclass(frozen=True, slots=True)
class Protects:
    """An incentive by which a deal, once registered, is one partner's alone for a while.

    ``words`` are the deals that can be registered on the day, of those asked about; ``whole``: all
    of them. ``terms`` are how long that holds, by each of the rules of engagement.
    """

    incentive: str
    name: str
    words: str
    whole: bool
    terms: tuple[Term, ...]
    ref: Ref


def protects(program: Program, asked: BoxSet, on: date) -> tuple[Protects, ...]:
    """The incentives by which a deal may be registered so; ``asked`` leaves the day out."""
    found, cells, lasting = [], asked.without("covers"), terms(program)
    for one in protections(program):
        part = one.registered_on(on).meet(cells).without("claim")
        if part:
            ref = one.step.ref.child(PROTECTION)
            words, whole = left_open(program, part, cells), cells.inside(part)
            found.append(Protects(one.step.id, one.step.name, words, whole, lasting, ref))
    return tuple(found)
