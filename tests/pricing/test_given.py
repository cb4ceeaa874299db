"""What some deal is given: as trying everything finds, each with a stack that stands."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from tests.examples import examples
from tests.pricing.build import Maker, Nested
from tests.pricing.limited import judged, limited
from tests.pricing.oracle import FAR, Oracle
from tests.pricing.test_extremes import case_of

from partnerbook.pricing import extremes
from partnerbook.pricing.given import given as given_on
from partnerbook.resolve.program import Program
from partnerbook.values.percent import parse_percent

ONE: Nested = {"core": {"a": {}}}
BEST: dict[str, Any] = {"group": "uplift", "choice": "best-for-partner"}


def compare(program: Program) -> None:
    """All that the oracle takes on its deals is given; what is given the oracle takes too."""
    oracle = Oracle(program)
    expected = oracle.taken()
    rows = {(step.id, row.id): (step, row) for step in program.steps for row in step.rows}
    for one in extremes(program):
        case = case_of(one)
        found = given_on(one)
        if found is None:
            assert one.plan.judged
            continue
        names = {at: item.step.id for at, item in enumerate(one.plan.items)}
        assert expected[case] <= {names[at] for at in found}
        picked = [rows[s.id, r.id] for s, r in (one.board.rows[n] for n in one.shape.rows[0])]
        unit = Fraction(one.price.price.amount)
        for at, witness in found.items():
            ids = {names[other] for other in witness.choice}
            (mine,) = [s for s in oracle.permitted(picked, case) if {x.id for x, _ in s} == ids]
            units = FAR if witness.deal.endless else witness.deal.units
            assert names[at] in ids
            assert oracle.standing(picked, [mine], (unit * units, units), case)


@examples(20)
@given(judged(steps=(2, 4), axes=0))
def test_what_hangs_on_sums(program: Program) -> None:
    compare(program)


@examples(8)
@given(judged(steps=(2, 3), axes=0, sums=True, distribution=True))
def test_with_fixed_sums_in_two_tiers(program: Program) -> None:
    compare(program)


@examples(10)
@given(limited(steps=(3, 5), axes=0))
def test_under_limits(program: Program) -> None:
    compare(program)


@pytest.mark.parametrize(("rate", "cap", "names"), [("10%", "", ["campaign"]), ("8%", "", None)])
def test_a_member_that_never_wins(rate: str, cap: str, names: list[str] | None) -> None:
    made = Maker(ONE, tiers=("gold",)).price("a", "100 EUR")
    made.step("campaign", rate, caps=[cap] if cap else [], **BEST)
    made.step("volume", "8%", **BEST)
    (one,) = extremes(made.program())
    found = given_on(one)
    assert found is not None
    assert [one.plan.items[at].step.id for at in sorted(found)] == (names or ["campaign", "volume"])


def test_a_cap_lets_it_win_on_larger_deals() -> None:
    made = Maker(ONE, tiers=("gold",)).price("a", "100 EUR")
    made.step("campaign", "10%", caps=["deal 300 EUR"], **BEST)
    made.step("volume", "8%", **BEST)
    (one,) = extremes(made.program())
    found = given_on(one)
    assert found is not None
    (volume,) = [at for at, item in enumerate(one.plan.items) if item.step.id == "volume"]
    assert found[volume].deal.units == 38
    assert found[volume].deal.value == Decimal(3800)


def test_what_hangs_on_itself_cannot_be_told() -> None:
    made = Maker(ONE, tiers=("gold",)).price("a", "100 EUR")
    made.step("gift", "50%", stage="tier", requires=("volume",))
    made.step("campaign", "10%", **BEST)
    made.step("volume", "12%", base="opening", **BEST)
    (one,) = extremes(made.program())
    assert given_on(one) is None


def test_a_low_margin_that_is_never_reached() -> None:
    low: dict[str, Any] = {"only_below": parse_percent("20%")}
    made = Maker(ONE, tiers=("gold",), costs={"a": "10 EUR"}).price("a", "100 EUR")
    made.table("tier", "20%").step("support", "5%", stage="back", **low)
    (one,) = extremes(made.program())
    found = given_on(one)
    assert found is not None
    assert [one.plan.items[at].step.id for at in found] == ["tier"]
