"""Incentives that stay above the floor where they no longer add up: which have to be forbidden."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from partnerbook.check.floors.breach import Breach
from partnerbook.findings import Edit, Repair
from partnerbook.pricing.waterfall import Taken
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Program, Step

MOST = 3
"""Whoever excludes more than so many others from an incentive would rather lower its rate."""


def apart(program: Program, culprit: Taken, found: Sequence[Breach]) -> Iterator[Repair]:
    """Forbidding the combination, where the number belongs to an incentive that can exclude.

    Every breach must lose something that it needs; where one needs nothing but the incentive and
    discounts, no exclusion helps. Others may break the limit without what is excluded, so this is
    no more than what to try.
    """
    if culprit.step.nested or culprit.step.partner:
        return
    left = [_others(culprit, one) for one in found]
    chosen: list[str] = []
    while left and all(left) and len(chosen) < MOST:
        # The fewest that explain all: the one in most breaches first, by name between equals.
        hits: dict[str, int] = {}
        for others in left:
            for other in others:
                hits[other] = hits.get(other, 0) + 1
        most = min(hits, key=lambda other: (-hits[other], other))
        chosen.append(most)
        left = [others for others in left if most not in others]
    if left or not chosen:
        return
    names = {step.id: step.name for step in program.steps}
    left_out = joined([names[one] for one in sorted(chosen)], "or")
    yield Repair(
        f"or let {culprit.step.id} exclude {joined(sorted(chosen), 'and')} (`stacks:`)",
        f"no deal gets {left_out} besides",
        _excluding(program, culprit.step, sorted(chosen)),
    )


def _others(culprit: Taken, found: Breach) -> frozenset[str]:
    """The other incentives that a breach needs to be one."""
    return frozenset(
        taken.step.id
        for taken in found.core.taken
        if taken.step.id != culprit.step.id and not taken.step.nested and not taken.step.partner
    )


def _excluding(program: Program, step: Step, others: Sequence[str]) -> tuple[Edit, ...]:
    """The edits that write the exclusion into the file of an incentive."""
    stacks = program.records["incentive"][step.id].get("stacks", {})
    at, listed = step.ref.child("stacks"), ", ".join(others)
    if "excludes" in stacks:
        last = at.child("excludes", len(stacks["excludes"]) - 1)
        return tuple(Edit(last, other, "insert") for other in others)
    if stacks:
        return (Edit(at.child(next(iter(stacks))), f"excludes: [{listed}]", "insert"),)
    return (Edit(step.ref.child("applies"), f"stacks: {{excludes: [{listed}]}}", "insert"),)
