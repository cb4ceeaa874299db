"""An accelerator is given on top of something: not where that gives nothing."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from tests.examples import examples
from tests.pricing.build import Maker, Nested
from tests.pricing.limited import accelerated
from tests.pricing.test_extremes import expected, found
from tests.pricing.test_price import maker, order, reasons, taken

from partnerbook.pricing import Line, extremes, price
from partnerbook.resolve.program import Program

ONE: Nested = {"core": {"a": {}}}


@examples(25)
@given(accelerated(steps=(2, 4), axes=0))
def test_the_deals_of_a_program_with_accelerators_are_found(program: Program) -> None:
    assert found(program) == expected(program)


@examples(10)
@given(accelerated(steps=(2, 4), axes=0, sums=True))
def test_on_top_of_bands_and_sums(program: Program) -> None:
    assert found(program) == expected(program)


def with_bands(made: Maker) -> Maker:
    bands = (("0%", {"quantity": (1, 50)}), ("4%", {"quantity": (50, None)}))
    made.step("bonus", *bands, applies="automatic")
    return made.step("more", "2%", kind="accelerator", requires=("bonus",), applies="automatic")


def test_nothing_to_accelerate_in_a_band_of_nothing() -> None:
    program = with_bands(maker()).program()
    below = price(program, order(Line("a", 49, "new")))
    assert "more" not in taken(below)
    assert reasons(below)["more"] == "nothing to accelerate: bonus gives 0% on this order"
    above = price(program, order(Line("a", 50, "new")))
    assert taken(above)["more"] == Decimal(100)


def test_the_smallest_deal_has_no_accelerator() -> None:
    made = Maker(ONE, tiers=("gold",)).price("a", "100 EUR")
    small, large = extremes(with_bands(made).program())
    assert (small.units, small.given) == (1, Decimal(0))
    assert (large.units, large.given) == (50, Decimal(300))
