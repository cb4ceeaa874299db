"""Absolute prices, marginal bands and amounts for the company: what trying everything finds."""

from __future__ import annotations

from hypothesis import given, settings
from tests.pricing import test_inversions
from tests.pricing.oracle import Oracle
from tests.pricing.programs import programs
from tests.pricing.test_extremes import expected, found

from partnerbook.pricing import extremes
from partnerbook.resolve.program import Program


@settings(max_examples=30)
@given(programs(axes=1, sums=True))
def test_the_deals_of_a_program_are_found(program: Program) -> None:
    assert all(one.proven for one in extremes(program))
    assert found(program) == expected(program)


@settings(max_examples=20)
@given(programs(steps=(3, 5), axes=0, distribution=True, sums=True))
def test_stacks_in_two_tiers(program: Program) -> None:
    assert found(program) == expected(program)


@settings(max_examples=25)
@given(programs(steps=(2, 4), axes=0, always=("tier",), sides=("partner",), sums=True))
def test_every_inversion_is_found(program: Program) -> None:
    assert test_inversions.found(program) == Oracle(program).inverted("silver", "gold")
