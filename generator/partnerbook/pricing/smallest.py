"""The smallest part of a worst stack that is too much already: what a reader has to look at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import product as combined

from partnerbook.pricing.exact import exactly
from partnerbook.pricing.extreme import Extreme
from partnerbook.pricing.measure import Deal, totals
from partnerbook.pricing.reckoner import Plan
from partnerbook.pricing.stack import Stack, written_out
from partnerbook.pricing.stacks import MOST_CHOICES, Choice


def smallest_part(extreme: Extreme, breaks: Callable[[Decimal, Decimal], bool]) -> Stack | None:
    """The smallest permitted part of the worst stack that still breaks something, or None.

    ``breaks`` is given what the vendor keeps and the list value of the deal. No permitted stack
    inside the answer breaks it. The fewest steps win, unless the worst stack has too many parts to
    try: then it is made smaller part by part until nothing more can be left out.
    """
    plan, deal = extreme.plan, extreme.plan.deal(extreme.answer)
    worst = set(extreme.answer.choice)

    def fails(choice: Choice) -> bool:
        return breaks(deal.value - totals(plan.stack(choice), deal).given, deal.value)

    with exactly():
        found = next(filter(fails, _inside(plan, worst, fails, deal)), None)
        if found is None:
            return None
        stages = extreme.board.program.stages
        return written_out(stages, plan.stack(found), extreme.price, deal)


def _inside(
    plan: Plan, most: set[int], fails: Callable[[Choice], bool], deal: Deal
) -> list[Choice]:
    """The permitted stacks inside a stack, the fewest steps first; past the bound a small one."""
    tied = plan.ties.parts
    if tied is None:
        return [tuple(sorted(most))]
    options = [[c for c in part.every if most.issuperset(c)] for part in tied]
    count = 1
    for option in options:
        count *= len(option)

    def permitted(choice: Choice) -> bool:
        return plan.ties.allow(choice) and plan.stands(choice, deal)

    if count > MOST_CHOICES:
        return [_reduced(options, most, lambda choice: permitted(choice) and fails(choice))]
    stacks = [*filter(permitted, map(_joined, combined(*options)))]
    return sorted(stacks, key=lambda stack: (len(stack), stack))


def _joined(picks: Sequence[Choice]) -> Choice:
    return tuple(sorted(at for pick in picks for at in pick))


def _reduced(
    options: Sequence[Sequence[Choice]], most: set[int], fails: Callable[[Choice], bool]
) -> Choice:
    """A stack that fails as long as none of its parts is made smaller; the whole if it does not.

    Where more steps give more, which is so but for rates past 100 % in all, every permitted stack
    inside it is then one that does not fail.
    """
    picks = [max(option, key=len) for option in options]
    assert set(_joined(picks)) == most
    for at, option in enumerate(options):
        for choice in sorted(option, key=lambda one: (len(one), one)):
            smaller = [*picks[:at], choice, *picks[at + 1 :]]
            if fails(_joined(smaller)):
                picks = smaller
                break
    return _joined(picks)
