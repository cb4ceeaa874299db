"""Orders of which lines take different stacks: what they give at most, where that is more.

A line that would be such a deal by itself gives no more in an order than alone: what is capped or
fixed per order is only shared. So of several lines none gives more than the worst of them alone.
Only where the order needs all its lines, to reach a list value, one line may take what is capped or
fixed while the others take what excludes it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from partnerbook.check.floors.breach import limits
from partnerbook.findings import Place, Repair, Severity
from partnerbook.pricing.exact import ZERO, exactly
from partnerbook.pricing.extreme import Extreme
from partnerbook.pricing.items import Item
from partnerbook.pricing.measure import Deal, totals
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Program
from partnerbook.rulebook import Judgement


def by_line(
    program: Program, extremes: Iterable[Extreme], broken: Collection[str] = ()
) -> Iterator[Judgement]:
    """Where it cannot be told that no order of several lines goes below a floor.

    Not in ``broken`` products, which go below one anyway.
    """
    seen: set[tuple[str, ...]] = set()
    with exactly():
        for extreme in extremes:
            if extreme.product in broken or not _needs_all_lines(extreme):
                continue
            shared = shared_by_lines(extreme)
            key = (extreme.product, extreme.tier, *(item.step.id for item in shared))
            if not shared or key in seen or not _may_break(program, extreme, shared):
                continue
            seen.add(key)
            names = joined([item.step.name for item in shared], "and")
            tier, product = program.tiers[extreme.tier].name, program.products[extreme.product]
            yield Judgement(
                f"cannot tell whether {tier} stays above the floor on {product.name}: orders of"
                f" {extreme.units} or more may be of several lines, of which some take {names} up"
                " to its amount and others what cannot be taken with it; only orders of which all"
                " lines take the same are looked at",
                (*(Place(item.step.ref, "its amount is for the whole order") for item in shared),),
                subject="/".join(key),
                help=(Repair("let it stack with what it excludes, or lower the rates of either"),),
                facts=("by line",),
                severity=Severity.UNDETERMINED,
            )


def _needs_all_lines(extreme: Extreme) -> bool:
    """Whether a smaller line is no such deal by itself, as the list value is that of the order."""
    quantity, value = extreme.shape.grades[extreme.at]
    return value[0][0] > 0 and extreme.units > max(1, quantity[0][0])


def shared_by_lines(extreme: Extreme) -> list[Item]:
    """What is capped or fixed per order on the smallest deal, beside what cannot go with it."""
    plan, value = extreme.plan, extreme.price.price.amount * extreme.units
    choosing = {
        at for part in plan.ties.parts or () if len(part.fullest) > 1 for at in part.members
    }
    return [
        item
        for at, item in enumerate(plan.items)
        if at in choosing
        and not item.per_unit
        and (item.is_fixed or (item.limit is not None and item.rate * value > item.limit))
    ]


def _may_break(program: Program, extreme: Extreme, shared: Iterable[Item]) -> bool:
    """Whether a floor could be broken that the same stack on all lines keeps.

    No line gives a larger share than without caps, and amounts per order are given once besides.
    """
    plan, listed = extreme.plan, extreme.price.price.amount
    deal = Deal(listed * extreme.units, extreme.units, plan.two_tier, uncapped=True)
    choices = plan.ties.listed(None, two_tier=plan.two_tier, wild=True)
    if choices is None:
        return False  # They are too many to prove anything: that is said already.
    given = max(
        totals(plan.stack(choice), one).given
        for choice in choices
        for one in (deal, replace(deal, bare=True))
    )
    given += sum((item.fixed for item in shared if item.is_fixed), ZERO)
    return any(
        one.broken(deal.value - given, deal.value, listed)
        and not one.broken(extreme.value - extreme.given, extreme.value, listed)
        for one in limits(program, extreme.price, extreme.floors)
    )
