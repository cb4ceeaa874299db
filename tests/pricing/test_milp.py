"""Where every rate is off list, the worst stack is what an integer programme finds."""

from __future__ import annotations

from typing import Any

import highspy
from hypothesis import given
from hypothesis import strategies as st
from tests.examples import examples
from tests.pricing.build import Maker

from partnerbook.pricing import extremes
from partnerbook.resolve.program import Program, Step

LIST_PRICE = 500


@st.composite
def additive(draw: st.DrawFn) -> Program:
    """A discount and many incentives on request, all off list, tied in every way."""
    made = Maker({"a": {}}, tiers=("gold",))
    made.price("a", f"{LIST_PRICE} EUR").table("base", draw(st.sampled_from(["10%", "22.5%"])))
    names: list[str] = []
    for number in range(draw(st.integers(2, 12))):
        name = f"s{number}"
        few = st.lists(st.sampled_from(names), max_size=2, unique=True) if names else st.just([])
        made.step(
            name,
            draw(st.sampled_from(["0.5%", "1%", "2%", "3.25%", "4%", "5%"])),
            stage=draw(st.sampled_from(["deal", "special", "back"])),
            applies="on-request",
            group=draw(st.sampled_from(["", "", "g", "h", "i"])),
            requires=tuple(draw(few)) if draw(st.integers(0, 3)) == 0 else (),
            excludes=tuple(draw(few)) if draw(st.integers(0, 2)) == 0 else (),
            caps=draw(st.sampled_from([[], [], ["deal 8 EUR"], ["deal 12 EUR"]])),
        )
        names.append(name)
    for number in range(draw(st.integers(0, 2))):
        of = draw(st.lists(st.sampled_from(names), min_size=2, unique=True))
        made.limit(f"limit{number}", draw(st.integers(1, 4)), " ".join(of))
    return made.program()


def solved(program: Program) -> float:
    """The most that is given on one unit, by HiGHS."""
    solver: Any = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    taken = {step.id: solver.addBinary(obj=float(worth(step))) for step in program.steps}
    groups: dict[str, list[Any]] = {}
    for step in program.steps:
        if step.applies != "on-request":
            solver.addConstr(taken[step.id] >= 1)
        for need in step.requires:
            solver.addConstr(taken[step.id] - taken[need] <= 0)
        for other in step.excludes:
            solver.addConstr(taken[step.id] + taken[other] <= 1)
        if step.group:
            groups.setdefault(step.group, []).append(taken[step.id])
    for group in groups.values():
        solver.addConstr(sum(group) <= 1)
    for limit in program.stack_limits:
        solver.addConstr(sum(taken[name] for name in limit.of) <= limit.at_most)
    solver.maximize()
    found: float = solver.getInfo().objective_function_value
    return found


def worth(step: Step) -> float:
    """What a step gives on one unit. A float, as the solver knows no other numbers."""
    (row,) = step.rows
    assert row.rate is not None
    raw = float(row.rate.fraction) * LIST_PRICE
    return min([raw, *(float(cap.amounts["EUR"].amount) for cap in step.caps)])


@examples(60)
@given(additive())
def test_the_worst_stack_is_that_of_an_integer_programme(program: Program) -> None:
    for one in extremes(program):
        assert one.proven
        assert abs(float(one.given / one.units) - solved(program)) < 1e-6
