"""The stacks of two tiers on the same deal side by side: what either earns, and by which number."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from partnerbook.check.margins.deals import percent
from partnerbook.check.margins.sums import taken_words
from partnerbook.findings import Ref, Term
from partnerbook.pricing.inversion import Inversion
from partnerbook.pricing.stack import Stack, gets
from partnerbook.pricing.waterfall import Taken
from partnerbook.resolve.program import Program
from partnerbook.values.money import Money

MOST_DIGITS = 6


def earned(stack: Stack, other: Stack | None = None) -> str:
    """What the partner gets of a stack, in money and in % of list.

    ``other``: the stack it is said beside; the share has the digits by which theirs differs.
    """
    digits = 2
    while other and digits < MOST_DIGITS and _share(stack, digits) == _share(other, digits):
        digits += 1
    return f"{_in_all(stack)} ({percent(_share(stack, digits), digits)} of list)"


def _share(stack: Stack, digits: int) -> Decimal:
    return stack.earned_share.quantize(Decimal(1).scaleb(-2 - digits))


def of_partner(stack: Stack) -> list[Taken]:
    """What of a stack the partner company gets."""
    return [taken for taken in stack.taken if gets(taken) == "partner" and taken.amount]


def _in_all(stack: Stack) -> Money:
    """What the partner gets, each step as it can be paid, so that the lines add up to it."""
    steps = (stack.money(taken.amount).rounded() for taken in of_partner(stack))
    return sum(steps, stack.money(Decimal(0)).rounded())


def terms(program: Program, tier: str, stack: Stack) -> Iterator[Term]:
    """What one tier gets, step by step; what gives nothing is left out."""
    return lines(program.tiers[tier].name, stack)


def lines(name: str, stack: Stack) -> Iterator[Term]:
    """What a partner gets, step by step, each with the name of what the stack is compared by."""
    for taken in of_partner(stack):
        words = taken_words(taken, stack.currency)
        got = stack.money(taken.amount).rounded()
        yield Term(str(got), f"{name}: {words}", taken.row.rate_ref)
    yield Term(str(_in_all(stack)), f"{name} in all", None, total=True)


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
