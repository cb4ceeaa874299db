"""What a stack of steps gives on one deal, as a few numbers; exact and quick, for the searches.

The same arithmetic line by line, with its sources, is in ``waterfall``; a test holds them together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from partnerbook.pricing.bearing import moved
from partnerbook.pricing.exact import ZERO, share
from partnerbook.pricing.items import LIST, OPENING, Item


@dataclass(frozen=True, slots=True)
class Deal:
    """So many units of one product at list, in one currency.

    With ``two_tier`` the vendor sells to a distributor, the distributor to the partner.
    ``endless``: the limit of ever larger deals; whatever is capped or fixed per order has come to
    nothing, and ``value`` stands for any amount. ``order``: the list value of the whole order where
    that is more than this line; an amount for each band of it counts in part. ``lines``: on how
    many lines of the order it is; each of them has bands of quantity for itself. For the searches
    only: ``uncapped`` looks away from caps that cannot bind, ``bare`` takes what vanishes on larger
    deals as gone already.
    """

    value: Decimal
    units: int
    two_tier: bool
    endless: bool = False
    uncapped: bool = False
    bare: bool = False
    order: Decimal = ZERO
    lines: int = 1


class Totals(NamedTuple):
    """Of one stack on one deal.

    What the vendor gives in all; what the partner company, people and the distributor get of it.
    ``at_order``: by how much the partner pays less than list at the order; ``bought``: by how much
    the distributor does, now and later, what it bears of others' things taken off.
    """

    given: Decimal
    earned: Decimal
    persons: Decimal
    distributor: Decimal
    at_order: Decimal
    bought: Decimal


NOTHING = Totals(ZERO, ZERO, ZERO, ZERO, ZERO, ZERO)


def raw_amount(item: Item, base: Decimal, deal: Deal) -> Decimal:
    """What an item gives before its caps."""
    raw = item.rate * base
    if item.fixed or item.list_units:
        raw += _beside(item, deal)
    return max(raw, ZERO) if item.floored else raw


def _beside(item: Item, deal: Deal) -> Decimal:
    """What an item gives beside its rate."""
    if item.per_unit:
        return item.fixed * deal.units
    if deal.endless:
        return ZERO
    fixed = item.fixed
    if deal.order and item.row.marginal:
        fixed *= share(deal.value, deal.order)
    if item.list_units:
        fixed += item.list_units * deal.lines * share(deal.value, Decimal(deal.units))
    return fixed


def capped_amount(item: Item, base: Decimal, deal: Deal) -> Decimal:
    """What an item gives."""
    if deal.bare and item.vanishes:
        return ZERO
    raw = raw_amount(item, base, deal)
    if deal.uncapped:
        return raw
    if item.unit_limit is not None:
        raw = min(raw, item.unit_limit * deal.units)
    if item.limit is None:
        return raw
    return min(raw, ZERO if deal.endless else item.limit)


def closing(prices: Sequence[tuple[int, Decimal]], stage: int, value: Decimal) -> Decimal:
    """The price after a stage, from the prices after those stages that had steps."""
    for at, price in reversed(prices):
        if at <= stage:
            return price
    return value


class Running(NamedTuple):
    """Where a deal stands once some steps are taken; what comes next goes on from there."""

    stage: int
    partner: Decimal
    distributor: Decimal
    partner_open: Decimal
    distributor_open: Decimal
    partner_closed: tuple[tuple[int, Decimal], ...]
    distributor_closed: tuple[tuple[int, Decimal], ...]
    totals: Totals


def begun(deal: Deal) -> Running:
    """A deal before any step."""
    value = deal.value
    return Running(OPENING, value, value, value, value, (), (), NOTHING)


def totals(stack: Sequence[Item], deal: Deal) -> Totals:
    """What a stack gives. The items come in the order of the waterfall; call inside exactly()."""
    return further(begun(deal), stack, deal).totals


def further(run: Running, stack: Sequence[Item], deal: Deal) -> Running:
    """A deal once more steps are taken, which come later in the waterfall."""
    stage, partner, distributor, partner_open, distributor_open = run[:5]
    partner_closed, distributor_closed = run.partner_closed, run.distributor_closed
    given, earned, to_persons, to_distributor, at_order, _ = run.totals
    # What the distributor is owed besides its own price: who bears what.
    settled = run.totals.bought - (deal.value - distributor)
    for item in stack:
        if item.stage != stage:
            partner_closed = (*partner_closed, (stage, partner))
            distributor_closed = (*distributor_closed, (stage, distributor))
            stage, partner_open, distributor_open = item.stage, partner, distributor
        base = deal.value
        on_distributor = item.chain == "distributor"
        if item.base == OPENING:
            base = distributor_open if on_distributor else partner_open
        elif item.base != LIST:
            closed = distributor_closed if on_distributor else partner_closed
            base = closing(closed, item.base, deal.value)
        amount = passed = capped_amount(item, base, deal)
        if item.chain == "partner":
            partner -= amount
            earned += amount
            if item.front:
                at_order += amount
            # In two tiers the distributor passes the front end on out of what it bought at.
            if not (deal.two_tier and item.front):
                given += amount
        elif item.chain == "person":
            to_persons += amount
            given += amount
        elif on_distributor:
            distributor -= amount
            to_distributor += amount
            given += amount
        else:
            partner -= amount
            if item.front:
                at_order += amount
            if deal.two_tier:
                if item.base == OPENING:
                    base = distributor_open
                elif item.base != LIST:
                    base = closing(distributor_closed, item.base, deal.value)
                passed = capped_amount(item, base, deal)
                distributor -= passed
            given += passed
        if item.bearing is not None:
            more = moved(
                item.bearing, item.chain, amount, passed, front=item.front, two_tier=deal.two_tier
            )
            given, earned, between = given + more.given, earned + more.earned, more.distributor
            to_distributor, settled = to_distributor + between, settled + between
    bought = deal.value - distributor + settled
    got = Totals(given, earned, to_persons, to_distributor, at_order, bought)
    return Running(
        stage,
        partner,
        distributor,
        partner_open,
        distributor_open,
        partner_closed,
        distributor_closed,
        got,
    )
