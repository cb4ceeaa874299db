"""Orders of which lines take different stacks give no more than one of their lines alone."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import examples
from tests.pricing.build import Maker
from tests.pricing.programs import programs

from partnerbook.check.floors.by_line import by_line
from partnerbook.pricing import extremes
from partnerbook.pricing.exact import Coins, exactly
from partnerbook.pricing.extreme import Extreme
from partnerbook.pricing.stack import vendor_gives
from partnerbook.pricing.waterfall import Stretch, waterfall
from partnerbook.resolve.program import Program


def most_apart(one: Extreme, units: tuple[int, ...]) -> Fraction:
    """The largest share given of an order of such lines, each with any permitted stack."""
    program, plan, price = one.board.program, one.plan, one.price
    coins = Coins("EUR", program.rounding)
    listed = plan.ties.listed(None, two_tier=plan.two_tier, wild=True) or ()
    most = Fraction(-9)
    for picked in product(listed, repeat=len(units)):
        lines = [
            Stretch(
                price.price.amount * number, number, price, plan.stack(choice), plan.two_tier,
                price.price.amount * sum(units),
            )
            for number, choice in zip(units, picked, strict=True)
        ]  # fmt: skip
        with exactly():
            taken = [t for some in waterfall(program.stages, lines, coins=coins) for t in some]
            got = sum(Fraction(vendor_gives(t, two_tier=plan.two_tier)) for t in taken)
        most = max(most, got / Fraction(price.price.amount * sum(units)))
    return most


@examples(25)
@given(
    programs(steps=(2, 3), axes=0, bearers=("",), sides=("partner", "partner", "end-customer")),
    st.tuples(st.integers(1, 3), st.integers(1, 3)),
)
def test_lines_that_are_deals_by_themselves_give_no_more_apart(
    program: Program, units: tuple[int, int]
) -> None:
    for one in extremes(program):
        # What is paid is rounded, a cent or so on each line.
        rounded = Fraction(1, 10) / Fraction(one.price.price.amount)
        assert most_apart(one, units) <= Fraction(one.given) / Fraction(one.value) + rounded


def capped(least: int, floor: str) -> Program:
    """20 % with a cap of 100 EUR, or 10 % instead, on orders of at least so much."""
    made = Maker({"core": {"a": {}}}, tiers=("gold",)).price("a", "100 EUR")
    scope = {"list_value:EUR": (least, None)}
    made.step("x", ("20%", scope), stage="deal", caps=["deal 100 EUR"], applies="on-request")
    made.step("y", ("10%", scope), stage="deal", applies="on-request", excludes=("x",))
    return made.floor("general", floor).program()


@pytest.mark.parametrize(
    ("least", "floor", "found"),
    [
        # 5 of 10 units take 20 % of 500 EUR, the others 10 %: 15 % in all, and each alone is 10 %.
        (1000, "12%", True),
        # No more than 20 % is given on any line.
        (1000, "20%", False),
        # The cap does not bind on the smallest order: that is the worst, and below the floor.
        (400, "12%", False),
    ],
)
def test_a_cap_filled_by_some_lines_is_not_silent(least: int, floor: str, *, found: bool) -> None:
    program = capped(least, floor)
    worst = max(extremes(program), key=lambda one: one.units)
    assert bool(list(by_line(program, extremes(program)))) is found
    if least == 1000:
        assert Fraction(worst.given) / Fraction(worst.value) == Fraction(1, 10)
        assert most_apart(worst, (5, 5)) == Fraction(15, 100)


def test_an_amount_per_order_on_one_line_is_not_silent() -> None:
    made = Maker({"core": {"a": {}}}, tiers=("gold",)).price("a", "100 EUR")
    scope = {"list_value:EUR": (1000, None)}
    made.step("x", ("100 EUR", scope), stage="deal", kind="bonus", applies="on-request")
    made.step("y", ("10%", scope), stage="deal", applies="on-request", excludes=("x",))
    program = made.floor("general", "15%").program()
    (said,) = by_line(program, extremes(program))
    assert said.message == (
        "cannot tell whether Gold stays above the floor on A: orders of 10 or more may be of"
        " several lines, of which some take X up to its amount and others what cannot be taken"
        " with it; only orders of which all lines take the same are looked at"
    )
