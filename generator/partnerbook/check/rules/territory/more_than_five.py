"""Flags a shared-exclusive group of more partners than European law has in mind for one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from partnerbook import rights
from partnerbook.check.territories.law import MOST_HOLDERS, REVIEW, SOURCE, Area, areas
from partnerbook.check.territories.stars import capped
from partnerbook.findings import Place, Repair, Severity
from partnerbook.resolve.naming import describe
from partnerbook.resolve.program import Grant, Program, SharedGroup
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.box import BoxSet


def judgement(
    program: Program, group: SharedGroup, area: Area, crowd: list[tuple[Grant, BoxSet]]
) -> Judgement:
    """What is said of one group in one area."""
    cells = program.axes.space.nothing
    for _, part in crowd:
        cells = cells.union(part)
    count = len({grant.owner for grant, _ in crowd})
    return Judgement(
        f"for legal review ({area.words}): {count} partners share {group.name}, more than"
        f" {MOST_HOLDERS}: {describe(program.axes, cells)}",
        (
            Place(group.ref.child("limit"), f"{group.name}: at most {group.limit}"),
            *(
                Place(grant.ref.child("group"), program.partners[grant.partner].name)
                for grant, _ in crowd
            ),
        ),
        subject=group.id,
        notes=(
            ("members", capped(program.partners[grant.partner].name for grant, _ in crowd)),
            REVIEW,
            SOURCE,
        ),
        help=(Repair(f"let no more than {MOST_HOLDERS} share it, or make it non-exclusive"),),
        facts=(area.id,),
    )


def crowded(program: Program, group: SharedGroup) -> list[tuple[Grant, BoxSet]]:
    """The members that are more than five at once, each with its part of the cells."""
    members = tuple(one for one in program.grants if one.shared_group == group.id)
    if group.limit <= MOST_HOLDERS or len({one.owner for one in members}) <= MOST_HOLDERS:
        return []
    small = {group.id: replace(group, limit=MOST_HOLDERS)}
    only = replace(program, grants=members, reserved=(), shared_groups=small)
    return [
        (conflict.left, conflict.cells)
        for conflict in rights.conflicts(only)
        if conflict.rule == rights.SHARED_LIMIT
    ]


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each such group in each area; not one over its own limit (``territory/shared-exclusive``)."""
    program = answers.program
    over = {one.right.id for one in answers.conflicts if one.rule == rights.SHARED_LIMIT}
    for group in program.shared_groups.values():
        crowd = crowded(program, group) if group.id not in over else []
        for area in areas(program) if crowd else ():
            inside = [(grant, cells.limited("place", area.places)) for grant, cells in crowd]
            there = [one for one in inside if one[1]]
            if len({grant.owner for grant, _ in there}) > MOST_HOLDERS:
                yield judgement(program, group, area, there)


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge)
