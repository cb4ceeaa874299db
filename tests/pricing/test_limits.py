"""How many incentives a deal can have: the engine finds what trying everything finds."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from tests.examples import examples
from tests.pricing.build import Maker, Nested
from tests.pricing.limited import limited
from tests.pricing.oracle import Oracle
from tests.pricing.test_extremes import expected, found

from partnerbook.pricing import extremes, inversions, smallest_part, squeezes
from partnerbook.pricing import search as searching
from partnerbook.pricing.claims import unrewarded
from partnerbook.pricing.dynamic import best_path
from partnerbook.pricing.exact import exactly
from partnerbook.pricing.measure import Deal, totals
from partnerbook.pricing.search import EARNED, GIVEN
from partnerbook.resolve.program import Program
from partnerbook.values.percent import parse_percent

ONE: Nested = {"core": {"a": {}}}


@examples(9)
@given(limited(steps=(3, 5), axes=1, scoped=("tier", "route", "quantity", "place")))
def test_the_deals_of_a_program_with_limits_are_found(program: Program) -> None:
    assert found(program) == expected(program)


@examples(13)
@given(limited(steps=(4, 6), axes=0, sums=True))
def test_limited_stacks_of_many_steps(program: Program) -> None:
    assert found(program) == expected(program)


@examples(13)
@given(limited(steps=(3, 5), axes=0, scoped=("route",), distribution=True))
def test_limited_stacks_in_two_tiers(program: Program) -> None:
    assert found(program) == expected(program)


@examples(16)
@given(limited(steps=(3, 6), axes=0, distribution=True))
def test_the_dynamic_programme_counts_as_enumeration_does(program: Program) -> None:
    for one in extremes(program):
        plan = one.plan
        every = plan.ties.listed(None, two_tier=plan.two_tier, wild=False)
        assert every is not None
        assert plan.ties.parts is not None
        members = [part.members for part in plan.ties.parts]
        with exactly():
            deal = Deal(one.price.price.amount * 3, 3, plan.two_tier)
            for aim in (GIVEN, EARNED):
                best = max(getattr(totals(plan.stack(c), deal), aim) for c in every)
                options = plan.ties.options(aim, two_tier=plan.two_tier, wild=plan.wild)
                path = best_path(
                    plan.items,
                    members,
                    options,
                    deal,
                    given=aim == GIVEN,
                    steady=not plan.wild,
                    bounds=plan.ties.bounds,
                )
                assert path in every
                assert getattr(totals(plan.stack(path), deal), aim) == best


@examples(12)
@given(limited(steps=(2, 4), axes=0, scoped=("route",), distribution=True))
def test_what_a_distributor_keeps_at_worst_under_limits(program: Program) -> None:
    least = Fraction(5, 100)
    expected = {
        (case.tier, case.product, case.rows, case.limits): lacks
        for case, lacks in Oracle(program).squeezed(least).items()
    }
    got = {}
    for one in squeezes(extremes(program), parse_percent("5%").fraction):
        assert one.proven
        assert one.lacking is not None
        rows = frozenset((s, r) for s, r in (name.split("/") for name in one.extreme.rows))
        limits = frozenset(limit.id for limit in one.extreme.shape.limits[0])
        key = (one.extreme.tier, one.extreme.product, rows, limits)
        got[key] = Fraction(one.lacking) / Fraction(one.stack.value)
    assert got.keys() == expected.keys()
    assert all(got[key] == expected[key] for key in got)


@examples(9)
@given(limited(steps=(2, 4), axes=1, always=("tier",), scoped=("tier",), sides=("partner",)))
def test_tiers_out_of_order_under_limits(program: Program) -> None:
    rows = {
        tuple(
            frozenset((one.board.rows[n][0].id, one.board.rows[n][1].id) for n in numbers)
            for numbers in one.shape.rows
        ): one.how
        for one in inversions(program)
    }
    assert rows == Oracle(program).inverted("silver", "gold")


def many(count: int, at_most: int) -> Program:
    """So many on-request incentives of 1 % to 5 % of three bases, of which few can be combined."""
    made = Maker(ONE, tiers=("gold",)).price("a", "1000 EUR").table("tier", "20%")
    for at in range(count):
        made.step(
            f"i{at:02}",
            f"{1 + at % 5}.5%" if count < 20 else f"{1 + at % 3}%",
            base=("list", "opening", "after-tier")[at % 3],
            stage=("deal", "special", "back")[at % 3],
            applies="on-request",
        )
    return made.limit("few", at_most, " ".join(f"i{at:02}" for at in range(count))).program()


def test_two_ways_agree_under_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    (by_enumeration,) = extremes(many(12, 4))
    monkeypatch.setattr(searching, "MOST_CHOICES", 4)
    (by_programme,) = extremes(many(12, 4))
    assert by_programme.proven
    assert by_programme.given == by_enumeration.given
    assert len(by_programme.worst.taken) == 5


def test_thirty_two_of_which_four_can_be_combined_are_proven() -> None:
    (one,) = extremes(many(32, 4))
    assert one.proven
    # The table gives 200; the best four are 3 % of list, in the first stage: all on list price.
    assert len(one.worst.taken) == 5
    assert one.given == one.worst.given


def test_the_smallest_part_respects_the_limit() -> None:
    """An automatic one left out for the limit alone comes back as soon as there is room."""
    program = (
        Maker(ONE, tiers=("gold",))
        .price("a", "100 EUR")
        .table("tier", "30%")
        .step("launch", "2%")
        .step("large", "15%", applies="on-request")
        .step("small", "4%", applies="on-request")
        .limit("two", 2, "launch large small")
        .program()
    )
    (one,) = extremes(program)
    assert [t.step.id for t in one.worst.taken] == ["tier", "large", "small"]
    part = smallest_part(one, lambda kept, _: kept < 56)
    assert part is not None
    # The table and the large one alone are no permitted stack: launch would apply by itself.
    assert [t.step.id for t in part.taken] == ["tier", "large", "small"]


def test_a_registration_that_no_limit_lets_count_earns_nothing_more() -> None:
    made = (
        Maker(ONE, tiers=("gold",))
        .price("a", "100 EUR")
        .table("tier", "20%")
        .step("promotion", "8%", applies="on-request")
        .step("registration", ("5%", {"claim": "first"}), kind="deal-registration")
    )
    assert unrewarded(made.program()) == ()
    (found_,) = unrewarded(made.limit("one", 1, "promotion registration").program())
    assert found_.first.earned == found_.other.earned == 28
