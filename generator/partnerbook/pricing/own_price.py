"""What a distributor and its partner make of the price that the distributor sets itself."""

from __future__ import annotations

from dataclasses import dataclass

from partnerbook.pricing.exact import exactly, points, share
from partnerbook.pricing.quote import Quote
from partnerbook.values.money import Money
from partnerbook.values.percent import Percent


@dataclass(frozen=True, slots=True)
class OwnPrice:
    """A distributor's price to the partner, beside the one that is recommended to it.

    ``paid``: what the distributor pays the vendor, less what it gets later. It ``keeps`` the rest:
    ``kept`` in % of its price. ``later``: what the partner gets later, as by what is recommended.
    ``net`` is what the partner pays less that, ``earned`` the list value less ``net`` and
    ``margin`` that in % of list.
    """

    price: Money
    recommended: Money
    paid: Money
    keeps: Money
    kept: Percent | None
    later: Money
    net: Money
    earned: Money
    margin: Percent | None

    @property
    def above(self) -> Money:
        """How much more than recommended the distributor asks; negative: less."""
        return self.price - self.recommended


def own_price(quote: Quote) -> OwnPrice | None:
    """What follows from the distributor's own price; None where the order states none."""
    price, sums = quote.order.distributor_price, quote.sums
    if price is None or sums is None or sums.distributor_invoice is None:
        return None
    assert sums.distributor_back_end is not None, "two tiers have both sums"
    with exactly():
        paid = sums.distributor_invoice.money - sums.distributor_back_end.money
        later, listed = sums.back_end.money, sums.list_value.money
        net = price - later
        keeps, earned = price - paid, listed - net
        kept = points(share(keeps.amount, price.amount)) if price.amount else None
        margin = points(share(earned.amount, listed.amount)) if listed.amount else None
        recommended = sums.invoice.money
        return OwnPrice(price, recommended, paid, keeps, kept, later, net, earned, margin)
