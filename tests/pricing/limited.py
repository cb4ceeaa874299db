"""Random programs on top of ``programs``: with limits, and with stacks that hang on sums."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st
from tests.pricing.build import cells, ref
from tests.pricing.programs import programs, scopes

from partnerbook.resolve.program import Program, StackLimit, Step
from partnerbook.values.money import parse_money
from partnerbook.values.percent import parse_percent


@st.composite
def limited(draw: st.DrawFn, /, *, scoped: tuple[str, ...] = (), **made: Any) -> Program:
    """A program with one or two limits, everywhere or in some cells."""
    program = draw(programs(**made))
    names = [step.id for step in program.steps]
    limits: list[StackLimit] = []
    for number in range(draw(st.integers(1, 2))):
        of = draw(st.lists(st.sampled_from(names), min_size=2, unique=True))
        held = cells(program.axes, draw(scopes(scoped)))
        at = ref("program").child("stack_limits", number)
        most = draw(st.integers(1, max(1, len(of) - 1)))
        limits.append(StackLimit(f"limit{number}", most, tuple(of), held, "A test.", at))
    return replace(program, stack_limits=tuple(limits))


@st.composite
def judged(draw: st.DrawFn, /, **made: Any) -> Program:
    """A program with a best-of group, and incentives that are given at a low margin alone."""
    program: Program = draw(limited(**made) if draw(st.booleans()) else programs(**made))
    plain = [step.id for step in program.steps if not step.nested]
    choice = draw(st.sampled_from(["best-for-partner", "lowest"]))
    members = draw(st.lists(st.sampled_from(plain), max_size=3, unique=True)) if plain else []
    low = draw(st.lists(st.sampled_from(plain), max_size=2, unique=True)) if plain else []

    def changed(step: Step) -> Step:
        if step.id in members:
            step = replace(step, group="best", choice=choice, applies="automatic")
        if step.id in low:
            points = draw(st.sampled_from(["10%", "30%", "45%", "60%"]))
            step = replace(step, only_below=parse_percent(points))
        return step

    costs = {"a": draw(st.sampled_from(["100 EUR", "250 EUR"])), "b": "120 EUR"}
    products = {
        name: replace(one, cost=(parse_money(costs[name]),)) if name in costs else one
        for name, one in program.products.items()
    }
    return replace(program, steps=tuple(map(changed, program.steps)), products=products)


@st.composite
def accelerated(draw: st.DrawFn, /, **made: Any) -> Program:
    """A program in which some of what comes on top of another thing is an accelerator of it."""
    program: Program = draw(limited(**made) if draw(st.booleans()) else programs(**made))
    plain = [step.id for step in program.steps if not step.nested]
    pairs = draw(st.lists(st.permutations(plain), max_size=2)) if len(plain) > 1 else []
    needs = {pair[0]: pair[1] for pair in pairs}
    idle = draw(st.sampled_from(["0%", "5%"]))

    def changed(step: Step) -> Step:
        if step.id in needs:
            step = replace(step, kind="accelerator", requires=(needs[step.id],))
        plain_rate = step.rows[0].rate is not None and not step.rows[0].marginal
        if step.id in needs.values() and plain_rate:
            first = replace(step.rows[0], rate=parse_percent(idle))
            step = replace(step, rows=(first, *step.rows[1:]))
        return step

    return replace(program, steps=tuple(map(changed, program.steps)))
