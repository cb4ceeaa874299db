"""Flags an active partner of whom nobody can tell what the engagement model gives it."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.findings import Place, Repair, Severity
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.standing import CANNOT_TELL
from partnerbook.standing.words import care_figures

_MODEL = "engagement_model/"


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each partner once, with every fact that is missing."""
    program = answers.program
    if any(name.startswith(_MODEL) for name in program.left_out):
        return
    for name, care in answers.cares.items():
        if care.found != CANNOT_TELL:
            continue
        partner = program.partners[name]
        doubts = tuple(dict.fromkeys(care.doubts))
        against = dict.fromkeys(doubt.against for doubt in doubts if doubt.against is not None)
        perhaps = " or ".join(rule.id for rule in care.rules)
        said = "; ".join(dict.fromkeys(doubt.say for doubt in doubts))
        yield Judgement(
            f"which rule of the engagement model is for {partner.name} cannot be told: it may be"
            f" {perhaps}; {care_figures(care)}. {said}",
            (
                Place(partner.ref.child("name"), "the partner"),
                *(Place(doubt.ref, "here") for doubt in doubts),
                *(Place(ref, "measured in this currency") for ref in against),
            ),
            subject=name,
            help=(Repair("enter what is missing, or let the model promise the same for both"),),
            facts=tuple(rule.id for rule in care.rules),
        )


RULE = Rule(
    severity=Severity.UNDETERMINED, waivable=True, judge=judge, needs=("metric", "evidence")
)
