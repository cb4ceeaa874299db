"""Flags a commission that exceeds what reselling earns, or that comes on top of it on one deal."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.margins.commissions import Above, Both, beside_resale
from partnerbook.check.margins.commissions_told import above_resale, on_one_deal
from partnerbook.findings import Severity
from partnerbook.rulebook import PRICING, Answers, Judgement, Rule


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each incentive once for deals with both, and once for its rates that are above resale."""
    program = answers.program
    above, both = answers.derived(beside_resale)
    doubled: dict[str, Both] = {}
    for pair in both:
        doubled.setdefault(pair.commission.step.id, pair)
    for pair in doubled.values():
        yield on_one_deal(program, pair)
    higher: dict[str, list[Above]] = {}
    for one in above:
        higher.setdefault(one.commission.step.id, []).append(one)
    for ones in higher.values():
        yield above_resale(program, ones)


RULE = Rule(
    severity=Severity.WARNING,
    waivable=True,
    judge=judge,
    needs=PRICING,
    follows=("margin/ambiguous-rate", "margin/floor", "margin/tier-order"),
)
