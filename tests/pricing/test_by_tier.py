"""What is taken over from a program much like this one is what would be worked out anew."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import examples
from tests.pricing.programs import programs
from tests.pricing.test_extremes import case_of

from partnerbook.pricing.by_tier import ByTier, Part
from partnerbook.pricing.extreme import Extreme, on_deals
from partnerbook.pricing.inversion import Inversion, Untold, between_tiers
from partnerbook.resolve.program import Program
from partnerbook.values.money import Money
from partnerbook.values.percent import parse_percent


@st.composite
def changes(draw: st.DrawFn, program: Program, what: str) -> Program:
    """The program with one thing changed, as in a pull request."""
    at = draw(st.integers(0, len(program.steps) - 1))
    step = program.steps[at]
    others = (*program.steps[:at], *program.steps[at + 1 :])
    row = draw(st.sampled_from(step.rows))
    rest = tuple(one for one in step.rows if one is not row)
    if what == "rate" and row.rate is not None:
        row = replace(row, rate=parse_percent(draw(st.sampled_from(["3%", "19%"]))))
        return replace(program, steps=(*others, replace(step, rows=(*rest, row))))
    if what == "row" and rest:
        return replace(program, steps=(*others, replace(step, rows=rest)))
    if what == "step" and others:
        return replace(program, steps=others)
    if what == "scope":
        own = program.axes.node("product", draw(st.sampled_from("ab")))
        row = replace(row, cells=row.cells.limited("product", own))
        return replace(program, steps=(*others, replace(step, rows=(*rest, row))))
    if what == "floors":
        return replace(program, floors=())
    if what == "stages":
        return replace(program, stages=program.stages[::-1])
    price, *prices = program.prices
    dearer = Money(price.price.amount + 1, price.price.currency)
    return replace(program, prices=(replace(price, price=dearer), *prices))


def summed(found: Iterable[Extreme]) -> dict[object, object]:
    """Extremes of several programs as what can be compared."""
    return {
        case_of(one): (one.product, one.given, one.value, one.best.earned, one.sample, one.around)
        for one in found
    }


def orders(found: Iterable[Inversion | Untold]) -> list[object]:
    return [
        one
        if isinstance(one, Untold)
        else (one.product, one.lower_tier, one.higher_tier, one.how, one.short, one.sample)
        for one in found
    ]


@pytest.mark.parametrize("what", ["rate", "row", "step", "scope", "floors", "stages", "price"])
@examples(12)
@given(programs(axes=2, always=("tier",), distribution=True), st.data())
def test_taken_over_as_worked_out_anew(what: str, program: Program, data: st.DataObject) -> None:
    earlier = ByTier(program)
    on_deals(earlier)
    between_tiers(earlier)
    changed = data.draw(changes(program, what))
    quick, anew = ByTier(changed, (earlier,)), ByTier(changed)
    assert summed(on_deals(quick)) == summed(on_deals(anew))
    assert orders(between_tiers(quick)) == orders(between_tiers(anew))


@given(programs(axes=1))
def test_only_the_product_that_differs_is_looked_at(program: Program) -> None:
    tiers = [(tier,) for tier in program.tiers]
    asked: list[set[Part]] = []

    def find(deals: ByTier, parts: Collection[Part]) -> Iterable[tuple[Part, int]]:
        asked.append(set(parts))
        return ((part, 1) for part in parts)

    earlier = ByTier(program)
    earlier.of(find, tiers)
    first, *prices = program.prices
    assert first.product == "a"
    dearer = replace(first, price=Money(first.price.amount + 1, first.price.currency))
    later = ByTier(replace(program, prices=(dearer, *prices)), (earlier,))
    assert later.of(find, tiers) == [1] * 2 * len(tiers)
    assert asked == [{(name, some) for name in "ab" for some in tiers}, {("a", t) for t in tiers}]
