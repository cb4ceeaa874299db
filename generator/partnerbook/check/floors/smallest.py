"""The smallest deal that earns an incentive: which it is, and which it would have to be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import ROUND_CEILING, Decimal

from partnerbook.check.floors.blame import Blamed
from partnerbook.check.incentives.reach import narrowed
from partnerbook.findings import Repair
from partnerbook.pricing.exact import share
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import ListPrice, Program, Row
from partnerbook.resolve.record import Record


def smallest(program: Program, row: Row, currency: str) -> ListPrice | None:
    """The cheapest single unit that earns a row in a currency; None if deals must be larger."""
    axes = program.axes
    here = row.scope.meet(axes.cell(currency=currency))
    least = min((low for low, _ in here.on(f"list_value:{currency}")), default=1)
    fewest = min((low for low, _ in here.on("quantity")), default=2)
    if not here or least > 0 or fewest > 1:
        return None
    sold = (
        price
        for price in program.prices
        if price.price.currency == currency
        and price.price.amount > 0
        and price.cells.without("day").meets(here)
    )
    return min(sold, key=lambda price: (price.price.amount, price.product), default=None)


def large_enough(record: Record, row: Row, blamed: Blamed) -> Iterator[Repair]:
    """The smallest order on which every floor holds, in round sums."""
    least: dict[str, Decimal] = {}
    for found in blamed.breaches:
        stack, currency = found.stack, found.stack.currency
        fixed = next((t.amount for t in stack.taken if t.row.rate_ref == row.rate_ref), Decimal(0))
        # All else grows with the order, so the excess falls straight from the fixed amount on.
        if fixed <= found.excess or "list_value" in _keys(record):
            return
        needed = share(fixed * stack.value, fixed - found.excess)
        least[currency] = max(least.get(currency, Decimal(0)), needed)
    first = next(iter(least))
    each = {
        c: least.get(c, share(least[first] * m.amount, row.amounts[first].amount))
        for c, m in row.amounts.items()
    }
    sums = [f"{_round(value):f} {currency}" for currency, value in each.items()]
    text = f"{{at_least: [{', '.join(sums)}]}}"
    yield Repair(
        f"pay it on orders of {joined(sums, 'and')} or more: no floor is broken there",
        "smaller orders no longer earn it",
        (narrowed(record, "list_value", text),),
    )


def _round(value: Decimal) -> Decimal:
    """Up to two digits that count: 1234 is 1300."""
    unit = Decimal(1).scaleb(max(0, value.adjusted() - 1))
    return (value / unit).to_integral_value(ROUND_CEILING) * unit


def repairs(program: Program, record: Record, row: Row) -> Iterator[Repair]:
    """A smallest order: that of registration where one is written, else in words."""
    for rules in program.records.get("engagement", {}).values():
        least = {money.currency: money for money in rules.get("minimum", ())}
        if least and least.keys() >= row.amounts.keys() and "list_value" not in _keys(record):
            sums = [least[currency] for currency in row.amounts]
            text = f"{{at_least: [{', '.join(map(str, sums))}]}}"
            yield Repair(
                f"begin where registration begins: {joined(list(map(str, sums)), 'and')}",
                "smaller orders no longer earn it",
                (narrowed(record, "list_value", text),),
            )
            break
    yield Repair(
        "or say the smallest order in its `for:`, as `list_value: {at_least: […]}` or"
        " `quantity: {at_least: …}`"
    )
    yield Repair("or pay it `per: unit`", "what is paid then grows with the order")


def _keys(record: Record) -> frozenset[str]:
    scope = record["for"]
    return frozenset(scope) if isinstance(scope, Mapping) else frozenset()
