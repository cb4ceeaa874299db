"""Flags a change announced after it took effect, or more than a year before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from partnerbook.check.days.dates import Doubt, apart, mended, soon_after, within_a_year
from partnerbook.findings import Place, Ref, Repair, Severity
from partnerbook.resolve.program import Program
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.dates import in_words


def announced(program: Program) -> Iterator[tuple[str, Mapping[str, Any], Ref]]:
    """Everything that says when it was announced: rate rows, what tiers ask, and incentives."""
    for table in program.records.get("discount", {}).values():
        for at, row in enumerate(table["rows"]):
            yield f"{table.id}/{row['id']}", row, table.ref.child("rows", at)
    for tier in program.records.get("tier", {}).values():
        for key in ("requirements", "maintenance"):
            for at, one in enumerate(tier.get(key, ())):
                yield f"{tier.id}/{one['id']}", one, tier.ref.child(key, at)
    for incentive in program.records.get("incentive", {}).values():
        yield incentive.id, incentive.data, incentive.ref


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each announcement once.

    What is in effect and will only be announced took effect unannounced: that is an error.
    """
    today = answers.program.as_of
    for name, said, ref in announced(answers.program):
        if "announced" not in said or "from" not in said:
            continue
        told, starts = said["announced"], said["from"]
        if within_a_year(told, starts):
            continue
        late = told > starts
        gap = apart(starts, told) if late else apart(told, starts)

        def in_time(day: date, starts: date = starts) -> bool:
            return within_a_year(day, starts)

        def usually(day: date, starts: date = starts) -> bool:
            return soon_after(day, starts)

        def soon(day: date, told: date = told) -> bool:
            return soon_after(told, day)

        at, start = ref.child("announced"), ref.child("from")
        unannounced = starts <= today < told
        yield Judgement(
            f"{name} {'is announced only' if told > today else 'was announced'} on"
            f" {in_words(told)}, {gap}"
            f" {'after' if late else 'before'} it {'took' if starts <= today else 'takes'} effect"
            f" on {in_words(starts)}",
            (
                Place(at, f"announced on {in_words(told)}"),
                Place(start, f"in effect from {in_words(starts)}"),
            ),
            subject=name,
            help=(
                # A start is known in more places: it is the slip only where the other is usual.
                *mended([Doubt(at, told, in_time, usual=usually), Doubt(start, starts, soon)]),
                Repair("or write the day on which partners were told (`announced:`)"),
            ),
            facts=("late" if late else "early",),
            severity=Severity.ERROR if unannounced else None,
        )


RULE = Rule(
    severity=Severity.WARNING,
    waivable=True,
    judge=judge,
    follows=("margin/ambiguous-rate",),
)
