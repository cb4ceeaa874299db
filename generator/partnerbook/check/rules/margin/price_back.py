"""Flags two rules of `reversals:` that say of one type of line how much of the price goes back."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from partnerbook.findings import Place, Repair, Severity
from partnerbook.rulebook import Answers, Judgement, Rule


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each type of line that two rules name; the first of them is the one that counts."""
    for one, two in combinations(answers.program.reversals, 2):
        for at, name in enumerate(two.on):
            if name not in one.on:
                continue
            how = "both say so" if one.how == two.how else f"one says {one.how}, one {two.how}"
            yield Judgement(
                f"two rules say how much of the price a {name} gives back: {how}",
                (
                    Place(two.ref.child("on", at), f"{two.how} here"),
                    Place(one.ref.child("on", one.on.index(name)), f"{one.how} here"),
                ),
                subject=name,
                help=(Repair(f"name {name} in one of them only"),),
            )


RULE = Rule(severity=Severity.ERROR, waivable=False, judge=judge, needs=())
