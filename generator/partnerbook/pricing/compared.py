"""Two plans on the same deals: on which deals their best stacks have to be compared, and how."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from partnerbook.pricing.exact import share
from partnerbook.pricing.items import Item
from partnerbook.pricing.measure import Deal
from partnerbook.pricing.reckoner import Plan, deals
from partnerbook.pricing.search import EARNED, best
from partnerbook.pricing.sizes import Size, earned_from, kinks


def first_failing(
    fails: Callable[[Deal], bool], looked_at: Sequence[Deal], price: Decimal
) -> Deal | None:
    """The smallest deal on which the lead of one stack over another is lost.

    Between two of the deals looked at, the lead changes straight; so where it is lost in between is
    found by halving.
    """
    last = 0
    for deal in looked_at:
        if not fails(deal):
            last = deal.units
            continue
        if not last:
            return deal
        above = deal.units
        while deal.endless and not fails(Deal(price * above, above, two_tier=False)):
            last, above = above, 2 * above
        while above - last > 1:
            middle = (last + above) // 2
            if fails(Deal(price * middle, middle, two_tier=False)):
                above = middle
            else:
                last = middle
        return Deal(price * above, above, two_tier=False)
    return None


def best_stack(plan: Plan, deal: Deal) -> tuple[Item, ...]:
    """The stack of a plan that earns the partner company most on a deal."""
    two_tier = replace(deal, two_tier=plan.two_tier)
    found = best(plan.items, plan.ties, two_tier, EARNED, wild=plan.wild)
    return plan.stack(found.choice)


def sure(plan: Plan, deal: Deal) -> bool:
    """Whether the best stack of a plan on a deal can be told, where that hangs on amounts."""
    if not plan.judged:
        return True
    two_tier = replace(deal, two_tier=plan.two_tier)
    return best(plan.items, plan.ties, two_tier, EARNED, wild=plan.wild).proven


def deals_to_compare(
    lower: Plan, higher: Plan, price: Decimal, sizes: Sequence[Size]
) -> list[list[Deal]]:
    """The deals of each size at which the lead of the second plan's best can be smallest."""
    smallest = [[Deal(price * size.units, size.units, two_tier=False)] for size in sizes]
    if not lower.sized and not higher.sized:
        return smallest
    low, high = _stacks(lower), _stacks(higher)
    if low is None or high is None:
        return smallest
    found = set(bends((*low, *high), price))
    for plan in (lower, higher) if lower.judged or higher.judged else ():
        listed = plan.ties.listed(EARNED, two_tier=False, wild=plan.wild) or ()
        found |= {at for choice in listed for at in plan.crossings(choice, price)}
    # The second plan's best is bent wherever another of its stacks becomes the best.
    starts = {Decimal(0), *(Decimal(bend + by) for bend in found for by in (0, 1))}
    for start in sorted(starts):
        lines = {earned_from(stack, price, start): None for stack in high}
        for first, second in combinations(lines, 2):
            slope = second.slope - first.slope
            if slope:
                found.add(max(0, int(share(first.start - second.start, slope))))
    units = sorted(found)
    return [deals(price, size, units, two_tier=False) for size in sizes]


def all_listed(lower: Plan, higher: Plan) -> bool:
    """Whether every permitted stack of both is looked at, and every deal at which one bends.

    Otherwise they are too many: only the best stacks of the smallest deal are compared.
    """
    plans = (lower, higher)
    if not all(plan.reckonable for plan in plans):
        return False
    if any(plan.ties.listed(None, two_tier=False, wild=False) is None for plan in plans):
        return False
    return not any(plan.sized for plan in plans) or None not in map(_stacks, plans)


def bends(stacks: Sequence[Sequence[Item]], price: Decimal) -> list[int]:
    """The numbers of units at which what some of the stacks give changes its course."""
    return sorted({int(at) for stack in stacks for at in kinks(stack, price, two_tier=False)})


def _stacks(plan: Plan) -> list[tuple[Item, ...]] | None:
    listed = plan.ties.listed(EARNED, two_tier=False, wild=plan.wild)
    return None if listed is None else [plan.stack(choice) for choice in listed]
