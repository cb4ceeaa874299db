"""A stack that goes below a floor, and what there is to say about it: the sum, the deal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from partnerbook.findings import Ref, Term
from partnerbook.pricing.exact import exactly, share
from partnerbook.pricing.extreme import Extreme, smallest_part
from partnerbook.pricing.stack import Stack
from partnerbook.pricing.waterfall import Taken
from partnerbook.resolve.program import Floor, Program
from partnerbook.values.dates import in_words
from partnerbook.values.money import Money
from partnerbook.values.percent import Percent

CENT = Decimal("0.01")


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


@dataclass(frozen=True, slots=True)
class Breach:
    """A stack below a limit; the one with the largest share of list too much stands for all."""

    extreme: Extreme
    limit: Limit
    stack: Stack
    excess: Decimal
    share: Decimal


def limits(program: Program, extreme: Extreme) -> Iterator[Limit]:
    """The floors of a deal, and the product's own maximum give."""
    product = program.products[extreme.product]
    costs = {cost.currency: cost.amount for cost in product.cost}
    cost = costs.get(extreme.currency, Decimal(0))
    if product.maximum_give is not None:
        yield Limit(product.maximum_give, None, cost, product.ref.child("maximum_give"))
    for floor in extreme.floors:
        yield from floor_limits(floor, cost if extreme.currency in costs else None)


def floor_limits(floor: Floor, cost: Decimal | None) -> Iterator[Limit]:
    """The one or two limits of a floor; without a cost the margin cannot be told."""
    if floor.maximum_give is not None:
        yield Limit(floor.maximum_give, None, Decimal(0), floor.ref.child("maximum_give"))
    if floor.minimum_margin is not None and cost is not None:
        yield Limit(None, floor.minimum_margin, cost, floor.ref.child("minimum_margin"))


def breach(extreme: Extreme, limit: Limit) -> Breach | None:
    """The smallest stack inside the worst one that breaks the limit, if it breaks."""
    price = extreme.price.price.amount
    with exactly():
        if not limit.broken(extreme.value - extreme.given, extreme.value, price):
            return None
    stack = smallest_part(extreme, lambda kept, value: limit.broken(kept, value, price))
    if stack is None:
        return None
    excess = limit.excess(stack)
    return Breach(extreme, limit, stack, excess, share(excess, stack.value))


def percent(share: Decimal) -> str:
    """A factor as a percentage with at most two decimals, rounded towards what it misses."""
    text = f"{(share * 100).quantize(CENT):f}"
    return f"{text.rstrip('0').rstrip('.')} %"


def amount(stack: Stack, value: Decimal, sign: str = "") -> str:
    """An amount as the sum shows it."""
    rounded = Money(value, stack.currency).rounded().amount
    return f"{sign}{rounded:,f}"


def sum_of(program: Program, found: Breach) -> Iterator[Term]:
    """List price down to what the vendor keeps, then against the floor."""
    stack, limit = found.stack, found.limit
    units = "" if stack.units == 1 else f"{stack.units} × "
    yield Term(amount(stack, stack.value), f"list, {units}{stack.price.product}", stack.price.ref)
    for taken in stack.taken:
        yield Term(amount(stack, taken.amount, "-"), taken_words(taken), taken.row.rate_ref)
    yield Term(amount(stack, stack.kept), "net revenue", None, total=True)
    if limit.minimum_margin is None:
        given = f"given, {percent(stack.given_share)} of list; at most {limit.maximum_give}"
        yield Term(amount(stack, stack.given), given, limit.ref, total=True)
        return
    costs = limit.costs(stack)
    margin = percent(share(stack.kept - costs, stack.kept)) if stack.kept else "nothing"
    words = f"margin, {margin} of net; at least {limit.minimum_margin}"
    cost_ref = program.products[stack.price.product].ref.child("cost")
    yield Term(amount(stack, costs, "-"), "cost (internal)", cost_ref)
    yield Term(amount(stack, stack.kept - costs), words, limit.ref, total=True)


def taken_words(taken: Taken) -> str:
    """A step of the stack with its rate, and of what unless it is the list price."""
    words = taken.step.name
    if taken.rate is not None:
        words += f", {taken.rate}"
    if taken.rate is not None and taken.step.base != "list":
        words += f" of {taken.base_amount.normalize():,f}"
    return words + (", capped" if taken.cap is not None else "")


def message(program: Program, found: Breach) -> str:
    """Who, on what, how much, against which floor."""
    stack, limit, extreme = found.stack, found.limit, found.extreme
    tier, product = program.tiers[extreme.tier].name, program.products[extreme.product].name
    who = f"{program.partners[extreme.partner].name} ({tier})" if extreme.partner else tier
    if limit.minimum_margin is None:
        points = percent(found.share)
        return (
            f"stacked {who} incentives on {product} give {percent(stack.given_share)} of list; the"
            f" most is {limit.maximum_give} ({points.removesuffix(' %')} points too much)"
        )
    margin = share(stack.kept - limit.costs(stack), stack.kept) if stack.kept else Decimal(-1)
    short = percent(limit.minimum_margin.fraction - margin).removesuffix(" %")
    return (
        f"stacked {who} incentives on {product} leave {percent(margin)} margin; the floor is"
        f" {limit.minimum_margin} ({short} points short)"
    )


def deal_words(program: Program, found: Breach) -> str:
    """The deal, as far as the steps of the stack care."""
    matter = {axis for taken in found.stack.taken for axis in taken.row.scope.axes()}
    today = program.as_of
    said = [
        words
        for axis, words in found.extreme.sample.items()
        if axis in matter or (axis.startswith("day") and words != f"from {in_words(today)}")
    ]
    return ", ".join(said) or "any"
