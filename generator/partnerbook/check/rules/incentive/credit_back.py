"""Flags credit-backs of what a distributor does not pass on, or of more than it passes on."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.margins.credit_backs import above
from partnerbook.findings import Place, Repair, Severity
from partnerbook.rulebook import Answers, Judgement, Rule


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each credit-back whose incentive the vendor pays itself, or which is no partner's."""
    program = answers.program
    timing = {stage.id: stage.timing for stage in program.stages}
    steps = {step.id: step for step in program.steps if not step.partner}
    for step in program.steps:
        of = steps.get(step.credits)
        if of is None:
            continue
        if of.side != "partner":
            why, at = f"it is given to the {of.side}, not to the partner", of.ref.child("side")
        elif timing[of.stage] == "back-end":
            why, at = "the vendor pays it to the partner itself, later", of.ref.child("stage")
        else:
            yield from above(program, step, of)
            continue
        yield Judgement(
            f"{step.name} pays a distributor back for {of.name}, but no distributor passes that "
            f"on: {why}",
            (Place(step.ref.child("of"), "paid back"), Place(at, "not passed on")),
            subject=step.id,
            help=(Repair("name the partner's discount or incentive at the order that is meant"),),
        )


RULE = Rule(severity=Severity.ERROR, waivable=True, judge=judge, needs=("incentive",))
