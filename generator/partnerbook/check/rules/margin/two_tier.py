"""Flags two-tier deals on which a distributor loses money or keeps less than the minimum margin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from partnerbook.check.distributors.blame import too_little
from partnerbook.check.distributors.told import gathered, minimum_ref, of_rate, untold
from partnerbook.check.margins.left_out import pointers
from partnerbook.findings import Finding, Severity
from partnerbook.rulebook import PRICING, Answers, Judgement, Rule

NAME = "margin/two-tier"


def judge(answers: Answers) -> Iterator[Judgement]:
    """Every number that leaves a distributor too little on some permitted deal."""
    program, found = answers.program, answers.derived(too_little)
    for blamed in found.rates:
        first = blamed.worst
        taken = [one.row for one in first.stack.taken]
        # The partner may pay too little only because its own row has lost its tier.
        missing = pointers(answers, first.extreme, taken, [first.extreme.tier])
        said = of_rate(program, blamed)
        yield replace(said, places=(*said.places, *missing))
    yield from untold(program, found.untold)


def gather(answers: Answers, findings: Sequence[Finding]) -> Iterator[Finding]:
    """Where more than half of the distributor's rates leave too little, the minimum is too high.

    Deals on which a distributor loses money are wrong whatever the minimum is.
    """
    program, found = answers.program, answers.derived(too_little)
    minimum = minimum_ref(program)
    errors = {f.subject: f for f in findings if f.severity is Severity.ERROR}
    blamed = [one for one in found.rates if one.subject in errors and not one.pays]
    if minimum is not None and len(blamed) > 1 and 2 * len(blamed) > found.discounts:
        parts = [errors.pop(one.subject) for one in blamed]
        yield RULE.finding(NAME, gathered(program, minimum, blamed, parts))
    yield from (f for f in findings if f.severity is not Severity.ERROR or f.subject in errors)


RULE = Rule(
    severity=Severity.ERROR,
    waivable=False,
    judge=judge,
    needs=PRICING,
    follows=("margin/ambiguous-rate", "margin/floor", "margin/tier-left-out"),
    gather=gather,
)
