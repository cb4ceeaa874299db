"""Flags an active partner of whom nobody can tell what the engagement model gives it."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.findings import Place, Repair, Severity
from partnerbook.resolve.naming_words import joined
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
        refs = dict.fromkeys(doubt.ref for doubt in care.doubts)
        against = dict.fromkeys(one.against for one in care.doubts if one.against is not None)
        perhaps = joined([rule.id for rule in care.rules] or ["none"], "or")
        said = "; ".join(dict.fromkeys(doubt.say for doubt in care.doubts))
        yield Judgement(
            f"which rule of the engagement model is for {partner.name} cannot be told: it may be"
            f" {perhaps}; {care_figures(care)}. {said}",
            (
                Place(partner.ref.child("name"), "the partner"),
                *(Place(ref, "here") for ref in refs),
                *(Place(ref, "measured in this currency") for ref in against),
            ),
            subject=name,
            help=(Repair("enter what is missing, or let the model promise the same for both"),),
            facts=tuple(rule.id for rule in care.rules),
        )


RULE = Rule(
    severity=Severity.UNDETERMINED, waivable=True, judge=judge, needs=("metric", "evidence")
)
