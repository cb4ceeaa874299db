"""Flags two grants of one partner that give it the same cells by different kinds of right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from partnerbook.check.territories.collisions import held
from partnerbook.check.territories.narrowing import carved, dropped, removed
from partnerbook.check.territories.stars import Star, gathering
from partnerbook.findings import Place, Severity
from partnerbook.resolve.axes import LAST_DAY
from partnerbook.resolve.naming import describe, describe_axis
from partnerbook.resolve.program import Grant, Program
from partnerbook.rights.conflict import strength, unfinished
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.box import BoxSet, subtract_spans


def judgement(program: Program, one: Grant, two: Grant, cells: BoxSet) -> Judgement:
    """What is said of one pair: the weaker right first, for it is the one to give way."""
    strong, weak = sorted((one, two), key=lambda grant: strength(grant.kind))
    name = program.partners[one.partner].name
    keeps = f"{name} keeps it as {strong.kind}"
    rest = _but(program, weak, strong, cells)
    # A right for a while, on top of one that stays: without the first, nothing is contradicted.
    inside = rest and strong.cells.inside(weak.cells)
    return Judgement(
        f"{name} holds the same both as {_kind(program, weak)} and as"
        f" {_kind(program, strong)}: {describe(program.axes, cells)}",
        tuple(
            Place(grant.ref.child("for", "places"), f"{grant.id}: {held(program, grant)}")
            for grant in (weak, strong)
        ),
        subject=f"{weak.id} {strong.id}",
        notes=(("why", "nobody can tell which of the two holds"),),
        help=(
            *(replace(repair, loses=keeps + rest) for repair in carved(program, weak, cells)),
            *(removed(program, strong, f"{name} keeps it as {weak.kind}") if inside else ()),
            *dropped(program, weak, cells),
            *(removed(program, weak, keeps) if weak.cells.inside(cells) else ()),
        ),
        facts=(weak.kind, strong.kind),
    )


def _but(program: Program, weak: Grant, strong: Grant, cells: BoxSet) -> str:
    """What is carved out of the weaker right, from today, and not in the stronger: days, rights."""
    axes = program.axes
    ahead = axes.space.box({"day": ((program.as_of.toordinal(), LAST_DAY),)})
    cut = weak.cells.meet(ahead).meet(cells.without("day", "covers"))
    lost = cut.meet(cells.without("day")).subtract(strong.cells)
    more = subtract_spans(cut.on("covers"), cells.on("covers"))
    said = ""
    if lost:
        kept = describe_axis(axes, "day", cells.on("day"))
        days = describe_axis(axes, "day", lost.on("day"))
        said = f", {kept}, and loses it on all other days: {days}"
    return f"{said} and loses the {describe_axis(axes, 'covers', more)} there" if more else said


def _kind(program: Program, grant: Grant) -> str:
    """The kind of right, of a shared one with its group: a partner may be in two."""
    group = program.shared_groups.get(grant.shared_group)
    return f"{grant.kind} ({group.name})" if group else grant.kind


def say(star: Star) -> str:
    """What several pairs around one grant have in common."""
    return f"{star.who} holds the same as {star.count} grants of another kind: {star.names}"


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each pair that meets today or later, once."""
    program = answers.program
    for partner in program.partners.values():
        for one, two in combinations(partner.grants, 2):
            if (one.kind, one.shared_group) == (two.kind, two.shared_group):
                continue
            cells = unfinished(one.cells.meet(two.cells), program.as_of.toordinal())
            if cells:
                yield judgement(program, one, two, cells)


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge, gather=gathering(say))
