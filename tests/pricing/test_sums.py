"""Absolute prices, marginal bands and amounts for the company: what trying everything finds."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from tests.examples import examples
from tests.pricing import test_inversions
from tests.pricing.build import Maker, Nested
from tests.pricing.oracle import Oracle
from tests.pricing.programs import programs
from tests.pricing.test_extremes import expected, found

from partnerbook.pricing import Line, Order, extremes, price
from partnerbook.resolve.program import Program
from partnerbook.values.money import Money
from partnerbook.values.percent import Percent

ONE: Nested = {"core": {"a": {}}}


@examples(20)
@given(programs(axes=1, sums=True))
def test_the_deals_of_a_program_are_found(program: Program) -> None:
    assert all(one.proven for one in extremes(program))
    assert found(program) == expected(program)


@examples(13)
@given(programs(steps=(3, 5), axes=0, distribution=True, sums=True))
def test_stacks_in_two_tiers(program: Program) -> None:
    assert found(program) == expected(program)


@examples(16)
@given(programs(steps=(2, 4), axes=0, always=("tier",), sides=("partner",), sums=True))
def test_every_inversion_is_found(program: Program) -> None:
    assert test_inversions.found(program) == Oracle(program).inverted("silver", "gold")


def ordered(*lines: Line, **more: object) -> Order:
    """An order by a gold partner in one tier."""
    given: dict[str, object] = {
        "currency": "EUR",
        "dates": {"order": date(2027, 1, 15)},
        "lines": lines,
        "tier": "gold",
        "route": "one-tier",
        **more,
    }
    return Order(**given)  # type: ignore[arg-type]


def amounts(program: Program, order: Order) -> list[str]:
    """What is taken of each line, to the cent."""
    quote = price(program, order)
    assert quote.certain, quote
    return [f"{taken.amount:.2f}" for line in quote.lines for taken in line.taken]


@pytest.mark.parametrize(
    ("base", "prices", "taken"),
    [
        ("list", "to 60 EUR", ["300.00", "100.00"]),
        ("list", "to 80 EUR", ["300.00", "0.00"]),
        ("opening", "to 60 EUR", ["300.00", "100.00"]),
        ("opening", "to 80 EUR", ["300.00", "0.00"]),
        ("after-tier", "to 69.99 EUR", ["300.00", "0.10"]),
    ],
    ids=["of list", "lower than that", "of the opening", "already lower", "in cents"],
)
def test_a_unit_costs_the_price_whatever_the_base(base: str, prices: str, taken: list[str]) -> None:
    made = Maker(ONE, tiers=("gold",)).price("a", "100 EUR").table("tier", "30%")
    made.step("special", prices, stage="special", base=base, kind="special-price")
    assert amounts(made.program(), ordered(Line("a", 10))) == taken


def test_a_price_gives_nothing_in_another_currency() -> None:
    made = Maker(ONE, tiers=("gold",), currencies=("EUR", "USD")).price("a", "100 EUR")
    made.price("a", "110 USD").step("special", "to 80 EUR", kind="special-price")
    assert amounts(made.program(), ordered(Line("a", 1))) == ["20.00"]
    quote = price(made.program(), ordered(Line("a", 1), currency="USD"))
    assert [left.reason for left in quote.lines[0].not_applied] == ["no amount in USD"]


def test_bands_of_list_value_are_filled_by_the_order_and_shared_by_its_lines() -> None:
    """12,000 in all: 2 % of 3,000, 6 % of 6,000, 11 % of 3,000 = 750, by value 2 to 1."""
    made = Maker({"core": {"a": {}, "b": {}}}, tiers=("gold",))
    made.price("a", "400 EUR").price("b", "1000 EUR")
    edges = (("2%", 0, 3000), ("6%", 3000, 9000), ("11%", 9000, None))
    made.step("bands", *made.marginal("bands", *edges, currency="EUR"))
    order = ordered(Line("a", 20), Line("b", 4))
    assert amounts(made.program(), order) == ["500.00", "250.00"]
    (first, _) = price(made.program(), order).lines
    assert first.taken[0].base == (
        "list price by bands: 420.00 EUR for what is below 9000 EUR, 11% of the rest"
    )


def test_bands_of_quantity_are_filled_by_each_line() -> None:
    made = Maker(ONE, tiers=("gold",)).price("a", "10 EUR")
    made.step("bands", *made.marginal("bands", ("5%", 1, 21), ("10%", 21, None)))
    order = ordered(Line("a", 30), Line("a", 21))
    # 20 × 0.50 + 10 × 1.00, and 20 × 0.50 + 1 × 1.00.
    assert amounts(made.program(), order) == ["20.00", "11.00"]


def test_a_cap_per_unit_and_one_for_some_deals() -> None:
    made = Maker(ONE, tiers=("gold",)).price("a", "100 EUR")
    caps: list[Any] = ["unit 4 EUR", ("deal 30 EUR", {"claim": "first"})]
    made.step("bonus", "5%", stage="back", caps=caps)
    program = made.program()
    assert amounts(program, ordered(Line("a", 10), claim="none")) == ["40.00"]
    assert amounts(program, ordered(Line("a", 10), claim="first")) == ["30.00"]
    quote = price(program, ordered(Line("a", 10)))
    assert [missing.axis for missing in quote.missing] == ["claim"]
    reason = "cannot tell whether the cap c1 binds: the order does not say"
    (left,) = quote.lines[0].not_applied
    assert left.reason == f"{reason} whether the deal is registered, and first"


def test_a_cap_of_a_period_is_used_up() -> None:
    made = Maker(ONE, tiers=("gold",)).price("a", "100 EUR")
    program = made.step("bonus", "5%", stage="back", caps=["period 60 EUR"]).program()
    used = {("bonus", "c0"): Money(Decimal(45), "EUR")}
    assert amounts(program, ordered(Line("a", 10))) == ["50.00"]
    assert amounts(program, ordered(Line("a", 10), used=used)) == ["15.00"]


def test_growth_is_asked_for_and_counts() -> None:
    made = Maker(ONE, tiers=("gold",)).price("a", "100 EUR")
    bands = (("1%", {"period_growth": (10, 20)}), ("2%", {"period_growth": (20, None)}))
    program = made.step("growth", *bands, stage="back", measure="period-growth").program()
    (missing,) = price(program, ordered(Line("a", 1))).missing
    assert missing.words == "by how much purchases grew over the period before"
    for growth, taken in (("-5", []), ("10", ["1.00"]), ("19.99", ["1.00"]), ("20", ["2.00"])):
        grown = ordered(Line("a", 1), period_growth=Percent(Decimal(growth)))
        assert amounts(program, grown) == taken


def test_the_worst_deal_of_rising_marginal_bands_is_the_largest() -> None:
    """10 % only above 20 units: at 39 units (20 × 5 + 19 × 10) / 39 is the most of the band."""
    made = Maker(ONE, tiers=("gold",)).price("a", "100 EUR")
    rows = made.marginal("bands", ("5%", 1, 21), ("10%", 21, 40), ("0%", 40, None))
    found = {one.rows: one.worst for one in extremes(made.step("bands", *rows).program())}
    worst = found["bands/b1",]
    assert (worst.units, worst.given) == (39, Decimal(290))
