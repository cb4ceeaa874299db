"""A permitted stack that goes below a floor, exactly."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from partnerbook.findings import Ref
from partnerbook.pricing.exact import exactly, share
from partnerbook.pricing.extreme import Extreme
from partnerbook.pricing.smallest import smallest_part
from partnerbook.pricing.stack import Stack
from partnerbook.resolve.program import Floor, ListPrice, Program
from partnerbook.values.percent import Percent

LOST = Decimal("-Infinity")
"""The margin of a deal on which nothing is earned: below every other, and no part of anything."""


@dataclass(frozen=True, slots=True)
class Limit:
    """One floor on one sort of deal: the most that may be given, in % of list or by the margin."""

    maximum_give: Percent | None
    minimum_margin: Percent | None
    cost: Decimal
    ref: Ref

    def broken(self, kept: Decimal, value: Decimal, price: Decimal) -> bool:
        """Whether a deal of that list value, at that unit price, breaks it. Exact, undivided."""
        if self.maximum_give is not None:
            return value - kept > self.maximum_give.fraction * value
        assert self.minimum_margin is not None
        # margin = (kept - cost * value / price) / kept, all of it times kept and price
        return price * (kept - self.minimum_margin.fraction * kept) < self.cost * value

    def excess(self, stack: Stack) -> Decimal:
        """How much less would have to be given, to 60 digits: to show, not to judge."""
        if self.maximum_give is not None:
            return stack.given - self.maximum_give.fraction * stack.value
        assert self.minimum_margin is not None
        room = 1 - self.minimum_margin.fraction
        return share(self.costs(stack), room) - stack.kept

    def costs(self, stack: Stack) -> Decimal:
        """What the deal costs the vendor."""
        return share(self.cost * stack.value, stack.price.price.amount)


@dataclass(frozen=True, slots=True, eq=False)
class Breach:
    """A sort of deal on which a limit is broken.

    ``stack`` is the worst one, ``core`` the smallest part of it that still breaks the limit: only
    what is in the core can be to blame. ``excess`` is what the worst gives too much, ``share`` that
    as a factor of list value.
    """

    extreme: Extreme
    limit: Limit
    stack: Stack
    core: Stack
    excess: Decimal
    share: Decimal


def limits(program: Program, price: ListPrice, floors: Iterable[Floor]) -> Iterator[Limit]:
    """The floors of deals at a list price, and the product's own maximum give."""
    product, currency = program.products[price.product], price.price.currency
    costs = {cost.currency: cost.amount for cost in product.cost}
    cost = costs.get(currency, Decimal(0))
    if product.maximum_give is not None:
        yield Limit(product.maximum_give, None, cost, product.ref.child("maximum_give"))
    for floor in floors:
        yield from floor_limits(floor, cost if currency in costs else None)


def floor_limits(floor: Floor, cost: Decimal | None) -> Iterator[Limit]:
    """The one or two limits of a floor; without a cost the margin cannot be told."""
    if floor.maximum_give is not None:
        yield Limit(floor.maximum_give, None, Decimal(0), floor.ref.child("maximum_give"))
    if floor.minimum_margin is not None and cost is not None:
        yield Limit(None, floor.minimum_margin, cost, floor.ref.child("minimum_margin"))


def breach(extreme: Extreme, limit: Limit) -> Breach | None:
    """What breaks the limit on a sort of deal, if anything does."""
    price = extreme.price.price.amount
    with exactly():
        if not limit.broken(extreme.value - extreme.given, extreme.value, price):
            return None
    core = smallest_part(extreme, lambda kept, value: limit.broken(kept, value, price))
    if core is None:
        return None
    stack = extreme.worst
    excess = limit.excess(stack)
    return Breach(extreme, limit, stack, core, excess, share(excess, stack.value))


def margin(limit: Limit, stack: Stack) -> Decimal:
    """The margin of a stack in parts of net revenue; LOST where there is no net revenue."""
    return share(stack.kept - limit.costs(stack), stack.kept) if stack.kept > 0 else LOST
