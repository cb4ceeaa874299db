"""House accounts: customers by name that the vendor keeps for itself, and what reaches them."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.resolve.program import Grant, HouseAccount, Program, Step
from partnerbook.rights import RESERVED, SOLE
from partnerbook.rights.conflict import unfinished
from partnerbook.rulebook import Answers
from partnerbook.values.box import BoxSet

REGISTRATION = "deal-registration"


def reached(program: Program, cells: BoxSet) -> Iterator[tuple[HouseAccount, BoxSet]]:
    """The house accounts that cells reach, and where; none whose parent is reached as well."""
    met: set[str] = set()
    for house in program.house_accounts:
        part = cells.meet(house.cells)
        if part and met.isdisjoint(house.above):
            met.add(house.id)
            yield house, part


def granted(answers: Answers) -> Iterator[tuple[Grant, HouseAccount, BoxSet]]:
    """Each grant that reaches a house account, today or later.

    A sole right leaves room for the vendor. Where all of what is reached is reserved besides, that
    is said already.
    """
    program = answers.program
    nothing = every = program.axes.space.nothing
    reserved: dict[str, BoxSet] = {}
    for conflict in answers.conflicts if program.house_accounts else ():
        if conflict.rule == RESERVED:
            known = reserved.get(conflict.left.id, nothing)
            reserved[conflict.left.id] = known.union(conflict.cells)
    for house in program.house_accounts:
        every = every.union(house.cells)
    for grant in program.grants:
        if grant.kind == SOLE or not grant.cells.meets(every):
            continue
        for house, met in reached(program, grant.cells):
            cells = unfinished(met, program.as_of.toordinal())
            if cells and not cells.inside(reserved.get(grant.id, nothing)):
                yield grant, house, cells


def registrable(program: Program) -> Iterator[tuple[Step, HouseAccount, BoxSet]]:
    """Each deal registration, not over yet, that reaches a house account."""
    for step in program.steps:
        if step.kind == REGISTRATION and step.period.end > program.as_of:
            rows = program.axes.space.nothing
            for row in step.rows:
                rows = rows.union(row.cells)
            for house, met in reached(program, rows):
                yield step, house, met
