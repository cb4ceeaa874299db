"""Worked examples of which something else comes out once a review is written, and why."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from partnerbook.check.rules import RULES
from partnerbook.findings import Finding
from partnerbook.resolve.program import Program


@dataclass(frozen=True, slots=True)
class Rested:
    """A worked example that no longer comes out.

    ``partner`` is the one of its order, if its tier changes; "" where the example rests on a tier
    in another way. ``tier`` is the one that it held.
    """

    finding: Finding
    partner: str
    tier: str


def rested(program: Program, changed: Collection[str], new: Sequence[Finding]) -> Iterator[Rested]:
    """Of the new findings those about what people expect to come out.

    ``program`` is the one before, ``changed`` the partners whose tier is written anew.
    """
    ordered = {one.id: one.order.partner for one in program.examples}
    for finding in new:
        if finding.id not in RULES or not RULES[finding.id].expects:
            continue
        partner = ordered.get(finding.subject) or ""
        mine = partner if partner in changed else ""
        held = program.partners[mine].held(program.as_of) if mine else None
        yield Rested(finding, mine, held.tier if held else "")
