"""Stacks that hang on sums: what the program itself chooses, what is given at a low margin only."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from tests.examples import examples
from tests.pricing.build import Nested
from tests.pricing.limited import judged
from tests.pricing.oracle import Oracle
from tests.pricing.test_extremes import case_of

from partnerbook.pricing import extremes
from partnerbook.resolve.program import Program

D = Decimal
ONE: Nested = {"core": {"a": {}}}


def compare(program: Program) -> None:
    """Nothing that the oracle tries is worse, and the witness stands by the oracle's own rules."""
    oracle = Oracle(program)
    expected = oracle.cases()
    rows = {(step.id, row.id): (step, row) for step in program.steps for row in step.rows}
    seen: set[object] = set()
    for one in extremes(program):
        case = case_of(one)
        seen.add(case)
        result = expected[case]
        if not one.proven:
            # What is best may hang on itself: then nothing stands, and nothing can be told.
            assert not result.first
            continue
        assert result.worst is not None
        share = Fraction(one.given) / Fraction(one.value)
        assert share >= result.worst
        picked = [
            rows[step.id, row.id] for step, row in (one.board.rows[n] for n in one.shape.rows[0])
        ]
        stack = tuple((taken.step, taken.row) for taken in one.worst.taken)
        ids = {step.id for step, _ in stack}
        (mine,) = [s for s in oracle.permitted(picked, case) if {step.id for step, _ in s} == ids]
        unit = Fraction(one.price.price.amount)
        units = 10**12 if one.worst.endless else one.worst.units
        assert oracle.standing(picked, [mine], (unit * units, units), case)
        deal = (Fraction(1), 0) if one.worst.endless else (unit * units, units)
        assert oracle.totals(mine, *deal, case)[0] / deal[0] == share
        if result.best is not None:
            assert Fraction(one.best.earned) == result.best
    assert seen == set(expected)


@examples(25)
@given(judged(steps=(2, 4), axes=0))
def test_the_worst_stack_that_stands_is_found(program: Program) -> None:
    compare(program)


@examples(8)
@given(judged(steps=(2, 3), axes=0, distribution=True))
def test_in_two_tiers_too(program: Program) -> None:
    compare(program)


@examples(8)
@given(judged(steps=(2, 3), axes=0, sums=True))
def test_with_fixed_sums_and_bands(program: Program) -> None:
    compare(program)
