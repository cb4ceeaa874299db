"""Tier order fails exactly where trying every deal and every stack says so."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings

from partnerbook.pricing import inversions
from partnerbook.resolve.program import Program
from tests.pricing.build import Maker
from tests.pricing.oracle import Oracle
from tests.pricing.programs import programs

D = Decimal
ONE = {"core": {"a": {}}}


def rows_of(one: object, which: int) -> frozenset[tuple[str, str]]:
    """The rows that count for one of the two tiers."""
    board, shape = one.board, one.shape  # type: ignore[attr-defined]
    named = (board.rows[number] for number in shape.rows[which])
    return frozenset((step.id, row.id) for step, row in named)


def found(program: Program) -> dict[tuple[frozenset[tuple[str, str]], ...], str]:
    """What the engine says, in the oracle's words."""
    out = {}
    for one in inversions(program):
        assert (one.lower_tier, one.higher_tier) == ("silver", "gold")
        assert one.lower.earned > one.higher.earned
        assert one.lower.value == one.higher.value
        out[rows_of(one, 0), rows_of(one, 1)] = one.how
    return out


TIERED = {"sides": ("partner",), "rates": ("0%", "5%", "7%", "12.5%", "20%")}


@settings(max_examples=40)
@given(programs(steps=(2, 4), axes=2, **TIERED))
def test_every_inversion_is_found(program: Program) -> None:
    assert found(program) == Oracle(program).inverted("silver", "gold")


@settings(max_examples=25)
@given(programs(steps=(2, 4), axes=1, distribution=True))
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
    made.step(
        "spiff", made.row("r", "10 EUR", {"tier": "silver"}), stage="back", paid_to="person"
    )
    assert inversions(made.program()) == ()
