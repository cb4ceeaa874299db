"""Flags groups of which the program itself gives one incentive, without a clear choice."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.incentives.chosen_told import Member, alone, asked, torn
from partnerbook.check.incentives.reach import running
from partnerbook.findings import Severity
from partnerbook.rulebook import Answers, Judgement, Rule


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each group once: what it chooses by, among whom, and who does not apply by itself."""
    groups: dict[str, list[Member]] = {}
    for record, step in running(answers.program):
        if step.group:
            groups.setdefault(step.group, []).append((record, step))
    for group, members in groups.items():
        chosen = [(record, step) for record, step in members if step.choice]
        if not chosen:
            continue
        if len({step.choice for _, step in members}) > 1:
            yield torn(group, members, chosen[0][1])
        elif len(members) == 1:
            yield alone(group, *chosen[0])
        for record, step in chosen:
            if step.applies != "automatic":
                yield asked(group, record, step)


RULE = Rule(severity=Severity.ERROR, waivable=False, judge=judge, needs=("incentive",))
