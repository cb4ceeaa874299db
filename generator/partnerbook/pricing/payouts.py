"""How what an order earns is paid: each incentive in its parts, and what small parts turn into."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from partnerbook.pricing.exact import ZERO, exactly, smallest, split
from partnerbook.pricing.order import Order
from partnerbook.pricing.quote import Quote
from partnerbook.pricing.waterfall import Taken
from partnerbook.resolve.program import Step
from partnerbook.resolve.terms import SplitPart
from partnerbook.values.money import Money

KEPT, CONVERTS, OPEN = "kept", "converts", "open"


@dataclass(frozen=True, slots=True)
class PaidPart:
    """One part of what a step pays on an order.

    ``side`` says which side of its threshold it is on: ``kept`` as it is; ``converts`` as far as
    the order tells; ``open`` where the order does not tell; empty where it never converts.
    ``reached`` is what the part came to in its period so far, None where the order does not say.
    """

    part: SplitPart
    amount: Money
    below: Money | None = None
    side: str = ""
    reached: Money | None = None


@dataclass(frozen=True, slots=True)
class Payout:
    """What one step pays on all lines of an order; ``parts`` make the amount to the minor unit."""

    step: Step
    amount: Money
    parts: tuple[PaidPart, ...]


def payouts(quote: Quote) -> tuple[Payout, ...]:
    """The steps of an order that say how they are paid, in the order of the waterfall."""
    taken: dict[str, list[Taken]] = {}
    for one in quote.taken:
        # What the end customer gets counts once, though a distributor passes it on.
        if one.step.side != "end-customer" or one.chain != "distributor":
            taken.setdefault(one.step.id, []).append(one)
    with exactly():
        return tuple(_payout(quote.order, some) for some in taken.values() if _says(some[0].step))


def _says(step: Step) -> bool:
    return bool(step.terms.parts or step.terms.tax or step.terms.books_as)


def _payout(order: Order, taken: Sequence[Taken]) -> Payout:
    step = taken[0].step
    amount = Money(sum((one.amount for one in taken), ZERO), order.currency)
    return Payout(step, amount, tuple(_parts(order, step, amount, taken)))


def _parts(order: Order, step: Step, amount: Money, taken: Sequence[Taken]) -> Iterator[PaidPart]:
    parts = step.terms.parts
    if not parts:
        return
    weights = [part.share.points for part in parts]
    sign = -1 if amount.amount < 0 else 1
    amounts = split(sign * amount.amount, weights, smallest(order.currency))
    rates = {one.rate for one in taken}
    rate = rates.pop() if len(rates) == 1 else None
    for part, mine in zip(parts, amounts, strict=True):
        paid = Money(sign * mine, order.currency)
        below = part.converts_below.get(order.currency)
        if below is None:
            yield PaidPart(part, paid)
            continue
        whole = None
        bought = order.bought(step.id).value
        if bought is not None and rate is not None and not step.caps:
            whole = bought.times(rate.fraction)
        so_far = whole or _used(order, step, part.per, amount)
        reached = None if so_far is None else so_far.times(part.share.fraction).rounded()
        # This order alone may be enough; that it is not, says nothing of the rest of the period.
        sure = max(paid, reached) if reached is not None else paid
        side = KEPT if sure >= below else OPEN if reached is None else CONVERTS
        yield PaidPart(part, paid, below, side, reached)


def _used(order: Order, step: Step, per: str, amount: Money) -> Money | None:
    """What the step gave in the period, this order included, if a cap of that period tells it."""
    told = (order.used.get((step.id, cap.id)) for cap in step.caps if cap.per == per)
    return next((spent + amount for spent in told if spent is not None), None)
