"""Who holds what, until when, and what is sold at all."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rights import oracle
from tests.rights.build import axes, cells, day, during, grant, partner, period, program
from tests.rights.oracle import points_of
from tests.rights.programs import AXES, programs, scopes

from partnerbook.resolve.program import Program
from partnerbook.rights import Holding, holders, portfolio, sold
from partnerbook.values.box import BoxSet

CORE = {"place": "de", "product": "core"}
BAVARIA = AXES.cell(place="by", product="c1", sector="public", size="smb", account="other")


def ids(found: tuple[Holding, ...]) -> list[str]:
    return [one.grant.id for one in found]


def only(found: tuple[Holding, ...]) -> Holding:
    (one,) = found
    return one


def test_the_strongest_kinds_stand_first() -> None:
    kinds = {"a/x": "non-exclusive", "b/x": "sole", "c/x": "exclusive", "a/y": "non-exclusive"}
    held = cells(AXES, CORE)
    made = program(AXES, [grant(name, held, kind=kind) for name, kind in kinds.items()])
    assert ids(holders(made, BAVARIA, day(0))) == ["c/x", "b/x", "a/x", "a/y"]
    assert ids(portfolio(made, "a", day(0))) == ["a/x", "a/y"]
    with pytest.raises(KeyError):
        portfolio(made, "nobody", day(0))


def test_a_narrow_question_gets_a_plain_answer() -> None:
    made = program(AXES, [grant("a/x", cells(AXES, CORE, {"place": "be"}))])
    held = only(holders(made, BAVARIA, day(0)))
    assert (held.covers, held.missing) == (True, frozenset())
    assert held.cells.same(BAVARIA)
    assert holders(made, AXES.cell(place="be", product="c1"), day(0)) == ()


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ({"place": "de", "product": "c1", "sector": "public"}, {"place"}),
        ({"place": "by", "product": "c1"}, {"sector"}),
        ({"place": "world", "product": "all"}, {"place", "product", "sector"}),
    ],
)
def test_a_wide_question_names_what_it_leaves_open(question, missing: set[str]) -> None:
    made = program(AXES, [grant("a/x", cells(AXES, {**CORE, "place": "by", "sector": "public"}))])
    held = only(holders(made, AXES.cell(**question), day(0)))
    assert held.covers is None
    assert held.missing == missing
    assert held.cells.same(
        cells(AXES, {"place": "by", "sector": "public", "product": "c1"})
        if question["product"] == "c1"
        else cells(AXES, {**CORE, "place": "by", "sector": "public"})
    )


def test_the_last_day_is_inside() -> None:
    held = during(AXES, cells(AXES, CORE), period(2, 5))
    made = program(AXES, [grant("a/x", held)])
    for number, found in ((1, []), (2, ["a/x"]), (5, ["a/x"]), (6, [])):
        assert ids(holders(made, BAVARIA, day(number))) == found
        assert ids(portfolio(made, "a", day(number))) == found
    assert only(portfolio(made, "a", day(3))).until == day(5)


def test_a_right_without_an_end_has_no_last_day() -> None:
    made = program(AXES, [grant("a/x", during(AXES, cells(AXES, CORE), period(2)))])
    assert only(portfolio(made, "a", day(2))).until is None


def test_a_break_ends_a_holding_and_a_seamless_successor_does_not() -> None:
    held = cells(AXES, CORE)
    first, second = during(AXES, held, period(0, 3)), during(AXES, held, period(4, 6))
    later = during(AXES, held, period(8))
    made = program(AXES, [grant("a/x", first.union(second).union(later))])
    assert only(portfolio(made, "a", day(1))).until == day(6)
    assert only(portfolio(made, "a", day(8))).until is None


def test_until_is_when_the_first_part_of_the_answer_ends() -> None:
    bavaria = during(AXES, cells(AXES, {**CORE, "place": "by"}), period(0, 7))
    berlin = during(AXES, cells(AXES, {**CORE, "place": "be"}), period(0, 3))
    made = program(AXES, [grant("a/x", bavaria.union(berlin))])
    assert only(portfolio(made, "a", day(0))).until == day(3)
    assert only(holders(made, BAVARIA, day(0))).until == day(7)


@pytest.mark.parametrize(
    ("first", "asked", "expected"),
    [(4, 0, day(4)), (4, 6, day(4)), (0, 0, day(0)), (10, 0, None)],
)
def test_the_day_from_which_a_holding_is_assumed(first: int, asked: int, expected: date | None):
    held = cells(AXES, CORE)
    made = program(
        AXES,
        [grant("a/x", held, assumed=during(AXES, held, period(first)) if first < 10 else None)],
    )
    assert only(portfolio(made, "a", day(asked))).assumed_from == expected


def test_an_assumption_about_another_place_or_after_a_break_does_not_show() -> None:
    bavaria, berlin = (cells(AXES, {**CORE, "place": place}) for place in ("by", "be"))
    once = during(AXES, bavaria, period(0, 2)).union(during(AXES, bavaria, period(6)))
    assumed = during(AXES, bavaria, period(6)).union(during(AXES, berlin, period(1)))
    made = program(AXES, [grant("a/x", once.union(berlin), assumed=assumed)])
    assert only(holders(made, BAVARIA, day(0))).assumed_from is None
    assert only(holders(made, BAVARIA, day(7))).assumed_from == day(6)
    before = assumed.union(during(AXES, bavaria, period(1, 2)))
    made = program(AXES, [grant("a/x", once.union(berlin), assumed=before)])
    assert only(holders(made, BAVARIA, day(0))).assumed_from == day(1)
    assert only(holders(made, BAVARIA, day(7))).assumed_from == day(6)


def test_the_cells_of_an_answer_do_not_overlap() -> None:
    held = cells(AXES, {"place": "eu", "product": "core"}).union(cells(AXES, {"place": "de us"}))
    (one,) = portfolio(program(AXES, [grant("a/x", held)]), "a", day(0))
    assert one.cells.same(held)
    first, second = (BoxSet(AXES.space, (box,)) for box in one.cells.boxes)
    assert not first.meets(second)


def test_a_right_for_a_tier_is_held_while_the_tier_is() -> None:
    held = grant("a/x", cells(AXES, {**CORE, "tier": "gold"}))
    standing = [("silver", period(0, 2)), ("gold", period(3, 6))]
    made = program(AXES, [held], partners=[partner("a", standing=standing)])
    assert holders(made, BAVARIA, day(2)) == ()
    gold = only(holders(made, BAVARIA, day(3)))
    assert (gold.covers, gold.until) == (True, day(6))
    # From day 7 on nobody has said which tier it holds.
    unknown = only(holders(made, BAVARIA, day(7)))
    assert (unknown.covers, unknown.missing) == (None, frozenset({"tier"}))
    assert holders(made, BAVARIA.meet(AXES.cell(tier="silver")), day(3)) == ()


def test_a_question_may_be_about_one_kind_of_partner_only() -> None:
    made = program(AXES, [grant("a/x", cells(AXES, CORE))])
    assert ids(holders(made, BAVARIA.meet(AXES.cell(partner_type="reseller")), day(0))) == ["a/x"]
    assert holders(made, BAVARIA.meet(AXES.cell(partner_type="agent")), day(0)) == ()


def test_to_sell_is_to_resell_unless_the_question_says_otherwise() -> None:
    held = cells(AXES, CORE)
    made = program(AXES, [grant("a/x", held, covers=("host",)), grant("b/x", held)])
    assert ids(holders(made, BAVARIA, day(0))) == ["b/x"]
    assert ids(holders(made, BAVARIA.meet(AXES.cell(covers="host")), day(0))) == ["a/x", "b/x"]
    assert only(holders(made, BAVARIA, day(0))).cells.same(BAVARIA)
    assert only(portfolio(made, "a", day(0))).cells.same(held.meet(AXES.cell(covers="host")))


@given(programs(), scopes(), st.integers(0, 9))
def test_holders_are_those_whose_right_has_points_in_the_cell(
    made: Program, asked: BoxSet, number: int
) -> None:
    today = day(number).toordinal()
    cell = asked.without("tier", "seller", "partner_type", "track").meet(AXES.cell(covers="resell"))
    wanted = {atom for atom, _ in points_of(cell)}
    found = {one.grant.id: one for one in holders(made, cell, day(number))}
    for each in made.grants:
        right = oracle.Right(made, each)
        held = {atom for atom, at in right.points if at == today} & wanted
        assert (each.id in found) == bool(held)
        if held:
            one = found[each.id]
            perhaps = {atom for atom, at in right.perhaps if at == today} & wanted
            assert {atom for atom, _ in points_of(one.cells)} == held
            pieces = [points_of(BoxSet(cell.space, (box,))) for box in one.cells.boxes]
            assert sum(map(len, pieces)) == len(points_of(one.cells))
            assert one.covers is (True if held == wanted and not perhaps else None)
            if not perhaps:
                sure = right.points - right.perhaps
                last = today
                while {(atom, last + 1) for atom in held} <= sure:
                    last += 1
                ends = None if last == AXES.space.axes["day"][1] - 1 else date.fromordinal(last)
                assert one.until == ends


@given(programs())
def test_sold_is_what_any_grant_gives_to_its_kind_of_partner(made: Program) -> None:
    expected = {point for each in made.grants for point in oracle.Right(made, each).points}
    own_kind = sold(made).meet(AXES.cell(partner_type="reseller", track="resell"))
    assert own_kind.same(sold(made))
    assert expected <= points_of(sold(made))
    everyone = [each for each in made.grants if not {"tier", "seller"} & each.cells.axes()]
    if len(everyone) == len(made.grants):
        assert points_of(sold(made)) == expected


def test_sold_is_said_in_few_boxes() -> None:
    of = axes()
    bavaria, berlin = (cells(of, {**CORE, "place": place}) for place in ("by", "be"))
    one = grant("a/x", during(of, bavaria, period(0, 4)))
    two = grant("b/x", during(of, bavaria, period(5, 9)))
    three = grant("b/y", berlin)
    four = grant("c/x", cells(of, {"place": "by", "product": "c1"}))
    found = sold(program(of, [one, two, three, four]))
    kind = of.cell(partner_type="reseller", track="resell")
    assert found.same(cells(of, CORE).meet(kind))
    assert len(found.boxes) == 1
