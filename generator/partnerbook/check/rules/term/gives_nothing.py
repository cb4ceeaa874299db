"""Flags prices of special terms that are no lower than what the partner pays anyway."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.terms.nothing import nothing
from partnerbook.findings import Severity
from partnerbook.rulebook import Answers, Judgement, Rule


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each price of a term that is yet to end once, with the routes on which it gives nothing."""
    for step in answers.program.steps:
        ahead = step.partner and step.period.end > answers.program.as_of
        # A discount that is not understood could only lower more: what is said stays true.
        if ahead and any(row.prices for row in step.rows):
            yield from nothing(answers, step)


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge)
