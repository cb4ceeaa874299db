"""Flags a right on a country whose dependency, not in it by its code, another holds alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce

from partnerbook.check.territories.collisions import label
from partnerbook.check.territories.dependencies import beside, dependencies, named
from partnerbook.check.territories.stars import Star, gathering
from partnerbook.findings import Place, Ref, Repair, Severity
from partnerbook.resolve.naming import describe, describe_axis, name_place
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Grant, Program
from partnerbook.rights.conflict import unfinished
from partnerbook.rights.own import PARTNER_SIDE
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.box import BoxSet, meet_spans, subtract_spans

POLICY = "sovereign_includes_dependencies"


def declared(program: Program) -> bool:
    """Whether program.yml says either way what a country's code means."""
    (head,) = program.records["program"].values()
    return POLICY in head.get("policies", {})


def elsewhere(program: Program, grant: Grant, code: str) -> BoxSet:
    """What a grant would hold in a country's dependencies too, if it held them like the country."""
    cells = grant.cells.without(*PARTNER_SIDE)
    inside = cells.limited("place", program.axes.node("place", code)).without("place")
    more = subtract_spans(beside(program, code), cells.on("place"))
    return inside.limited("place", more) if more else program.axes.space.nothing


def judgement(
    program: Program, grant: Grant, at: Ref, other: Grant, met: Mapping[str, BoxSet]
) -> Judgement:
    """What is said of one pair. ``met``: by the country that is named, what it may seem to hold."""
    axes = program.axes
    cells = reduce(BoxSet.union, met.values())
    countries = joined([f"{name_place(axes, code)} ({code})" for code in met], "and")
    where = describe_axis(axes, "place", cells.on("place"))
    one, two = (program.partners[right.partner].name for right in (grant, other))
    codes = [
        below
        for code in met
        for below in dependencies(program, code)
        if meet_spans(axes.node("place", below), cells.on("place"))
    ]
    do = "do" if len(met) > 1 else "does"
    return Judgement(
        f"{one} is granted {countries}, which in this program {do} not include what {two} is"
        f" granted as {other.kind}: {describe(axes, cells)}",
        (
            Place(at, label(program, grant)),
            Place(other.ref.child("for", "places"), label(program, other)),
        ),
        subject=f"{grant.id} {other.id}",
        notes=(
            (
                "why",
                "many read a country's code as its dependencies too; only the program can say",
            ),
        ),
        help=(
            Repair(
                f"say in program.yml that it does not: `policies: {{{POLICY}: false}}`",
                "nobody loses anything",
            ),
            Repair(
                f"or, if {grant.id} is to hold {where} too, write {', '.join(codes)} beside"
                f" {joined(list(met), 'and')}, and settle it with {two}",
                f"{two} no longer has it alone",
            ),
        ),
        facts=(*met, *codes),
    )


def say(star: Star) -> str:
    """What several pairs around one right have in common."""
    return (
        "countries and their dependencies are granted apart:"
        f" {star.who} on the one side, {star.names} on the other"
    )


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each pair once; not of a pair that collides anyway, nor of two members of one group."""
    program = answers.program
    if declared(program):
        return
    closed = [grant for grant in program.grants if grant.kind != "non-exclusive"]
    near: dict[str, list[Grant]] = {}
    for grant in program.grants:
        found: dict[str, dict[str, BoxSet]] = {}
        countries = named(program, grant)
        for code in countries:
            if code not in near:
                land = beside(program, code)
                near[code] = [one for one in closed if meet_spans(one.cells.on("place"), land)]
            for other, cells in _seeming(program, grant, code, near[code]):
                found.setdefault(other.id, {})[code] = cells
        for other in closed if found else ():
            if met := found.get(other.id):
                yield judgement(program, grant, countries[next(iter(met))], other, met)


def _seeming(
    program: Program, grant: Grant, code: str, near: Sequence[Grant]
) -> Iterator[tuple[Grant, BoxSet]]:
    """The rights that a grant would meet if it held a country's dependencies, and where."""
    wide = elsewhere(program, grant, code) if near else program.axes.space.nothing
    for other in near if wide else ():
        group = grant.shared_group
        if other.owner == grant.owner or (group and group == other.shared_group):
            continue
        theirs = other.cells.without(*PARTNER_SIDE)
        cells = unfinished(wide.meet(theirs), program.as_of.toordinal())
        if cells and not theirs.meets(grant.cells.without(*PARTNER_SIDE)):
            yield other, cells


RULE = Rule(
    severity=Severity.WARNING,
    waivable=True,
    judge=judge,
    needs=("product", "territory"),
    gather=gathering(say),
)
