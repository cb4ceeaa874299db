"""What an amount is reckoned from, in words: a price, fixed amounts, a price per unit, bands."""

from __future__ import annotations

from collections.abc import Sequence

from partnerbook.pricing.items import LIST, OPENING, Item
from partnerbook.resolve.lasting import RECURRING
from partnerbook.resolve.program import ListPrice, Row, Stage
from partnerbook.values.money import Money


def base_words(
    stages: Sequence[Stage], item: Item, listed: ListPrice, units: int, lines: int = 1
) -> str:
    """The base of an item's rate; of what is given without a rate, how it comes about.

    Of so many ``units`` in all, on so many ``lines``, all alike.
    """
    if item.is_fixed and item.per_unit:
        return f"fixed amount per unit: {units:,} × {item.row.amounts[listed.price.currency]}"
    if item.is_fixed:
        return "fixed amount per order"
    if item.floored:
        return f"{_price(stages, item)}, down to {item.row.prices[listed.price.currency]} per unit"
    if item.sized:
        each = f", on each of {lines} lines" if item.list_units and lines > 1 else ""
        return f"list price by bands: {_by_band(item.row, listed.price)}{each}"
    return _price(stages, item)


def _price(stages: Sequence[Stage], item: Item) -> str:
    if item.base == LIST:
        return "list price"
    if item.step.base == RECURRING:
        return "price of one billing period"
    if item.base == OPENING:
        return f"price before {stages[item.stage].name}"
    return f"price after {stages[item.base].name}"


def _by_band(row: Row, price: Money) -> str:
    """What lies below a marginal band, and what the band itself gives."""
    assert row.band is not None
    if row.band_currency:
        low, below = Money(row.band[0], row.band_currency), Money(row.below, row.band_currency)
        return f"{below.rounded()} for what is below {low}, {row.rate} of the rest"
    below = Money(row.below * price.amount, price.currency).rounded()
    count = f"{row.band[0] - 1:f}"
    return f"{below} for the first {count} units, {row.rate} of the rest"
