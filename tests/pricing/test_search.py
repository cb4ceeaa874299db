"""Choosing stacks: the dynamic programme finds what enumeration finds; bounds are told."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given
from tests.pricing.build import Maker, Nested
from tests.pricing.programs import programs

from partnerbook.pricing import extremes, inversions, smallest_part
from partnerbook.pricing import search as searching
from partnerbook.pricing.dynamic import best_path
from partnerbook.pricing.exact import exactly
from partnerbook.pricing.measure import Deal, totals
from partnerbook.pricing.search import EARNED, GIVEN
from partnerbook.pricing.stacks import Choice, clash, parts, usable
from partnerbook.resolve.program import Program

D = Decimal
ONE: Nested = {"core": {"a": {}}}


@given(programs(steps=(4, 7), axes=0, distribution=True))
def test_the_dynamic_programme_finds_what_enumeration_finds(program: Program) -> None:
    seen: set[tuple[str, ...]] = set()
    for one in extremes(program):
        plan = one.plan
        if one.rows in seen:
            continue
        seen.add(one.rows)
        every = plan.ties.listed(None, two_tier=plan.two_tier, wild=False)
        tied = plan.ties.parts
        assert every is not None
        assert tied is not None
        with exactly():
            for units in (1, 30):
                deal = Deal(one.price.price.amount * units, units, plan.two_tier)
                for aim in (GIVEN, EARNED):
                    best = max(getattr(totals(plan.stack(c), deal), aim) for c in every)
                    for steady in {False, not plan.wild}:
                        options = plan.ties.options(aim, two_tier=plan.two_tier, wild=plan.wild)
                        members = [part.members for part in tied]
                        path = best_path(
                            plan.items, members, options, deal, given=aim == GIVEN, steady=steady
                        )
                        assert path in every
                        assert getattr(totals(plan.stack(path), deal), aim) == best


@given(programs(steps=(3, 8), axes=0))
def test_permitted_stacks_are_those_that_the_rules_allow(program: Program) -> None:
    steps = usable(program.steps, ())
    found = parts(steps)
    assert found is not None
    allowed = set()
    for count in range(len(steps) + 1):
        for taken in combinations(range(len(steps)), count):
            chosen = [steps[at] for at in taken]
            ids = {step.id for step in chosen}
            if any(clash(a, b) for a, b in combinations(chosen, 2)):
                continue
            if any(not set(step.requires) <= ids for step in chosen):
                continue
            left = [s for s in steps if s not in chosen and s.applies == "automatic"]
            if any(
                set(s.requires) <= ids and not any(clash(s, other) for other in chosen)
                for s in left
            ):
                continue
            allowed.add(taken)
    made: set[Choice] = {()}
    for part in found:
        made = {tuple(sorted((*stack, *choice))) for stack in made for choice in part.every}
        for choice in part.fullest:
            assert not any(set(choice) < set(other) for other in part.every)
    assert made == allowed


def many(count: int) -> Program:
    """So many on-request incentives of 1 % to 5 %, every third one excluding its neighbour."""
    made = Maker(ONE, tiers=("gold",)).price("a", "1000 EUR").table("tier", "20%")
    for at in range(count):
        made.step(
            f"i{at:02}",
            f"{1 + at % 5}.5%" if count < 20 else f"{1 + at % 2}%",
            base=("list", "opening", "after-tier")[at % 3],
            stage=("deal", "special", "back")[at % 3],
            applies="on-request",
            excludes=(f"i{at + 1:02}",) if at % 3 == 0 else (),
        )
    return made.program()


@pytest.mark.parametrize("count", [16, 24, 36])
def test_many_optional_incentives_are_proven(count: int) -> None:
    (one,) = extremes(many(count))
    assert one.proven
    assert one.worst.given == one.given


def test_the_two_ways_agree_where_both_can_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    (by_enumeration,) = extremes(many(14))
    monkeypatch.setattr(searching, "MOST_CHOICES", 4)
    (by_programme,) = extremes(many(14))
    assert by_programme.proven
    assert by_programme.given == by_enumeration.given
    assert by_programme.worst.given == by_programme.given


def test_past_every_bound_the_answer_is_not_proven(monkeypatch: pytest.MonkeyPatch) -> None:
    made = Maker(ONE, tiers=("gold",)).price("a", "1000 EUR")
    for at in range(20):
        # In a chain each excludes the next: one part with more than 2^14 choices.
        made.step(f"i{at:02}", "1%", applies="on-request", excludes=(f"i{at + 1:02}",))
    (one,) = extremes(made.program())
    assert not one.proven
    assert one.given == D(100)


def test_more_sorts_of_deals_than_can_be_told_apart_are_not_proven() -> None:
    facts = {f"fact{at}": ("yes", "no") for at in range(18)}
    made = Maker(ONE, values=facts).price("a", "100 EUR")
    made.table("tier", ("20%", {"tier": "silver"}), ("30%", {"tier": "gold"}))
    for at, fact in enumerate(facts):
        made.step(f"i{at:02}", ("1%", {fact: "yes"}), stage="back")
    found = extremes(made.program())
    assert [(one.tier, one.proven) for one in found] == [("silver", False), ("gold", False)]
    assert inversions(made.program()) == ()  # plain without telling deals apart


def test_taking_less_may_cost_more_in_two_tiers() -> None:
    """The registration is at the distributor's cost, and lowers what the rebate is taken from."""
    program = (
        Maker(ONE, tiers=("gold",))
        .price("a", "100 EUR", {"route": "two-tier"})
        .table("distribution", "30%", side="distributor")
        .step("registration", "10%", applies="on-request")
        .step("rebate", "20%", stage="back", base="opening")
        .program()
    )
    (one,) = extremes(program)
    assert one.given == D(50)
    assert [taken.step.id for taken in one.worst.taken] == ["distribution", "rebate"]
    assert one.worst.distributor == D("30.00")
    assert [taken.step.id for taken in one.best.taken] == ["distribution", "registration", "rebate"]
    assert (one.best.earned, one.best.given) == (D(28), D("48.000"))


