"""House accounts: customers by name that the vendor keeps for itself, and what reaches them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from partnerbook.check.territories.narrowing import stretch
from partnerbook.findings import Ref
from partnerbook.resolve.axes import Axes
from partnerbook.resolve.program import Grant, Program, Step
from partnerbook.rights import RESERVED, SOLE
from partnerbook.rights.conflict import unfinished
from partnerbook.rulebook import Answers
from partnerbook.values.box import BoxSet

REGISTRATION = "deal-registration"


@dataclass(frozen=True, slots=True)
class House:
    """One house account: ``cells`` are the customers of its tree in its place.

    ``above`` are the accounts that it belongs to, the next one first.
    """

    id: str
    name: str
    cells: BoxSet
    above: tuple[str, ...]
    ref: Ref


def houses(program: Program) -> Mapping[str, House]:
    """The house accounts that are understood, by id, parents before their subsidiaries."""
    found = []
    tree = program.axes.trees["account"]
    for record in program.records.get("account", {}).values():
        where = stretch(program, "place", record["place"])
        if record.get("house", False) and where is not None and record.id in tree.stretch:
            sides = {"account": program.axes.node("account", record.id), "place": where}
            cells = program.axes.space.box(sides)
            above = tuple(parents(program.axes, record.id))
            found.append(House(record.id, record["name"], cells, above, record.ref))
    return {one.id: one for one in sorted(found, key=lambda one: (len(one.above), one.id))}


def parents(axes: Axes, account: str) -> Iterator[str]:
    """The accounts that an account belongs to, the next one first."""
    tree = axes.trees["account"]
    while (account := tree.parent.get(account, tree.root)) != tree.root:
        yield account


def reached(houses: Mapping[str, House], cells: BoxSet) -> Iterator[tuple[House, BoxSet]]:
    """The house accounts that cells reach, and where; none whose parent is reached as well."""
    met: set[str] = set()
    for house in houses.values():
        part = cells.meet(house.cells)
        if part and met.isdisjoint(house.above):
            met.add(house.id)
            yield house, part


def granted(answers: Answers, houses: Mapping[str, House]) -> Iterator[tuple[Grant, House, BoxSet]]:
    """Each grant that reaches a house account, today or later.

    A sole right leaves room for the vendor. Where all of what is reached is reserved besides, that
    is said already.
    """
    program = answers.program
    nothing = every = program.axes.space.nothing
    reserved: dict[str, BoxSet] = {}
    for conflict in answers.conflicts if houses else ():
        if conflict.rule == RESERVED:
            known = reserved.get(conflict.left.id, nothing)
            reserved[conflict.left.id] = known.union(conflict.cells)
    for house in houses.values():
        every = every.union(house.cells)
    for grant in program.grants:
        if grant.kind == SOLE or not grant.cells.meets(every):
            continue
        for house, met in reached(houses, grant.cells):
            cells = unfinished(met, program.as_of.toordinal())
            if cells and not cells.inside(reserved.get(grant.id, nothing)):
                yield grant, house, cells


def registrable(
    program: Program, houses: Mapping[str, House]
) -> Iterator[tuple[Step, House, BoxSet]]:
    """Each deal registration, not over yet, that reaches a house account."""
    for step in program.steps:
        if step.kind == REGISTRATION and step.period.end > program.as_of:
            rows = program.axes.space.nothing
            for row in step.rows:
                rows = rows.union(row.cells)
            for house, met in reached(houses, rows):
                yield step, house, met
