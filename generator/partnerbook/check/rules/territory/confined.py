"""Flags a form or a region that keeps partners inside it although nobody holds the rest alone."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.territories.fences import Fence, fences
from partnerbook.check.territories.law import REVIEW, SOURCE, Area, areas, held_alone
from partnerbook.check.territories.stars import capped
from partnerbook.check.territories.uncovered import in_doubt
from partnerbook.findings import Place, Repair, Severity
from partnerbook.resolve.naming import describe
from partnerbook.resolve.program import Program
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.box import BoxSet


def judgement(program: Program, fence: Fence, area: Area, rest: BoxSet) -> Judgement:
    """What is said of one form or region."""
    names = capped(partner.name for partner in fence.inside)
    return Judgement(
        f"for legal review ({area.words}): {fence.name} keeps {names} inside it, but nobody holds"
        f" the rest alone: {describe(program.axes, rest)}",
        (
            Place(fence.at, f"{fence.name}: no further"),
            *(
                Place(partner.ref.child("establishment"), f"{partner.name}: kept inside")
                for partner in fence.inside
            ),
        ),
        subject=fence.id,
        notes=(REVIEW, SOURCE),
        help=(Repair("name wider places, or reserve the rest or grant it exclusively"),),
        facts=(area.id,),
    )


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each limit of places inside an area of the policy, for the products of its partners."""
    program = answers.program
    space, today = program.axes.space, program.axes.on(program.as_of)
    for area in () if in_doubt(program) else areas(program):
        closed = space.nothing
        for right in program.reserved:
            closed = closed.union(right.cells)
        for _, cells in held_alone(program, area):
            closed = closed.union(cells)
        for fence in fences(program, area):
            wanted = {"place": area.places, "product": fence.held.on("product")}
            rest = space.box(wanted).meet(today).subtract(fence.cells).subtract(closed)
            if rest:
                yield judgement(program, fence, area, rest.without("day"))


RULE = Rule(
    severity=Severity.WARNING,
    waivable=True,
    judge=judge,
    needs=("agreement", "partner", "program", "territory"),
)
