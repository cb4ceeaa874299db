"""Flags what the program says must be covered, but no partner is granted, or not for long."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.territories.giving_up import less_of
from partnerbook.check.territories.stars import MOST_SIDES
from partnerbook.check.territories.uncovered import ended, held, in_doubt, open_cells, selling
from partnerbook.findings import Edit, Place, Repair, Severity
from partnerbook.resolve.authority import MustCover
from partnerbook.resolve.naming import describe
from partnerbook.resolve.program import Program
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.box import BoxSet


def judgement(program: Program, asked: MustCover, cells: BoxSet, *, later: bool) -> Judgement:
    """What is said of one promise: what is open today, or what will be."""
    return Judgement(
        f"no partner {'will be' if later else 'is'} granted what must be covered ({asked.id}):"
        f" {describe(program.axes, cells)}",
        (
            Place(asked.ref.child("for", "places"), "must be covered"),
            *ended(program, selling(program), cells)[:MOST_SIDES],
        ),
        subject=asked.id,
        help=(
            Repair("grant it to a partner (`partnerbook explain coverage` shows who covers what)"),
            *(() if later else given_up(program, asked, cells)),
        ),
        facts=("later" if later else "today",),
        severity=Severity.WARNING if later else None,
    )


def given_up(program: Program, asked: MustCover, cells: BoxSet) -> Iterator[Repair]:
    """No longer asks for what is open."""
    listed = next(iter(program.records["program"].values()))["must_cover"]
    said = listed[int(asked.ref.steps[-1])]
    less = less_of(program.axes, asked.ref, said, asked.cells, cells)
    if less:
        where, edits = less
        yield Repair(f"or no longer ask for {where}", "nobody has to be found there", edits)
    elif asked.cells.without("day").inside(cells.without("day")):
        edit = Edit(asked.ref if len(listed) > 1 else program.ref.child("must_cover"), "", "delete")
        yield Repair(f"or no longer ask for {asked.id}", "nobody has to be found there", (edit,))


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each promise that is not kept; what the vendor keeps is covered by its own team."""
    program = answers.program
    own = program.axes.space.nothing
    for cells in (
        *(right.cells for right in program.reserved),
        *(house.cells for house in program.house_accounts),
    ):
        own = own.union(cells)
    for asked in () if in_doubt(program) else program.authority.must_cover:
        covered = held(program, selling(program), asked.cells).union(own)
        for cells, later in open_cells(program, asked.cells, covered):
            yield judgement(program, asked, cells, later=later)


RULE = Rule(
    severity=Severity.ERROR,
    waivable=True,
    judge=judge,
    needs=("account", "agreement", "partner", "product", "program", "territory"),
)
