"""Flags products that partners may sell, or distributors pass on, without any row of a rate."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.margins.left_out import left_out
from partnerbook.check.margins.missing_rates import causes
from partnerbook.check.margins.no_rate_told import judgement
from partnerbook.check.margins.other_routes import is_told
from partnerbook.findings import Severity
from partnerbook.rulebook import PRICING, Answers, Judgement, Rule


def judge(answers: Answers) -> Iterator[Judgement]:
    """One finding per set of tiers and route, with all the products."""
    lost = answers.derived(left_out)
    for mine in causes([gap for gap in answers.gaps if not is_told(gap, lost, answers.gaps)]):
        yield judgement(answers, mine)


RULE = Rule(severity=Severity.ERROR, waivable=False, judge=judge, needs=PRICING)
