"""What must hold of the worst stacks of any program, however it is written."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from fractions import Fraction
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st
from tests.examples import examples
from tests.pricing.limited import limited
from tests.pricing.programs import programs

from partnerbook.pricing import extremes
from partnerbook.pricing.search import is_wild
from partnerbook.resolve.program import Program, Step

MODEST: dict[str, Any] = {
    "steps": (3, 6),
    "sides": ("partner",),
    "rates": ("0%", "5%", "7%", "12.5%"),
    "bearers": ("",),
}
"""Rates that make less than 100 % together, and nobody else to bear them."""

Shares = dict[tuple[str, str, str], Fraction]


def worst_of(program: Program) -> Shares:
    """By tier, product and currency: the largest share of list that any deal costs the vendor."""
    out: Shares = {}
    for one in extremes(program):
        assert one.proven
        key = (one.tier, one.product, one.currency)
        out[key] = max(out.get(key, Fraction(0)), Fraction(one.given) / Fraction(one.value))
    return out


def simple(program: Program) -> bool:
    """Whether more given can only be more: one tier, and no more than list in all."""
    if any(step.side == "distributor" for step in program.steps):
        return False
    return not any(is_wild(one.plan.items, one.plan.ties) for one in extremes(program))


@examples(40)
@given(programs(steps=(2, 6), axes=2, sides=("partner",)))
def test_a_cap_never_costs_the_vendor_more(program: Program) -> None:
    # In two tiers it may: a capped front end raises the price of a later rebate (see reckoner).
    assume(simple(program))
    capped = worst_of(program)
    free = replace(program, steps=tuple(replace(step, caps=()) for step in program.steps))
    # A step whose cap has no amount in a currency is not looked at there, with the cap or without.
    for key, share in worst_of(free).items():
        assert capped.get(key, Fraction(0)) <= share


@examples(25)
@given(limited(axes=1, scoped=("tier", "place"), **MODEST))
def test_a_limit_never_costs_the_vendor_more(program: Program) -> None:
    # It only takes stacks away, and leaves what applies by itself out where it is full.
    assume(simple(program))
    free = replace(program, stack_limits=())
    assume(simple(free))
    bound = worst_of(program)
    for key, share in worst_of(free).items():
        assert bound[key] <= share


@examples(25)
@given(limited(axes=1, **MODEST), st.data())
def test_under_limits_more_optional_incentives_cost_no_less(
    program: Program, data: st.DataObject
) -> None:
    # Whatever was permitted before still is, as nothing new has to be taken.
    steps = tuple(step if step.nested else merely_optional(step) for step in program.steps)
    more = replace(program, steps=steps)
    assume(simple(more))
    gone = data.draw(st.sampled_from([step.id for step in steps if not step.nested] or [""]))
    assume(gone)
    fewer = replace(more, steps=tuple(step for step in steps if step.id != gone))
    all_of_them, without = worst_of(more), worst_of(fewer)
    for key, share in without.items():
        assert all_of_them[key] >= share


def merely_optional(step: Step) -> Step:
    """The step on request, and excluding nobody."""
    return replace(step, applies="on-request", excludes=())


@examples(40)
@given(programs(steps=(3, 6), axes=2, sides=("partner",)), st.data())
def test_more_optional_incentives_never_cost_the_vendor_less(
    program: Program, data: st.DataObject
) -> None:
    steps = tuple(step if step.nested else merely_optional(step) for step in program.steps)
    more = replace(program, steps=steps)
    assume(simple(more))
    gone = data.draw(st.sampled_from([step.id for step in steps]))
    fewer = replace(more, steps=tuple(step for step in steps if step.id != gone))
    all_of_them, without = worst_of(more), worst_of(fewer)
    for key, share in without.items():
        assert all_of_them[key] >= share


@examples(40)
@given(
    st.one_of(
        programs(steps=(2, 5), axes=2, distribution=True),
        limited(steps=(3, 4), axes=1, distribution=True),
    ),
    st.randoms(use_true_random=False),
)
def test_names_and_the_order_of_files_change_nothing(program: Program, chance: object) -> None:
    names = [step.id for step in program.steps]
    shuffled = list(names)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    new = {old: f"n-{other}" for old, other in zip(names, shuffled, strict=True)}

    def renamed(step: Step) -> Step:
        rows = list(step.rows)
        chance.shuffle(rows)  # type: ignore[attr-defined]
        return replace(
            step,
            id=new[step.id],
            rows=tuple(rows),
            requires=tuple(new[name] for name in reversed(step.requires)),
            excludes=tuple(new[name] for name in reversed(step.excludes)),
        )

    steps = [renamed(step) for step in program.steps]
    chance.shuffle(steps)  # type: ignore[attr-defined]
    limits = [
        replace(limit, of=tuple(new[name] for name in reversed(limit.of)))
        for limit in reversed(program.stack_limits)
    ]
    other = replace(
        program,
        steps=tuple(steps),
        prices=tuple(reversed(program.prices)),
        stack_limits=tuple(limits),
    )
    assert shown(other, {mine: old for old, mine in new.items()}) == shown(program, {})


def shown(program: Program, names: dict[str, str]) -> Counter[tuple[object, ...]]:
    """Every sort of deal with what it costs at worst and earns at best, under the first names."""
    return Counter(
        (
            one.tier,
            one.product,
            one.currency,
            frozenset(
                (names.get(row.split("/")[0], row.split("/")[0]), row.split("/")[1])
                for row in one.rows
            ),
            one.units,
            Fraction(one.given) / Fraction(one.value),
            one.best.earned,
        )
        for one in extremes(program)
    )
