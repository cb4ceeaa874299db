"""Flags deals on which a later registrant earns as much as the first one."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.margins.first_claims import causes
from partnerbook.findings import Severity
from partnerbook.rulebook import PRICING, Answers, Judgement, Rule


def judge(answers: Answers) -> Iterator[Judgement]:
    """One finding per registration incentive and what it loses against."""
    yield from causes(answers, "later")


RULE = Rule(
    severity=Severity.WARNING,
    waivable=True,
    judge=judge,
    needs=PRICING,
    follows=("margin/ambiguous-rate", "margin/bands", "margin/floor"),
)
