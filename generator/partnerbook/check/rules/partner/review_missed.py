"""Flags a review, or due diligence that is repeated, whose day has passed."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.days.signed import SELLING
from partnerbook.findings import Place, Repair, Severity
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.standing import DILIGENCE, due_again
from partnerbook.values.dates import in_words

_BEFORE = ("applicant", "onboarding")


def judge(answers: Answers) -> Iterator[Judgement]:
    """What was due before the day; on the day itself there is still time.

    Of a partner that does not sell yet, due diligence alone: it is to hold on the day it begins.
    """
    program = answers.program
    for partner in program.partners.values():
        if partner.status not in (*SELLING, *_BEFORE):
            continue
        for again in due_again(program, partner):
            late = (program.as_of - again.day).days
            if late <= 0 or (partner.status in _BEFORE and again.thing != DILIGENCE):
                continue
            key = again.ref.steps[-1]
            yield Judgement(
                f"{partner.name}: {again.say}, {late} day{'s' if late > 1 else ''} late",
                (Place(again.ref, f"due again on {in_words(again.day)}"),),
                subject=again.subject,
                help=(Repair(f"do it and enter the day (`{key}:`)"),),
                facts=(str(again.day),),
            )


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge)
