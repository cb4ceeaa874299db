"""Deals on which a date brings the rate of another tier: proven against trying everything."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from tests.examples import examples
from tests.pricing.oracle import Oracle
from tests.pricing.programs import TIERS, programs

from partnerbook.pricing import extremes
from partnerbook.pricing.extreme import Extreme
from partnerbook.pricing.two_tiers import Most, of_two_tiers
from partnerbook.resolve.program import Program

Sort = tuple[str, str, frozenset[str]]
"""A product at a list price, under these floors."""


def most_given(program: Program) -> tuple[dict[Sort, Fraction], dict[str, Fraction]]:
    """The largest share given of every sort of deal, whatever the tiers; and the quick bounds."""
    bounds: dict[str, Fraction] = {}

    def breaks(_: Program, most: Most) -> bool:
        name = str(most.price.ref)
        bounds[name] = max(bounds.get(name, Fraction(0)), Fraction(most.given))
        return False

    found: dict[Sort, Fraction] = {}
    mixed = list(of_two_tiers(program, ["a", "b"], lambda _, __: True))
    assert not list(of_two_tiers(program, ["a", "b"], breaks))
    for one in (*extremes(program), *mixed):
        assert isinstance(one, Extreme)
        assert one.proven
        worst = one.worst
        assert (worst.given, worst.value) == (one.given, one.value), "the witness says otherwise"
        sort = (one.product, str(one.price.ref), frozenset(floor.id for floor in one.floors))
        found[sort] = max(found.get(sort, Fraction(-9)), Fraction(one.given) / Fraction(one.value))
        if one.mix:
            assert Fraction(one.given) <= bounds[str(one.price.ref)] * Fraction(one.value)
    return found, bounds


def expected(program: Program) -> dict[Sort, Fraction]:
    """The same by trying every tier at the registration beside every tier at the order."""
    found: dict[Sort, Fraction] = {}
    for tier in TIERS:
        for case, result in Oracle(program, tiers={"registration": tier}).cases().items():
            sort = (case.product, str(case.price.ref), case.floors)
            if result.worst is not None:
                found[sort] = max(found.get(sort, Fraction(-9)), result.worst)
    return found


RATES = ("0%", "3%", "5%", "7%", "12.5%")


@examples(12)
@given(programs(always=("tier",), axes=1, rates=RATES))
def test_nothing_costs_more_than_what_is_found(program: Program) -> None:
    assert most_given(program)[0] == expected(program)


@examples(8)
@given(programs(steps=(3, 5), always=("tier",), axes=0, distribution=True, rates=RATES))
def test_nothing_costs_more_in_two_tiers(program: Program) -> None:
    assert most_given(program)[0] == expected(program)
