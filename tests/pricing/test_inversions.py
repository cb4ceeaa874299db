"""Tier order fails exactly where trying every deal and every stack says so."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from tests.examples import examples
from tests.pricing.build import Maker, Nested
from tests.pricing.oracle import Oracle
from tests.pricing.programs import programs

from partnerbook.pricing import Inversion, inversions
from partnerbook.resolve.program import Program

D = Decimal
ONE: Nested = {"core": {"a": {}}}


def rows_of(one: Inversion, which: int) -> frozenset[tuple[str, str]]:
    """The rows that count for one of the two tiers."""
    board, shape = one.board, one.shape
    named = (board.rows[number] for number in shape.rows[which])
    return frozenset((step.id, row.id) for step, row in named)


def found(program: Program) -> dict[tuple[frozenset[tuple[str, str]], ...], str]:
    """What the engine says, in the oracle's words."""
    out: dict[tuple[frozenset[tuple[str, str]], ...], str] = {}
    for one in inversions(program):
        assert (one.lower_tier, one.higher_tier) == ("silver", "gold")
        assert one.lower.earned > one.higher.earned
        assert one.lower.value == one.higher.value
        out[rows_of(one, 0), rows_of(one, 1)] = one.how
    return out


@examples(40)
@given(programs(steps=(2, 4), axes=1, always=("tier",), sides=("partner",)))
def test_every_inversion_is_found(program: Program) -> None:
    assert found(program) == Oracle(program).inverted("silver", "gold")


@examples(25)
@given(programs(steps=(2, 4), axes=0, always=("tier",), distribution=True))
def test_every_inversion_is_found_in_two_tiers(program: Program) -> None:
    assert found(program) == Oracle(program).inverted("silver", "gold")


def two_tiers(silver: str, gold: str) -> Maker:
    """A table with a rate for each of two tiers, and a price of 100 EUR."""
    return (
        Maker(ONE)
        .price("a", "100 EUR")
        .table("tier", (silver, {"tier": "silver"}), (gold, {"tier": "gold"}))
    )


def test_equal_tiers_are_in_order() -> None:
    assert inversions(two_tiers("20%", "20%").program()) == ()


def test_only_a_stack_that_is_open_to_both_pays_less() -> None:
    """Gold's best stack is better, but with the bonus alone silver gets more of it."""
    program = (
        two_tiers("20%", "25%")
        .step("bonus", ("8%", {"tier": "silver"}), ("2%", {"tier": "gold"}), applies="on-request")
        .step("gift", ("9%", {"tier": "gold"}), applies="on-request")
        .program()
    )
    (one,) = inversions(program)
    assert (one.how, one.lower.earned, one.higher.earned) == ("same-stack", D(28), D(27))
    assert one.steps == ("bonus",)


@pytest.mark.parametrize(
    ("cap", "units"), [("deal 1000 EUR", 143), ("deal 700 EUR", 101), ("deal 90 EUR", 13)]
)
def test_the_first_deal_on_which_a_cap_turns_the_order(cap: str, units: int) -> None:
    """Silver 25 + 12 = 37; gold 30 + 10, capped: level where cap / deal is 7 %."""
    program = (
        two_tiers("25%", "30%")
        .step("silver-up", ("12%", {"tier": "silver"}))
        .step("gold-up", ("10%", {"tier": "gold"}), caps=[cap])
        .program()
    )
    (one,) = inversions(program)
    assert one.higher.units == units


def test_the_order_may_fail_only_between_the_bends_of_the_caps() -> None:
    """Gold takes 20 % capped at 500, from 125 units on 4 %; silver 10 % capped at 130, and 3 %.

    So silver's 130 + 3 n exceeds gold's 500 from 124 units on, and 4 n up to 129 units.
    """
    program = (
        Maker(ONE)
        .price("a", "100 EUR")
        .step(
            "capped",
            ("20%", {"tier": "gold"}),
            caps=["deal 500 EUR"],
            group="g",
            applies="on-request",
        )
        .step("free", ("4%", {"tier": "gold"}), group="g", applies="on-request")
        .step("small", ("10%", {"tier": "silver"}), caps=["deal 130 EUR"])
        .step("flat", ("3%", {"tier": "silver"}))
        .program()
    )
    (one,) = inversions(program)
    assert (one.how, one.higher.units) == ("best", 124)
    assert (one.lower.earned, one.higher.earned) == (D(502), D(500))


def test_what_only_the_higher_tiers_customers_get_can_turn_the_order() -> None:
    made = two_tiers("20%", "20%")
    made.step("gift", ("10%", {"tier": "gold"}), stage="deal", side="end-customer")
    made.step("rebate", "10%", stage="back", base="opening")
    (one,) = inversions(made.program())
    assert (one.lower.earned, one.higher.earned) == (D(28), D(27))
    same = two_tiers("20%", "20%").step("gift", "10%", side="end-customer")
    assert inversions(same.step("rebate", "10%", stage="back", base="opening").program()) == ()


def test_rates_beyond_the_whole_price_are_searched_and_not_assumed() -> None:
    """Step by step gold gets more, and yet less in all: 60 + 150 % of 40 against 50 + 75."""
    made = two_tiers("50%", "60%").step("odd", "150%", base="opening")
    (one,) = inversions(made.program())
    assert (one.lower.earned, one.higher.earned) == (D(125), D(120))


def test_what_is_at_the_vendors_discretion_neither_turns_nor_keeps_the_order() -> None:
    made = two_tiers("20%", "25%")
    made.step("match", ("30%", {"tier": "silver"}), applies="discretionary")
    assert inversions(made.program()) == ()
    made = two_tiers("20%", "15%")
    made.step("match", ("30%", {"tier": "gold"}), applies="discretionary")
    (one,) = inversions(made.program())
    assert (one.how, one.lower.earned, one.higher.earned) == ("best", D(20), D(15))


def test_tiers_of_different_tracks_are_not_compared() -> None:
    made = Maker(
        ONE,
        tracks=("resell", "services"),
        tier_tracks={"silver": ("resell",), "gold": ("services",)},
    )
    made.price("a", "100 EUR").table("tier", ("30%", {"tier": "silver"}), ("10%", {"tier": "gold"}))
    assert inversions(made.program()) == ()


def test_what_goes_to_a_person_does_not_count_for_the_company() -> None:
    made = two_tiers("20%", "20%")
    made.step("spiff", made.row("r", "10 EUR", {"tier": "silver"}), stage="back", paid_to="person")
    assert inversions(made.program()) == ()
