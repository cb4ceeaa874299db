"""Flags deals on which registering earns a partner no more than not registering."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.margins.first_claims import causes
from partnerbook.check.margins.nothing_given import nothing_given
from partnerbook.findings import Severity
from partnerbook.rulebook import PRICING, Answers, Judgement, Rule


def judge(answers: Answers) -> Iterator[Judgement]:
    """One finding per registration incentive and what it loses against, or whom it gives 0%."""
    yield from causes(answers, "none")
    yield from nothing_given(answers.program)


RULE = Rule(
    severity=Severity.WARNING,
    waivable=True,
    judge=judge,
    needs=PRICING,
    follows=("margin/ambiguous-rate", "margin/bands", "margin/floor"),
)
