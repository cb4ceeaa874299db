"""Two plans on the same deals: on which deals their best stacks have to be compared, and how."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import combinations, zip_longest

from partnerbook.pricing.exact import share
from partnerbook.pricing.items import Item
from partnerbook.pricing.measure import Deal
from partnerbook.pricing.reckoner import Plan, deals
from partnerbook.pricing.search import EARNED, Found, best
from partnerbook.pricing.sizes import NOTHING, Size, Straight, earned_from, kinks
from partnerbook.pricing.stacks import Choice


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


def best_found(plan: Plan, deal: Deal) -> Found:
    """The stack of a plan that earns the partner company most on a deal, and whether that is so."""
    two_tier = replace(deal, two_tier=plan.two_tier)
    return best(plan.items, plan.ties, two_tier, EARNED, wild=plan.wild)


def best_stack(plan: Plan, deal: Deal) -> tuple[Item, ...]:
    """The items of that stack."""
    return plan.stack(best_found(plan, deal).choice)


def sure(plan: Plan, deal: Deal) -> bool:
    """Whether the best stack of a plan on a deal can be told, where that hangs on amounts."""
    return not plan.judged or best_found(plan, deal).proven


def deals_to_compare(
    lower: Plan, higher: Plan, price: Decimal, sizes: Sequence[Size]
) -> list[list[Deal]]:
    """The deals of each size at which the lead of the second plan's best can be smallest."""
    smallest = [[Deal(price * size.units, size.units, two_tier=False)] for size in sizes]
    if not lower.sized and not higher.sized:
        return smallest
    low, high = _choices(lower), _choices(higher)
    if low is None or high is None:
        return smallest
    found: set[int] = set()
    for plan, listed in ((lower, low), (higher, high)):
        for choice in listed:
            found.update(plan.bends(choice, price, two_tier=False))
            if lower.judged or higher.judged:
                found |= plan.crossings(choice, price)
    found |= _overtaken(higher, high, price, found)
    units = sorted(found)
    return [deals(price, size, units, two_tier=False) for size in sizes]


def smallest(plan: Plan, price: Decimal, size: Size) -> Deal:
    """The first of the deals on which a plan would be compared with itself."""
    spread = plan.sized and _choices(plan) is not None
    lines = size.on(size.units) if spread else 1
    return Deal(price * size.units, size.units, two_tier=False, lines=lines)


def _overtaken(
    plan: Plan, listed: Sequence[Choice], price: Decimal, turns: Collection[int]
) -> set[int]:
    """About how many units another stack of a plan becomes its best: there the best is bent.

    ``turns``: about where any stack bends, or begins or ends to stand.
    """
    found: set[int] = set()
    fresh = [
        {at + by for at in (0, *plan.bends(choice, price, two_tier=False)) for by in (0, 1)}
        for choice in listed
    ]
    stacks = [plan.stack(choice) for choice in listed]
    lines: list[Straight] = [NOTHING] * len(stacks)
    starts = sorted({0, *(at + by for at in turns for by in (0, 1))})
    for start, end in zip_longest(starts, starts[1:]):
        for at, stack in enumerate(stacks):
            if start in fresh[at]:
                lines[at] = earned_from(stack, price, Decimal(start))
        for one, other in combinations(_leading(lines, start, end, every=plan.judged), 2):
            if one.slope != other.slope:
                units = share(one.start - other.start, other.slope - one.slope)
                if units >= start and (end is None or units <= end):
                    found.add(int(units))
    return found


def _leading(
    lines: Sequence[Straight], start: int, end: int | None, *, every: bool
) -> list[Straight]:
    """The lines that are the highest somewhere between two numbers of units, and some others.

    ``every``: all of them, as the highest need not stand.
    """
    distinct = dict.fromkeys(lines)
    if every:
        return list(distinct)
    first, last = Decimal(start), None if end is None else Decimal(end)
    ends = [(one.at(first), one.slope if last is None else one.at(last), one) for one in distinct]
    kept: list[Straight] = []
    most: Decimal | None = None
    for _, there, one in sorted(ends, key=lambda known: known[:2], reverse=True):
        if most is None or there > most:
            kept.append(one)
            most = there
    return kept


def all_listed(lower: Plan, higher: Plan) -> bool:
    """Whether every permitted stack of both is looked at, and every deal at which one bends.

    Otherwise they are too many: only the best stacks of the smallest deal are compared.
    """
    plans = (lower, higher)
    if not all(plan.reckonable for plan in plans):
        return False
    if any(plan.ties.listed(None, two_tier=False, wild=False) is None for plan in plans):
        return False
    return not any(plan.sized for plan in plans) or None not in map(_choices, plans)


def bends(stacks: Sequence[Sequence[Item]], price: Decimal) -> list[int]:
    """The numbers of units at which what some of the stacks give changes its course."""
    return sorted({int(at) for stack in stacks for at in kinks(stack, price, two_tier=False)})


def _choices(plan: Plan) -> tuple[Choice, ...] | None:
    return plan.ties.listed(EARNED, two_tier=False, wild=plan.wild)
