"""Whether a higher tier gets at least as much as a lower one on every deal, plainly: step by step.

Where each step by itself gives the higher tier at least the same, so does every stack, and the best
one too: nothing has to be searched. What cannot be told in this way is looked into deal by deal.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import product

from partnerbook.pricing.bearing import PARTNER
from partnerbook.pricing.board import Board
from partnerbook.pricing.chart import Bits
from partnerbook.pricing.exact import ONE, ZERO
from partnerbook.pricing.items import Item, chain_of
from partnerbook.pricing.reckoner import Plan

Pair = tuple[tuple[Item, ...], tuple[Item, ...]]
"""The lower tier's items and the higher's; more than one each where rows are rivals."""


def plainly_ordered(board: Board, start: Bits, lower: str, higher: str) -> bool:
    """Whether every step gives the higher tier at least what it gives the lower, on every deal.

    ``start``: the boxes of the deals looked at. False means that it is not plain, not that it
    fails: rates may add up to more than 100 %, or end customers may get different things.
    """
    axes = board.program.axes
    if any("tier" in limit.cells.axes() for limit, _ in board.stack_limits):
        return False
    tiers = [board.chart.allowing("tier", axes.node("tier", tier)) for tier in (lower, higher)]
    together: dict[str, Decimal] = {}
    for at, step in enumerate(board.steps):
        mine = board.step_bits(at) & start & (tiers[0] | tiers[1])
        # What somebody else than the partner bears takes nothing from what it earns.
        turns = PARTNER in step.terms.borne_by or step.choice or step.only_below is not None
        if mine and turns:
            return False
        if not mine or chain_of(step) not in ("partner", "customer"):
            continue
        # Of a group one counts at most.
        highest = together.get(step.group or step.id, ZERO)
        pairs = _pairs(board, at, mine, tiers)
        if pairs is None:
            return False
        for low, high in pairs:
            if not all(_at_least(b, a) for a in low for b in high) or (low and not high):
                return False
            # What only the higher tier's customers get lowers its price and not the other's.
            if high and not low and step.side == "end-customer":
                return False
            highest = max([highest, *map(_most, (*low, *high))])
        together[step.group or step.id] = highest
    return sum(together.values(), ZERO) <= ONE


def never_less(lower: Plan, higher: Plan) -> bool:
    """The same for one set of deals, by the items that count there."""
    if lower.limits != higher.limits:
        return False
    if lower.items == higher.items:
        return True
    if lower.wild or higher.wild or lower.judged or higher.judged:
        return False
    mine = {item.place for item in lower.items}
    theirs = {item.place: item for item in higher.items}
    return all(
        item.place in theirs and _at_least(theirs[item.place], item) for item in lower.items
    ) and all(item.place in mine for item in higher.items if item.chain == "customer")


def _pairs(board: Board, at: int, mine: Bits, tiers: list[Bits]) -> list[Pair] | None:
    """The rows of a step that count for the two tiers on the same deals; None if too many sets."""
    chart = board.chart
    found = chart.places(mine, (), without=("product", "tier"))
    if found is None:
        return None
    sizes = [
        quantity.bits & value.bits
        for quantity, value in product(
            chart.grades("quantity", mine), chart.grades(chart.value_axis, mine)
        )
    ]
    seen = {place.bits & size for place in found[1] for size in sizes}
    pairs: list[Pair] = []
    for bits in sorted(seen):
        low, high = (
            tuple(board.item(n, None) for n in board.chosen(at, bits & tier)) for tier in tiers
        )
        pairs.append((low, high))
    return pairs


def _most(item: Item) -> Decimal:
    """More than this share of its base an item does not give, on no line."""
    return item.rate + max(item.list_units, ZERO)


def _at_least(one: Item, other: Item) -> bool:
    """Whether an item gives at least what another of the same step gives, and nothing negative.

    What the end customer gets must be the same: it lowers the partner's price but is not its.
    """
    if one.chain == "customer" and (one.rate, one.fixed) != (other.rate, other.fixed):
        return False
    if one.row is other.row and not one.floored:
        return one.caps == other.caps
    if one.floored or other.floored or one.list_units or other.list_units:
        return False
    more = one.rate >= other.rate >= ZERO and one.fixed >= other.fixed >= ZERO
    return more and one.caps == other.caps
