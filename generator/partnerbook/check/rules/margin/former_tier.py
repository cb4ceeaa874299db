"""Says where what runs at the rate of a former tier leaves open how much a deal can give."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.margins.former_tiers import mixed
from partnerbook.findings import Place, Repair, Severity
from partnerbook.pricing.items import FEES
from partnerbook.rulebook import PRICING, Answers, Judgement, Rule


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each pair of incentives once."""
    for pair in mixed(answers.program):
        runs, beside = pair.runs, pair.beside
        if runs.kind in FEES and beside.nested:
            continue  # A commission on what the partner resells is a mistake of its own.
        rule = runs.terms.running
        assert rule is not None, f"{runs.ref} says nothing about running payments"
        yield Judgement(
            f"cannot tell whether floors hold when a tier changes: {runs.name} keeps the rate of a"
            f" former tier, while {beside.name} goes by the tier of today; only deals on which all"
            " goes by one tier are looked at",
            (
                Place(rule.ref, "keeps the rate of a former tier"),
                Place(beside.ref, "by the tier of today"),
            ),
            subject=f"{runs.id}/{beside.id}",
            help=(
                Repair(
                    "let its rate follow the tier: `on_promotion: new-rate, on_demotion: new-rate`"
                ),
                Repair("or let the two exclude each other (`stacks: {excludes: …}`)"),
                Repair("or give each tier at least the rates of those below it, in one tier"),
            ),
        )


RULE = Rule(severity=Severity.UNDETERMINED, waivable=True, judge=judge, needs=PRICING)
