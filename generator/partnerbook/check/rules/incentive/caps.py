"""Flags caps of one incentive that do not fit each other, or the amount that they limit."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.incentives.caps_told import beside_amount, never_reached
from partnerbook.check.incentives.ceilings import Idle, ceilings, idle_caps, tightest
from partnerbook.check.incentives.reach import running
from partnerbook.findings import Severity
from partnerbook.rulebook import Answers, Judgement, Rule


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each cap once, beside the tightest other, with all the currencies in which it is so."""
    for record, step in running(answers.program):
        found = ceilings(record)
        pairs: dict[tuple[str, str], list[Idle]] = {}
        for idle in tightest(idle_caps(found)):
            pairs.setdefault((idle.cap.cap, idle.other.cap), []).append(idle)
        for idles in pairs.values():
            yield never_reached(record, idles)
        if step.per == "order":
            for cap in dict.fromkeys(one.cap for one in found if one.per == "deal"):
                mine = [one for one in found if one.cap == cap and not one.limited]
                yield from beside_amount(record, mine)


RULE = Rule(
    severity=Severity.WARNING, waivable=True, judge=judge, follows=("incentive/odd-amount",)
)