def test_what_the_vendor_may_grant_is_in_the_worst_stack_and_not_promised() -> None:
    """A special price stands against the registration; what needs it cannot be counted on."""
    program = (
        Maker(ONE, tiers=("gold",))
        .price("a", "100 EUR")
        .table("tier", "30%")
        .step("registration", "8%", applies="on-request")
        .step("match", "15%", applies="discretionary", excludes=("registration",))
        .step("bonus", "2%", requires=("match",))
        .step("fund", "40%", applies="discretionary", kind="development-funds")
        .program()
    )
    (one,) = extremes(program)
    assert [taken.step.id for taken in one.worst.taken] == ["tier", "bonus", "match"]
    assert one.given == D(47)
    assert [taken.step.id for taken in one.best.taken] == ["tier", "registration"]
    assert one.best.earned == D(38)


def test_what_a_distributor_may_be_granted_is_nothing_it_passes_on() -> None:
    program = (
        Maker(ONE, tiers=("gold",))
        .price("a", "100 EUR", {"route": "two-tier"})
        .table("tier", "20%")
        .step("ship-and-debit", "30%", side="distributor", applies="discretionary")
        .program()
    )
    (one,) = extremes(program)
    assert (one.worst.two_tier, one.given) == (False, D(50))


def test_larger_deals_may_cost_more_in_two_tiers() -> None:
    """Once the partner's capped front end binds, its rebate is taken from a higher price."""
    made = (
        Maker(ONE, tiers=("gold",))
        .price("a", "400 EUR", {"route": "two-tier"})
        .table("distribution", "30%", side="distributor")
        .step("registration", "10%", caps=["deal 40 EUR"])
        .step("rebate", "20%", stage="back", base="opening")
    )
    (one,) = extremes(made.program())
    assert (one.units, one.worst.endless) == (1, True)
    assert one.given / one.value == D("0.5")
    assert [(t.step.id, t.amount) for t in one.worst.taken] == [
        ("distribution", D("120.00")),
        ("registration", D(0)),
        ("rebate", D("80.00")),
    ]
    made.steps[2] = made.step(
        "rebate", ("20%", {"quantity": (1, 20)}), stage="back", base="opening"
    ).steps.pop()
    bounded = next(e for e in extremes(made.program()) if len(e.rows) == 3)
    # 19 units: (30 % of 7600 + 20 % of (7600 - 40)) / 7600
    assert (bounded.worst.units, bounded.given) == (19, D("3792.00"))


def test_the_smallest_part_of_a_stack_that_still_breaks_a_floor() -> None:
    program = (
        Maker(ONE, tiers=("gold",))
        .price("a", "100 EUR")
        .table("tier", "30%")
        .step("small", "2%", applies="on-request")
        .step("registration", "15%", applies="on-request")
        .step("extra", "4%", applies="on-request", requires=("registration",))
        .program()
    )
    (one,) = extremes(program)
    assert one.given == D(51)

    def names(least: int) -> list[str] | None:
        part = smallest_part(one, lambda kept, _: kept < least)
        return None if part is None else [taken.step.id for taken in part.taken]

    assert names(60) == ["tier", "registration"]
    assert names(52) == ["tier", "extra", "registration"]
    assert names(50) == ["tier", "extra", "registration", "small"]
    assert names(49) is None


def test_past_the_bound_the_part_is_small_still() -> None:
    """17 steps that nothing ties: 2 to the 17th parts. Each answer breaks by its last step only."""
    made = Maker(ONE, tiers=("gold",)).price("a", "100 EUR").table("tier", "30%")
    for number in range(14):
        made = made.step(f"extra-{number:02}", "2%", applies="on-request")
    for number in range(3):
        made = made.step(f"large-{number}", "9%", applies="on-request")
    (one,) = extremes(made.program())
    assert one.given == D(85)
    for least in (100, 71, 60, 50, 16):

        def breaks(kept: Decimal, _: Decimal, least: int = least) -> bool:
            return kept < least

        part = smallest_part(one, breaks)
        assert part is not None
        assert part.kept < least
        rates = sorted(t.rate.points for t in part.taken if t.rate and t.step.id != "tier")
        # Without any one of them it would not be past: no permitted part inside breaks it.
        assert all(part.kept + rate >= least for rate in rates)
    assert smallest_part(one, lambda kept, _: kept < 15) is None
