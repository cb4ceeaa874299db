"""Flags a registration that keeps others out of deals where somebody holds the right alone."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.territories.collisions import label
from partnerbook.check.territories.giving_up import less_of
from partnerbook.check.territories.protected import Right, Shut, shut_out
from partnerbook.check.territories.sellers import few
from partnerbook.check.territories.stars import Star, gathering
from partnerbook.findings import Edit, Place, Repair, Severity
from partnerbook.resolve.naming import describe, describe_axis
from partnerbook.resolve.program import Grant, Program, SharedGroup
from partnerbook.rights import EXCLUSIVE, RESERVED, SHARED, SOLE
from partnerbook.rights.protection import PROTECTION
from partnerbook.rulebook import Answers, Judgement, Rule

PROTECTS = "exclusive protection"
OWN = {
    EXCLUSIVE: "deals in its own exclusive right",
    SHARED: "deals in its own shared exclusive right",
    SOLE: "deals in its own sole right",
    RESERVED: "deals that it reserves to itself",
}
WHY = "while a registration holds, nobody else is supported on the deal, whatever their rights"


def holder(program: Program, right: Right) -> str:
    """Who holds a right, as people call it."""
    if isinstance(right, Grant):
        return program.partners[right.partner].name
    return f"the group {right.name}" if isinstance(right, SharedGroup) else "the vendor"


def judgement(program: Program, shut: Shut) -> Judgement:
    """What is said of one incentive and one right."""
    step, right = shut.protection.step, shut.alone.right
    who = holder(program, right)
    others = few([partner.name for partner in shut.others], "other partners")
    say = f"{step.name} lets {others} keep {who} out of {OWN[shut.alone.kind]}"
    notes, severity = [("why", WHY)], Severity.WARNING if shut.assumed else None
    if shut.assumed:
        say = f"if the agreement of {who} renews, {say}"
    if not shut.certain:
        say, severity = f"it cannot be told whether {say}", Severity.UNDETERMINED
        notes.append(("missing", missing(program, shut, who)))
    at = label(program, right) if isinstance(right, Grant) else f"{who}: {shut.alone.kind}"
    return Judgement(
        f"{say}: {describe(program.axes, shut.cells)}",
        (
            Place(step.ref.child(PROTECTION), f"{step.name}: {PROTECTS}"),
            Place(right.ref.child("for", "places"), at),
        ),
        subject=f"{step.id} {right.id}",
        notes=tuple(notes),
        help=tuple(repairs(program, shut)),
        facts=(shut.alone.kind,),
        severity=severity,
    )


def missing(program: Program, shut: Shut, who: str) -> str:
    """What would have to be known."""
    if program.axes.sure(shut.cells):
        return f"which tier {who} holds on these days, and where in its place it is established"
    places = describe_axis(program.axes, "place", shut.cells.on("place"))
    return f"which postal codes lie in {places}"


def repairs(program: Program, shut: Shut) -> Iterator[Repair]:
    """Not there, or without the protection."""
    step, cut = shut.protection.step, shut.cells
    # As one box: an exception that takes out a little more is still one that people read.
    hull = program.axes.space.box({axis: cut.on(axis) for axis in cut.axes()})
    whole = shut.protection.cells.without(shut.protection.anchor)
    said = program.records["incentive"][step.id].data
    less = less_of(program.axes, step.ref, said, whole, hull)
    if less is not None:
        where, edits = less
        loses = f"no partner earns {step.name} there"
        yield Repair(f"carve {where} out of {step.id}", loses, edits)
    yield Repair(
        f"let {step.id} give price and precedence only",
        "whoever registers no longer has the deal alone",
        (Edit(step.ref.child(PROTECTION), "precedence"),),
    )


def say(star: Star) -> str:
    """What several pairs around one incentive, or around one right, have in common."""
    if star.kind == PROTECTS:
        return (
            f"{star.who} lets those who register keep {star.count} holders of rights out of their"
            f" own deals: {star.names}"
        )
    return f"{star.count} registrations keep {star.who} ({star.kind}) out of its own deals"


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each incentive with exclusive protection and each right that it breaks, now or later."""
    for shut in shut_out(answers.program):
        yield judgement(answers.program, shut)


RULE = Rule(severity=Severity.ERROR, waivable=True, judge=judge, gather=gathering(say))
