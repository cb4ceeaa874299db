"""What is credited when a list price falls: by hand, and against Fractions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import examples
from tests.pricing.build import Maker, Nested

from partnerbook.pricing import Line, Order, falls
from partnerbook.resolve.program import Program
from partnerbook.resolve.terms import Terms
from partnerbook.values.period import parse_duration

ONE: Nested = {"core": {"a": {}}}
CHANGE = date(2027, 1, 1)


def program(old: str, new: str, rate: str = "20%", more: str = "5%") -> Program:
    """The list changes on 1 January 2027; a discount off list, then one off what that leaves."""
    terms = Terms(window=parse_duration("60 days"), reported_within=parse_duration("10 days"))
    protection = Maker(ONE, tiers=("gold",)).row("r", "1 EUR", {"product": "a"})
    return (
        Maker(ONE, tiers=("gold",))
        .price("a", f"{old} EUR", name="before", through="2026-12-31")
        .price("a", f"{new} EUR", name="after", start="2027-01-01")
        .table("tier", rate)
        .step("launch", more, base="opening")
        .step("rebate", "3%", stage="back", base="opening")
        .step("protection", protection, kind="price-protection", terms=terms)
        .program()
    )


def order(on: date, units: int = 10) -> Order:
    return Order(
        currency="EUR",
        dates={"order": on},
        lines=(Line("a", units),),
        tier="gold",
        route="one-tier",
    )


@pytest.mark.parametrize(
    ("days_before", "new", "credit"),
    [
        # Net 100 × 0.8 × 0.95 = 76; 90 × 0.8 × 0.95 = 68.40.
        (1, "90", "7.60"),
        (59, "90", "7.60"),
        # The window has 60 days; the day of the order is its first.
        (60, "90", None),
        (0, "90", None),
        (30, "100", None),
        (30, "110", None),
    ],
)
def test_the_difference_of_the_net_prices(days_before, new, credit):
    made = program("100", new)
    found = falls(made, order(CHANGE - timedelta(days=days_before)))
    assert [str(fall.credit) for fall in found] == ([f"{credit} EUR"] if credit else [])
    for fall in found:
        assert (fall.on, fall.report_by) == (CHANGE, date(2027, 1, 10))
        assert fall.old - fall.new == fall.credit


@given(
    st.integers(1, 10**6),
    st.integers(1, 10**6),
    st.integers(0, 60),
    st.integers(0, 40),
)
@examples(60)
def test_as_in_fractions(old: int, new: int, rate: int, more: int) -> None:
    cents = [f"{Decimal(price) / 100:.2f}" for price in (old, new)]
    found = falls(program(cents[0], cents[1], f"{rate}%", f"{more}%"), order(date(2026, 12, 1), 1))
    nets = [_net(price, rate, more) for price in (old, new)]
    lower = new < old and nets[1] < nets[0]
    assert [fall.credit.amount for fall in found] == ([nets[0] - nets[1]] if lower else [])


def _net(price: int, rate: int, more: int) -> Decimal:
    """One unit after both discounts, each rounded half-up to the cent."""
    first = _cents(Fraction(price * rate, 100))
    second = _cents(Fraction((price - first) * more, 100))
    return Decimal(price - first - second) / 100


def _cents(exact: Fraction) -> int:
    return int((Decimal(exact.numerator) / exact.denominator).quantize(Decimal(1), ROUND_HALF_UP))


def changing(before: str, later: str) -> Program:
    """The price falls from 145 to 130 while a row of another rate begins, and so does a band."""
    terms = Terms(window=parse_duration("60 days"), reported_within=parse_duration("10 days"))
    made = Maker(ONE, tiers=("gold",))
    made.price("a", "145 EUR", name="before", through="2026-12-31")
    made.price("a", "130 EUR", name="after", start="2027-01-01")
    made.table(
        "tier",
        made.row("now", before, through="2026-12-31"),
        made.row("then", later, start="2027-01-01"),
    )
    made.step("size", ("10%", {"list_value:EUR": (1400, None)}))
    made.step("asked", "4%", applies="on-request")
    made.step("protection", made.row("r", "1 EUR"), kind="price-protection", terms=terms)
    return made.program()


@pytest.mark.parametrize(
    ("units", "take", "net"),
    [
        # 145 × 0.82 = 118.90 and 130 × 0.82 = 106.60, whatever rate begins with the new price.
        (1, frozenset(), ("118.90", "106.60", "12.30")),
        # Ten are 1,450 EUR at list: the band of the order stays, though ten at 130 are below it.
        (10, frozenset(), ("104.40", "93.60", "10.80")),
        (1, frozenset({"asked"}), ("113.10", "101.40", "11.70")),
        (1, None, ("113.10", "101.40", "11.70")),
    ],
)
@pytest.mark.parametrize("later", ["19%", "10%", "40%"])
def test_the_rates_are_those_of_the_order(units, take, net, later):
    bought = replace(order(date(2026, 12, 1), units), take=take)
    (fall,) = falls(changing("18%", later), bought)
    assert (str(fall.old), str(fall.new), str(fall.credit)) == tuple(f"{n} EUR" for n in net)
