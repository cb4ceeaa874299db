"""Flags rules for taking back what goes back with the price anyway."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.findings import Place, Repair, Severity
from partnerbook.rulebook import Answers, Judgement, Rule


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each incentive that is taken off the price and says when it is taken back."""
    program = answers.program
    front = {stage.id: stage for stage in program.stages if stage.timing == "front-end"}
    for step in program.steps:
        if step.reverses is None or step.paid_to == "person" or step.stage not in front:
            continue
        stage = front[step.stage]
        yield Judgement(
            f"{step.name} is taken off the price in the stage {stage.name}, and goes back with the "
            "price: when it is taken back is not for it to say",
            (
                Place(step.reverses.ref.key(), "says when it is taken back"),
                Place(step.ref.child("stage"), "taken off the price here"),
                Place(stage.ref.child("timing"), "known at the order"),
            ),
            subject=step.id,
            help=(
                Repair(
                    "drop `reverses`",
                    "nothing changes: whatever was paid less is credited less",
                ),
                Repair("or pay it later: put it into a back-end stage"),
            ),
        )


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge, needs=("incentive",))
