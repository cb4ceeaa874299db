"""Who bears a promotion: sums of orders by hand, to the cent, and what others take over."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from tests.pricing.build import AS_OF, Maker, Nested

from partnerbook.pricing import Line, Order, extremes, price
from partnerbook.resolve.program import Program
from partnerbook.resolve.terms import Terms
from partnerbook.values.percent import Percent

D = Decimal
ONE: Nested = {"core": {"a": {}}}


def borne(**shares: int) -> Terms:
    return Terms(borne_by={who: Percent(D(points)) for who, points in shares.items()})


def program(terms: Terms, *, distribution: bool, **promotion: Any) -> Program:
    """List 100, tier discount 20 %, distributor 30 %, a promotion of 10 % of list."""
    made = Maker(ONE, tiers=("gold",)).price("a", "100 EUR").table("tier", "20%")
    if distribution:
        made.table("distribution", "30%", side="distributor")
    gives = promotion.pop("gives", "10%")
    return made.step("promotion", gives, terms=terms, **promotion).program()


def order(units: int, *, route: str) -> Order:
    dates = dict.fromkeys(("order", "registration", "contract", "invoice", "first-sale"), AS_OF)
    return Order(currency="EUR", dates=dates, lines=(Line("a", units),), tier="gold", route=route)


PARTNER_40, DISTRIBUTOR_40 = borne(vendor=60, partner=40), borne(vendor=60, distributor=40)
PERSON = {"paid_to": "person", "gives": "10 EUR", "stage": "back"}


@pytest.mark.parametrize(
    ("terms", "route", "promotion", "expected"),
    [
        # invoice, back end, net-net, earned, persons, distributor keeps, vendor keeps
        # One tier. The partner pays 70 and 4 back: 74. The vendor gives 20 + 6.
        (PARTNER_40, "one-tier", {}, ("70", "-4", "74", "26", "0", None, "74")),
        # No distributor is there to bear its part.
        (DISTRIBUTOR_40, "one-tier", {}, ("70", "0", "70", "30", "0", None, "70")),
        # The end customer gets 10; the partner pays 4 of it.
        (
            PARTNER_40,
            "one-tier",
            {"side": "end-customer"},
            ("70", "-4", "74", "16", "0", None, "74"),
        ),
        # A bonus of 10 to a person, 4 of it from its employer.
        (PARTNER_40, "one-tier", PERSON, ("80", "-4", "84", "16", "10", None, "74")),
        # Two tiers: buys at 70, sells at 70, gets 6 of the 10 back.
        (DISTRIBUTOR_40, "two-tier", {}, ("70", "0", "70", "30", "0", "6", "64")),
        # The partner pays 4 of it, the vendor 6: the distributor keeps what it would without.
        (PARTNER_40, "two-tier", {}, ("70", "-4", "74", "26", "0", "10", "64")),
        # Later: the vendor pays 10 and gets 4 from the distributor.
        (
            DISTRIBUTOR_40,
            "two-tier",
            {"stage": "back"},
            ("80", "10", "70", "30", "0", "6", "64"),
        ),
        # The end customer: passed on in full, 4 of 10 out of the distributor's margin.
        (
            DISTRIBUTOR_40,
            "two-tier",
            {"side": "end-customer"},
            ("70", "0", "70", "20", "0", "6", "64"),
        ),
    ],
)
def test_sums_by_hand(terms, route, promotion, expected):
    made = program(terms, distribution=route == "two-tier", **promotion)
    quote = price(made, order(1, route=route))
    assert quote.certain
    sums = quote.sums
    assert sums is not None
    figures = (sums.invoice, sums.back_end, sums.net_net, sums.earned, sums.persons)
    kept = sums.distributor_margin
    found = (*(f.amount for f in figures), kept and kept.amount, sums.vendor_net.amount)
    assert found == tuple(text and D(text) for text in expected)
    # The worst stack of such a deal says the same.
    (one,) = [e for e in extremes(made) if e.plan.two_tier == (route == "two-tier")]
    assert one.worst_paid.kept == sums.vendor_net.amount
    assert one.worst_paid.earned == sums.earned.amount


def test_parts_of_an_odd_cent_make_the_amount() -> None:
    made = program(borne(vendor=50, partner=50), distribution=False, gives="10.01%")
    (taken,) = [t for t in price(made, order(1, route="one-tier")).taken if t.borne is not None]
    assert taken.amount == D("10.01")
    assert taken.borne is not None
    assert (taken.borne.vendor, taken.borne.partner) == (D("5.01"), D("5.00"))


def test_a_larger_deal_may_cost_more_where_the_partner_bears_most() -> None:
    """Of the capped promotion the vendor bears a tenth; the rebate is taken from what it leaves."""
    made = (
        Maker(ONE, tiers=("gold",))
        .price("a", "100 EUR")
        .step("promotion", "20%", caps=["deal 20 EUR"], terms=borne(vendor=10, partner=90))
        .step("rebate", "20%", stage="back", base="opening")
        .program()
    )
    (one,) = extremes(made)
    # On one unit 2 + 16; on ever larger deals nothing and 20 %.
    assert (one.units, one.worst.endless, one.given / one.value) == (1, True, D("0.2"))
