"""The extremes are what trying everything finds: the same deals, the same worst, the same best."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from tests.examples import examples
from tests.pricing.oracle import Case, Oracle
from tests.pricing.programs import programs

from partnerbook.pricing import Extreme, extremes
from partnerbook.resolve.program import Program

Numbers = tuple[int, Fraction | None, Fraction | None]
"""The smallest deal, the worst share of list, and the most that the partner earns."""


def case_of(one: Extreme) -> Case:
    """What identifies an extreme, in the oracle's words."""
    rows = frozenset((step, row) for step, row in (name.split("/") for name in one.rows))
    floors = frozenset(floor.id for floor in one.floors)
    billing = one.shape.billing or ""
    numbers = one.shape.rows[0]
    unbound = frozenset(
        (one.board.rows[number][0].id, cap)
        for number in numbers
        for cap in one.board.unbound[number]
    )
    limits = frozenset(limit.id for limit in one.shape.limits[0])
    return Case(
        one.tier, one.product, one.currency, rows, one.price, floors, billing, unbound, limits
    )


def found(program: Program) -> dict[Case, Numbers]:
    """What the engine says."""
    out: dict[Case, Numbers] = {}
    for one in extremes(program):
        assert one.proven
        case = case_of(one)
        assert case not in out, "the same sort of deal twice"
        share = Fraction(one.given) / Fraction(one.value)
        out[case] = (one.units, share, Fraction(one.best.earned))
        worst = one.worst
        assert (worst.given, worst.value) == (one.given, one.value), "the witness says otherwise"
    return out


def expected(program: Program) -> dict[Case, Numbers]:
    """What the oracle says."""
    cases = Oracle(program).cases().items()
    return {case: (result.smallest, result.worst, result.best) for case, result in cases}


@examples(25)
@given(programs())
def test_the_deals_of_a_program_are_found(program: Program) -> None:
    assert found(program) == expected(program)


@examples(18)
@given(programs(steps=(4, 7), axes=0))
def test_stacks_of_many_steps(program: Program) -> None:
    assert found(program) == expected(program)


@examples(15)
@given(programs(steps=(3, 6), axes=1, distribution=True))
def test_stacks_in_two_tiers(program: Program) -> None:
    assert found(program) == expected(program)
