"""Adds a waterfall up: what the partner pays and gets, what the distributor pays, what is left."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal

from partnerbook.findings import Ref
from partnerbook.pricing.exact import ZERO
from partnerbook.pricing.order import Line
from partnerbook.pricing.quote import Figure, Sums
from partnerbook.pricing.stack import distributor_gets_back, gets, vendor_gives
from partnerbook.pricing.waterfall import LIST_AUDIENCE, Stretch, Taken
from partnerbook.resolve.program import Product
from partnerbook.values.audience import INTERNAL, Audience
from partnerbook.values.money import Money


def sums_of(
    line: Line, stretch: Stretch, taken: Sequence[Taken], product: Product, considered: Audience
) -> Sums:
    """The sums of one line. ``considered``: who may know all the steps that were chosen from."""
    add = _Adder(stretch, considered)
    front = [t for t in taken if t.front]
    later = [t for t in taken if not t.front]
    two_tier = stretch.two_tier
    invoice = add.less([t for t in front if t.chain == "partner"])
    rebated = [t for t in later if t.chain == "partner"]
    shared = [t for t in taken if t.borne is not None]
    mine = sum((t.borne.partner for t in shared if t.borne is not None), ZERO)
    back = {id(t): distributor_gets_back(t, two_tier=two_tier) for t in taken}
    settled = [t for t in taken if back[id(t)]]
    vendors = [(t, vendor_gives(t, two_tier=two_tier)) for t in taken]
    currency = stretch.price.price.currency
    cost = next((c for c in product.cost if c.currency == currency), None)
    return Sums(
        list_value=add.less([]),
        invoice=invoice,
        back_end=add.up([*(t for t in later if gets(t) == "partner")], -mine, shared),
        net_net=add.less([*(t for t in front if t.chain == "partner"), *rebated], -mine, shared),
        earned=add.up([t for t in taken if gets(t) == "partner"], -mine, shared),
        persons=add.up([t for t in taken if gets(t) == "person"]),
        distributor_invoice=(
            add.less([t for t in front if t.chain == "distributor"]) if two_tier else None
        ),
        distributor_back_end=(
            add.up(
                [t for t in later if t.chain == "distributor"],
                sum((back[id(t)] for t in settled), ZERO),
                settled,
            )
            if two_tier
            else None
        ),
        vendor_net=add.less(
            [], sum((given for _, given in vendors), ZERO), [t for t, given in vendors if given]
        ),
        cost=(
            None
            if cost is None
            else Figure(cost.times(line.quantity), INTERNAL, (product.cost_ref(currency),))
        ),
    )


def add_up(lines: Sequence[Sums]) -> Sums:
    """The sums of an order from those of its lines.

    A line sold in one tier counts with the partner's invoice where the distributor's is asked for.
    """
    two_tier = any(line.distributor_invoice is not None for line in lines)
    costs = [line.cost for line in lines if line.cost is not None]

    def total(pick: Callable[[Sums], Figure]) -> Figure:
        return _total([pick(line) for line in lines])

    nothing = _nothing(lines[0].list_value)
    return Sums(
        list_value=total(lambda line: line.list_value),
        invoice=total(lambda line: line.invoice),
        back_end=total(lambda line: line.back_end),
        net_net=total(lambda line: line.net_net),
        earned=total(lambda line: line.earned),
        persons=total(lambda line: line.persons),
        distributor_invoice=(
            total(lambda line: line.distributor_invoice or line.invoice) if two_tier else None
        ),
        distributor_back_end=(
            total(lambda line: line.distributor_back_end or nothing) if two_tier else None
        ),
        vendor_net=total(lambda line: line.vendor_net),
        cost=_total(costs) if len(costs) == len(lines) else None,
    )


class _Adder:
    """Adds amounts of one line up, with their sources and who may see them."""

    def __init__(self, stretch: Stretch, considered: Audience) -> None:
        self._stretch = stretch
        self._audience = LIST_AUDIENCE & considered

    def up(
        self, taken: Sequence[Taken], more: Decimal = ZERO, due_to: Sequence[Taken] = ()
    ) -> Figure:
        """The sum of some amounts, and of what else is settled due to others."""
        amount = sum((t.amount for t in taken), more)
        return self._figure(amount, (*taken, *due_to))

    def less(
        self, taken: Sequence[Taken], more: Decimal = ZERO, due_to: Sequence[Taken] = ()
    ) -> Figure:
        """The list value less some amounts, and less what else is settled due to others."""
        amount = self._stretch.value - sum((t.amount for t in taken), more)
        return self._figure(amount, (*taken, *due_to))

    def _figure(self, amount: Decimal, taken: Sequence[Taken]) -> Figure:
        audience = self._audience
        for one in taken:
            audience &= one.audience
        money = Money(amount, self._stretch.price.price.currency)
        refs = [self._stretch.price.ref, *(ref for one in taken for ref in one.refs)]
        return Figure(money, audience, _once(refs))


def _total(figures: Sequence[Figure]) -> Figure:
    first, *rest = figures
    money, audience = first.money, first.audience
    for figure in rest:
        money, audience = money + figure.money, audience & figure.audience
    return Figure(money, audience, _once(ref for figure in figures for ref in figure.refs))


def _nothing(like: Figure) -> Figure:
    return Figure(Money(ZERO, like.money.currency), like.audience, like.refs)


def _once(refs: Iterable[Ref]) -> tuple[Ref, ...]:
    return tuple(dict.fromkeys(refs))
