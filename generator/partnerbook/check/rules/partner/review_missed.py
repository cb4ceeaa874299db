"""Flags a review, repeated due diligence or a repeated statement whose day has passed."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.days.signed import SELLING
from partnerbook.findings import Place, Repair, Severity
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.standing import ATTESTED, DILIGENCE, Again, due_again
from partnerbook.values.dates import in_words

_BEFORE = ("applicant", "onboarding")


def way_out(again: Again) -> str:
    """What to do, and where its day is entered."""
    if again.thing == ATTESTED:
        return "have it stated, and enter the day (`attestations:`, with `last:`)"
    return f"do it and enter the day (`{again.ref.steps[-1]}:`)"


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
            yield Judgement(
                f"{partner.name}: {again.say}, {late} day{'s' if late > 1 else ''} late",
                (Place(again.ref, f"due again on {in_words(again.day)}"),),
                subject=again.subject,
                help=(Repair(way_out(again)),),
                facts=(str(again.day),),
            )


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge)
