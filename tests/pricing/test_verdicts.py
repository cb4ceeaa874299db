"""What is told of groups on all deals alike, held against looking at every stack on every deal."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import examples
from tests.pricing.build import Maker, Nested
from tests.pricing.limited import judged
from tests.pricing.programs import programs

from partnerbook.pricing import extremes
from partnerbook.pricing.exact import exactly
from partnerbook.pricing.judging import stands
from partnerbook.pricing.measure import Deal
from partnerbook.pricing.reckoner import Plan
from partnerbook.pricing.stacks import Choice
from partnerbook.resolve.program import Program, Step
from partnerbook.values.percent import parse_percent

ONE: Nested = {"core": {"a": {}}}
LOOKED_AT = (*range(1, 12), 25, 60, 199, 200, 5_000, 1_000_000)


@st.composite
def chosen(draw: st.DrawFn, /, **made: Any) -> Program:
    """A program with a group of which one is given, its members written as people may write it."""
    program: Program = draw(programs(**made))
    plain = [step.id for step in program.steps if not step.nested]
    members = draw(st.lists(st.sampled_from(plain), max_size=3, unique=True)) if plain else []
    same = draw(st.booleans())

    def changed(step: Step) -> Step:
        if step.id not in members:
            return step
        word = draw(st.sampled_from(["best-for-partner", "lowest"]))
        applies = draw(st.sampled_from(["automatic", "automatic", "on-request"]))
        step = replace(step, group="best", choice=word, applies=applies)
        if same:  # shares of one base, and no cap
            first = program.steps[0]
            step = replace(step, stage=first.stage, base="list", side="partner", caps=())
        return step

    return replace(program, steps=tuple(map(changed, program.steps)))


def permitted(plan: Plan, deal: Deal) -> set[Choice]:
    listed = plan.ties.listed(None, two_tier=plan.two_tier, wild=True) or ()
    return {choice for choice in listed if plan.stands(choice, deal)}


def looked_at_each(plan: Plan, deal: Deal) -> set[Choice]:
    """The same from what the ties were before anything was told."""
    ties = plan.ties.hanging
    listed = ties.listed(None, two_tier=plan.two_tier, wild=True) or ()
    judge = ties.judge
    if judge is None:
        return set(listed)
    return {c for c in listed if plan.reckonable and stands(plan.items, judge, c, deal)}


def compare(program: Program) -> None:
    for one in extremes(program):
        plan, price = one.plan, one.price.price.amount
        listed = plan.ties.hanging.listed(None, two_tier=plan.two_tier, wild=True) or ()
        turns = {choice: plan.crossings(choice, price) for choice in listed}
        before: set[Choice] = set()
        units = 0
        with exactly():
            for at in LOOKED_AT:
                deal = Deal(price * at, at, plan.two_tier)
                mine = permitted(plan, deal)
                assert mine == looked_at_each(plan, deal)
                for choice in mine ^ before if units else ():
                    assert any(units - 1 <= turn <= at for turn in turns[choice])
                before, units = mine, at


@examples(25)
@given(chosen(steps=(2, 4), axes=0))
def test_what_is_told_of_a_group_is_what_every_deal_says(program: Program) -> None:
    compare(program)


@examples(10)
@given(chosen(steps=(2, 4), axes=0, distribution=True))
def test_in_two_tiers_too(program: Program) -> None:
    compare(program)


@examples(20)
@given(judged(steps=(2, 4), axes=0, sums=True))
def test_what_hangs_on_the_margin_turns_only_where_it_is_told(program: Program) -> None:
    compare(program)


@pytest.mark.parametrize(
    ("word", "caps", "kept"),
    [
        ("best-for-partner", (), {"campaign"}),
        ("lowest", (), {"volume"}),
        ("best-for-partner", ["deal 300 EUR"], {"campaign", "volume"}),
    ],
)
def test_of_two_shares_without_a_cap_one_is_left(
    word: str, caps: list[str], kept: set[str]
) -> None:
    made = Maker(ONE, tiers=("gold",)).price("a", "100 EUR").table("tier", "20%")
    made.step("campaign", "10%", caps=caps, group="uplift", choice=word)
    made.step("volume", "8%", group="uplift", choice=word)
    (one,) = extremes(made.program())
    assert one.plan.judged == bool(caps)
    left = {at for part in one.plan.ties.parts or () for c in part.every for at in c}
    assert {one.plan.items[at].step.id for at in left} - {"tier"} == kept


@pytest.mark.parametrize("word", ["best-for-partner", "lowest"])
def test_equals_both_stand(word: str) -> None:
    made = Maker(ONE, tiers=("gold",)).price("a", "100 EUR").table("tier", "20%")
    for name in ("campaign", "volume"):
        made.step(name, "8%", group="uplift", choice=word)
    compare(made.program())
    (one,) = extremes(made.program())
    assert not one.plan.judged
    assert len(permitted(one.plan, Deal(one.price.price.amount, 1, two_tier=False))) == 2


def test_each_by_its_own_word_may_leave_nothing() -> None:
    """Neither is told away: then no stack agrees with its own rules, as before."""
    made = Maker(ONE, tiers=("gold",)).price("a", "100 EUR").table("tier", "20%")
    made.step("campaign", "10%", group="uplift", choice="lowest")
    made.step("volume", "8%", group="uplift", choice="best-for-partner")
    compare(made.program())
    (one,) = extremes(made.program())
    assert one.plan.judged
    assert not one.proven


@pytest.mark.parametrize(
    ("share", "turns"),
    [
        ("20%", {60}),  # 80 × units - 300 = 75 × units, that is a margin of 20 %
        ("14%", set()),  # 14.29 % on the smallest deal: never below
        ("26%", set()),  # 25 % on ever larger ones: always below
    ],
)
def test_a_margin_turns_once_a_cap_binds(share: str, turns: set[int]) -> None:
    made = Maker(ONE, tiers=("gold",), costs={"a": "60 EUR"}).price("a", "100 EUR")
    made.table("tier", "20%").step("campaign", "10%", caps=["deal 300 EUR"])
    made.step("support", "5%", stage="back", only_below=parse_percent(share))
    program = made.program()
    compare(program)
    (one,) = extremes(program)
    price, deal = one.price.price.amount, Deal(one.price.price.amount * 59, 59, two_tier=False)
    with exactly():
        (standing,) = permitted(one.plan, deal)
        found = one.plan.crossings(standing, price)
        assert bool(found) == bool(turns)
        assert turns <= found
        for units in (59, 61):
            deal = Deal(price * units, units, two_tier=False)
            assert permitted(one.plan, deal) == looked_at_each(one.plan, deal)
            assert (standing in permitted(one.plan, deal)) == (units == 59 or not turns)
