"""What the price calculator takes for a partner is what its appendix says, number by number."""

from __future__ import annotations

from datetime import date

import pytest

from partnerbook.pricing import Line, Order, price
from partnerbook.render import fmt
from partnerbook.render.appendix import appendix_set
from partnerbook.render.appendix.model import values_of
from partnerbook.values.money import parse_money

ORDERS = [
    # partner, place, route, product, quantity
    ("kitano", "JP", "one-tier", "connect-edge", 10),
    ("kitano", "JP", "one-tier", "maintain-core", 250),
    ("pennine-gate", "GB", "one-tier", "insight-predict", 400),
    ("kowadlo", "PL", "two-tier", "maintain-core", 60),
    ("cedar-hollow", "US", "one-tier", "insight-monitor", 900),
    ("liffeyside", "IE", "direct", "maintain-core", 40),
]
FACTS = {"sector": "commercial", "size": "midmarket", "public-tender": "no", "incumbent": "no"}


@pytest.mark.parametrize("on", [date(2026, 11, 22), date(2027, 1, 4)])
@pytest.mark.parametrize("deal", ORDERS, ids=lambda deal: f"{deal[0]}-{deal[3]}")
def test_every_rate_of_a_quote_stands_in_the_appendix(sample, deal, on):
    partner, place, route, product, quantity = deal
    currency = sample.partners[partner].currency
    order = Order(
        currency=currency,
        dates=dict.fromkeys(("order", "registration", "contract", "invoice", "first-sale"), on),
        lines=(Line(product, quantity, "new"),),
        partner=partner,
        place=place,
        route=route,
        claim="first",
        deal_role="sourced",
        facts=FACTS,
        period_value=parse_money(f"30000000 {currency}"),
    )
    document = appendix_set(sample, partner, on)
    assert document is not None
    said = {ref: value.text for _, value in values_of(document) for ref in value.refs}
    # Of nothing nothing need be said.
    taken = [
        taken
        for taken in price(sample, order).taken
        if taken.step.side != "distributor" and taken.amount
    ]
    assert taken
    for step in taken:
        if step.rate is not None:
            assert said.get(step.row.rate_ref) == fmt.percent(step.rate), step.row.rate_ref
        if step.cap is not None:
            assert step.cap.ref.child("amounts") in said
