"""Orders of several lines under bands by parts: the worst of all that there can be, by trying."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import examples
from tests.pricing.build import Maker, Nested

from partnerbook.pricing import Extreme, extremes, squeezes
from partnerbook.pricing.untold import why_squeezed, why_untold

ONE: Nested = {"core": {"a": {}}}
EDGES = (1, 4, 9)
"""Where the bands begin; the last one has no end."""
MOST = 52
"""Orders of up to so many units are tried; past that all is as it was before."""


def maker(rates: tuple[int, ...], from_value: int, cap: int, base: str) -> Maker:
    """A table, bands by parts, a bonus from some list value on with a cap, and a fixed amount."""
    made = Maker(ONE, tiers=("gold",)).price("a", "10 EUR").table("table", "20%")
    ends = (*EDGES[1:], None)
    bands = [(f"{rate}%", low, end) for rate, low, end in zip(rates, EDGES, ends, strict=True)]
    made.step("bands", *made.marginal("bands", *bands))
    inside = {"list_value:EUR": (from_value, None)}
    made.step("bonus", ("5%", inside), stage="back", base=base, caps=[f"deal {cap} EUR"])
    return made.step("fee", made.row("f", "3 EUR", inside), stage="back")


def by_band(rates: tuple[int, ...], units: int) -> Fraction:
    """What the bands give on one line, unit by unit, of a price of 10."""
    total = Fraction(0)
    for unit in range(1, units + 1):
        band = max(at for at, low in enumerate(EDGES) if low <= unit)
        total += Fraction(rates[band], 10)
    return total


def orders(low: int, high: int, least: int) -> Iterator[tuple[int, int]]:
    """Units and lines of all orders whose lines have from ``low`` to ``high`` units each."""
    for units in range(least, MOST + 1):
        for lines in range(1, units + 1):
            if lines * low <= units <= lines * high:
                yield units, lines


def worst(rates: tuple[int, ...], band: int, from_value: int, cap: int, base: str) -> Fraction:
    """The largest share of list that any such order gives, every line of it as any other."""
    low, high = EDGES[band], (*EDGES[1:], 10**6)[band] - 1
    shares = []
    for units, lines in orders(low, high, -(-from_value // 10)):
        value = Fraction(10 * units)
        evenly = [units // lines + (at < units % lines) for at in range(lines)]
        front = value / 5 + sum(by_band(rates, some) for some in evenly)
        of = value if base == "list" else value - front
        shares.append((front + min(of / 20, Fraction(cap)) + 3) / value)
    return max(shares)


def on_lines(found: tuple[Extreme, ...]) -> list[Extreme]:
    """The sorts of deals on which the bonus counts, in a band that ends."""
    return [
        one
        for one in found
        if "bonus/r0" in one.rows and any(f"bands/b{at}" in one.rows for at in (0, 1))
    ]


@examples(15)
@given(
    st.tuples(*[st.integers(0, 12)] * 3),
    st.integers(9, 40),
    st.integers(1, 30),
    st.sampled_from(["list", "opening"]),
)
def test_the_worst_of_all_orders_is_found(
    rates: tuple[int, ...], units: int, cap: int, base: str
) -> None:
    program = maker(rates, 10 * units, cap, base).program()
    found = on_lines(extremes(program))
    assert found
    for one in found:
        band = next(at for at in (0, 1) if f"bands/b{at}" in one.rows)
        assert one.proven
        share = Fraction(one.given) / Fraction(one.value)
        assert share == worst(rates, band, 10 * units, cap, base)
        assert Fraction(one.worst.given) == Fraction(one.given)


def test_the_order_is_told_with_its_lines() -> None:
    """On each line of eight 0.60 for the first three and 5.00 for the rest: 16.80 in all."""
    program = maker((2, 10, 12), 200, 30, "list").program()
    (one,) = [one for one in on_lines(extremes(program)) if "bands/b1" in one.rows]
    # 200 EUR need three lines of at most eight; 24 units are as bad as such lines get.
    assert (one.answer.units, one.answer.lines) == (24, 3)
    (bands,) = [taken for taken in one.worst.taken if taken.step.id == "bands"]
    words = "list price by bands: 0.60 EUR for the first 3 units, 10% of the rest"
    assert bands.base == f"{words}, on each of 3 lines"
    assert bands.amount == Decimal("16.80")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ("price", "Special is an absolute price, which each line reaches at another place"),
        ("unit", "the cap per unit of Bands cuts each line at another place"),
        ("both", "some of these rates rise and others fall with the quantity of a line"),
        ("value", "Larger weighs more, the larger the order is, whatever its lines are"),
    ],
)
def test_what_cannot_be_told_says_why(more: str, said: str) -> None:
    made = maker((2, 10, 12), 200, 30, "list")
    if more == "price":
        made.step("special", "to 7 EUR", stage="special", base="opening", kind="special-price")
    if more == "unit":
        (step,) = [step for step in made.steps if step.id == "bands"]
        made.steps.remove(step)
        made.step("bands", *step.rows, caps=["unit 1 EUR"])
    if more == "both":
        falls = [("9%", 1, 4), ("5%", 4, 9), ("1%", 9, None)]
        made.step("other", *made.marginal("other", *falls))
    if more == "value":
        rising = [("1%", 0, 100), ("4%", 100, None)]
        made.step("larger", *made.marginal("larger", *rising, currency="EUR"))
    found = [one for one in on_lines(extremes(made.program())) if "bands/b1" in one.rows]
    whys = {why_untold(one) for one in found}
    assert all(said in why for why in whys), whys
    assert all("orders of 20 or more have to be of 3 lines or more" in why for why in whys), whys


def test_what_a_distributor_keeps_is_not_proven_on_several_lines() -> None:
    made = maker((2, 10, 12), 200, 30, "list")
    made.table("supply", "60%", side="distributor")
    found = squeezes(extremes(made.program()), Decimal("0.02"))
    assert {one.lacking for one in found} == {None}
    said = (
        "depends on how many lines an order has, and only orders of the fewest lines are looked at"
    )
    assert {why_squeezed(one) for one in found} == {f"what Bands comes to {said}"}
