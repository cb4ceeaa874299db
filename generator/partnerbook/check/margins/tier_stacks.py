"""The stacks of two tiers on the same deal side by side: what either earns, and by which number."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.margins.deals import percent
from partnerbook.findings import Ref, Term
from partnerbook.pricing.inversion import Inversion
from partnerbook.pricing.stack import Stack
from partnerbook.pricing.waterfall import Taken
from partnerbook.resolve.program import Program


def earned(stack: Stack) -> str:
    """What the partner gets of a stack, in money and in % of list."""
    return f"{stack.money(stack.earned).rounded()} ({percent(stack.earned_share)} of list)"


def terms(program: Program, tier: str, stack: Stack) -> Iterator[Term]:
    """What one tier gets, step by step; what gives nothing is left out."""
    name = program.tiers[tier].name
    for taken in stack.taken:
        if taken.chain == "partner" and taken.amount:
            rate = f", {taken.rate}" if taken.rate is not None else ""
            capped = ", capped" if taken.cap is not None else ""
            yield Term(
                str(stack.money(taken.amount).rounded()),
                f"{name}: {taken.step.name}{rate}{capped}",
                taken.row.rate_ref,
            )
    yield Term(str(stack.money(stack.earned).rounded()), f"{name} in all", None, total=True)


def taken_of(stack: Stack, step: str) -> Taken | None:
    """What a stack takes of a step, if it does."""
    return next((taken for taken in stack.taken if taken.step.id == step), None)


def sides(program: Program, found: Inversion) -> Iterator[tuple[str, Stack, Taken | None, Ref]]:
    """The higher tier first: its name, its stack, and the number by which it gets less."""
    step = found.steps[0] if found.steps else ""
    for tier, stack in ((found.higher_tier, found.higher), (found.lower_tier, found.lower)):
        taken = taken_of(stack, step)
        at = taken.row.rate_ref if taken else lacking(program, found, tier)
        yield program.tiers[tier].name, stack, taken, at


def lacking(program: Program, found: Inversion, tier: str) -> Ref:
    """Where a rate of a tier that gets nothing of a step would stand: beside those of others."""
    taken = [t for stack in (found.lower, found.higher) for t in stack.taken]
    rows = [t.row for t in taken if t.step.id in found.steps[:1] and t.row.tier]
    return rows[0].ref.child("rates") if rows else program.tiers[tier].ref
