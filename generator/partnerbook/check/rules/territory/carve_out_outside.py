"""Flags an exception of a grant that cuts nothing, because the grant does not hold it anyway."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from partnerbook.check.territories.collisions import label
from partnerbook.check.territories.exceptions import idle_values, is_idle, said, uncut
from partnerbook.findings import Place, Ref, Repair, Severity
from partnerbook.resolve.program import Grant, Program
from partnerbook.rulebook import Answers, Judgement, Rule

Idle = tuple[str, Ref, Repair]
"""What cuts nothing: in words, where it stands, and how it goes."""


def judgement(
    program: Program, grant: Grant, idle: Idle, others: Sequence[Place] = ()
) -> Judgement:
    """What is said of one exception, or of one of its values. ``others`` take it out already."""
    what, at, repair = idle
    why = "which its other exceptions take out already" if others else "which is no part of it"
    around = Place(grant.ref.child("for"), label(program, grant))
    return Judgement(
        f"{grant.id} carves out {what}, {why}",
        (Place(at, "cuts nothing"), *(others or [around])),
        subject=grant.id,
        help=(repair,),
        facts=(at.pointer,),
    )


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each such exception once, or else each of its values; not of a grant that is empty anyway."""
    program = answers.program
    for grant in program.grants:
        for at, cut in enumerate(grant.carved):
            if is_idle(grant, at):
                ref = grant.ref.child("except", at)
                others = [
                    Place(grant.ref.child("except", other), "taken out already")
                    for other, theirs in enumerate(grant.carved)
                    if other != at and theirs.meets(cut)
                ]
                idle = said(program, grant, at), ref, uncut(program, grant, at)
                yield judgement(program, grant, idle, others)
            elif grant.written:
                for value in idle_values(program, grant, at):
                    yield judgement(program, grant, value)


RULE = Rule(
    severity=Severity.WARNING,
    waivable=True,
    judge=judge,
    needs=("product", "territory"),
)
