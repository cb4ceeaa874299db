"""Flags a row of a discount table without a rate for a tier that it reaches; a wider row counts."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from partnerbook.check.margins.left_out import left_out
from partnerbook.check.margins.left_out_told import judgement
from partnerbook.findings import Severity
from partnerbook.rulebook import PRICING, Answers, Judgement, Rule


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each row once, with all the tiers that it leaves out."""
    for _, found in groupby(answers.derived(left_out), lambda one: one.at):
        yield judgement(answers.program, list(found))


RULE = Rule(
    severity=Severity.ERROR, waivable=False, judge=judge, needs=PRICING, follows=("margin/no-rate",)
)
