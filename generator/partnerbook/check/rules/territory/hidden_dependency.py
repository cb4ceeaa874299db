"""Flags a right on a country whose dependency, not in it by its code, another holds alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import reduce

from partnerbook.check.territories.collisions import label
from partnerbook.check.territories.dependencies import dependencies, seeming
from partnerbook.check.territories.stars import Star, gathering
from partnerbook.findings import Place, Ref, Repair, Severity
from partnerbook.resolve.naming import describe, describe_axis, name_place
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Grant, Program
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.box import BoxSet, meet_spans

POLICY = "sovereign_includes_dependencies"


def declared(program: Program) -> bool:
    """Whether program.yml says either way what a country's code means."""
    (head,) = program.records["program"].values()
    return POLICY in head.get("policies", {})


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
                "say in program.yml that a country's code means it alone:"
                f" `policies: {{{POLICY}: false}}`",
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
    if not declared(program):
        for grant, at, other, met in seeming(program):
            yield judgement(program, grant, at, other, met)


RULE = Rule(
    severity=Severity.WARNING,
    waivable=True,
    judge=judge,
    needs=("product", "territory"),
    gather=gathering(say),
)
