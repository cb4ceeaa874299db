"""The cells of an answer are exactly those in which it is the answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from hypothesis import given
from tests.examples import examples
from tests.pricing.build import Maker, Nested
from tests.pricing.oracle import Oracle, holds
from tests.pricing.programs import programs
from tests.pricing.test_extremes import case_of

from partnerbook.pricing import Line, Order, ambiguous, extremes, price
from partnerbook.resolve.program import Program
from partnerbook.values.box import BoxSet
from partnerbook.values.percent import parse_percent

ONE: Nested = {"core": {"a": {}, "b": {}}}


@examples(16)
@given(programs(steps=(1, 3), axes=3))
def test_an_extreme_lies_where_its_rows_count(program: Program) -> None:
    lies_where_its_rows_count(program)


@examples(10)
@given(programs(steps=(1, 2), axes=2, sums=True))
def test_an_extreme_lies_where_its_rows_and_caps_count(program: Program) -> None:
    lies_where_its_rows_count(program)


def lies_where_its_rows_count(program: Program) -> None:
    """Every point of a program is in the cells of just those extremes that the oracle has there."""
    oracle = Oracle(program)
    found = {case_of(one): one.cells for one in extremes(program)}
    around = {case_of(one): one.around for one in extremes(program)}
    for case, box in around.items():
        assert box
        assert box.inside(found[case])
    for point, cell in oracle.cells:
        cases = {case for case, _, _ in oracle._at(point, cell)}
        if cases:
            assert {case for case, cells in found.items() if holds(cells, point)} == cases


@examples(20)
@given(programs(steps=(1, 3), axes=2))
def test_ambiguities_are_where_no_row_is_the_innermost(program: Program) -> None:
    oracle = Oracle(program)
    for step in program.steps:
        mine = [one for one in ambiguous(program) if one.step is step]
        for point in oracle.atoms:
            there = any(holds(one.cells, point) for one in mine)
            matching = [row for row in step.rows if holds(row.cells, point)]
            innermost = [
                row
                for row in matching
                if all(other is row or oracle.narrower(row, other) for other in matching)
            ]
            same = any(
                one is not two and holds(one.cells, point) and _same(oracle, one.scope, two.scope)
                for one in matching
                for two in matching
            )
            assert there == (step.nested and bool(matching) and (not innermost or same))


def _same(oracle: Oracle, one: BoxSet, two: BoxSet) -> bool:
    return all(holds(one, atom) == holds(two, atom) for atom in oracle.atoms)


def test_two_rows_that_cross_are_mended_by_a_row_for_just_that() -> None:
    made = Maker(ONE, tiers=("gold",))
    german = made.row("germany", "20%", {"place": "de"})
    public = made.row("b-only", "30%", {"product": "b"})
    made.table("reseller", made.row("all", "10%"), german, public)
    (one,) = ambiguous(made.program())
    assert (one.first.id, one.second.id, one.same_scope) == ("germany", "b-only", False)
    assert one.cells.same(german.scope.meet(public.scope))
    made.steps.clear()
    both = made.row("both", "25%", {"place": "de", "product": "b"})
    made.table("reseller", made.row("all", "10%"), german, public, both)
    assert ambiguous(made.program()) == ()


def test_the_same_scope_twice_is_ambiguous_only_while_both_are_in_force() -> None:
    made = Maker(ONE, tiers=("gold",))
    old = made.row("old", "20%", {"place": "de"}, through="2027-03-31")
    new = made.row("new", "22%", {"place": "de"}, start="2027-03-01")
    made.table("reseller", old, new)
    (one,) = ambiguous(made.program())
    assert one.same_scope
    days = one.cells.on("day")
    assert [high - low for low, high in days] == [31]
    made.steps.clear()
    made.table("reseller", old, made.row("new", "22%", {"place": "de"}, start="2027-04-01"))
    assert ambiguous(made.program()) == ()


def test_a_row_with_a_rate_per_tier_is_named_once() -> None:
    made = Maker(ONE)
    rows = [
        made.row(name, "20%", scope, tier=tier)
        for name, scope in (("germany", {"place": "de"}), ("b-only", {"product": "b"}))
        for tier in ("silver", "gold")
    ]
    made.table("reseller", *rows)
    (one,) = ambiguous(made.program())
    assert one.tiers == ("silver", "gold")


def test_a_rate_per_tier_makes_no_row_narrower_than_what_for_says() -> None:
    made = Maker(ONE)
    made.price("a", "100 EUR")
    wide = [made.row("wide", "20%", {"place": "de"}, tier=tier) for tier in ("silver", "gold")]
    flat = made.row("flat", "15%", {"place": "de", "product": "a"})
    bands = made.marginal("reseller", ("5%", 1, 21), ("9%", 21, None), scope={"product": "a"})
    made.table("reseller", *wide, flat)
    made.table("volume", *wide, *(replace(one, said=flat.said, scope=flat.scope) for one in bands))
    program = made.program()
    assert ambiguous(program) == ()
    asked = Order("EUR", {"order": date(2026, 12, 1)}, (Line("a", 1),), tier="gold", place="de")
    assert [taken.rate for taken in price(program, asked).taken] == [
        parse_percent("15%"),
        parse_percent("5%"),
    ]


def test_of_two_rows_that_say_the_same_a_rate_per_tier_counts_in_its_tiers() -> None:
    made = Maker(ONE)
    gold, rest = made.row("by-tier", "20%", tier="gold"), made.row("rest", "10%")
    assert (gold.narrower(rest), rest.narrower(gold)) == (True, False)
    named = made.row("named", "30%", {"tier": "gold"})
    assert (named.narrower(gold), gold.narrower(named)) == (True, False)
