"""Flags two rules of `reclassify:` that give one line two deal roles."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from partnerbook.findings import Place, Repair, Severity
from partnerbook.pricing.roles import WHOLE_ORDER
from partnerbook.resolve.program import Reclassify
from partnerbook.rulebook import Answers, Judgement, Rule


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each pair of rules of one sort that can meet on a line."""
    for one, two in combinations(answers.program.reclassify, 2):
        if one.role != two.role and (how := _meet(one, two)):
            yield _torn(one, two, how)


def _meet(one: Reclassify, two: Reclassify) -> str:
    """On what two rules meet; empty if never. What is about the whole order wins by itself."""
    if one.whole != two.whole:
        return ""
    both = [name for name in one.line_types if name in two.line_types]
    if both:
        return f"a line of type {both[0]}"
    if one.whole != WHOLE_ORDER:
        return ""
    return f"every line of an order with {one.line_types[0]} and {two.line_types[0]} lines"


def _torn(one: Reclassify, two: Reclassify, how: str) -> Judgement:
    return Judgement(
        f"{one.id} and {two.id} make {how} both {one.role} and {two.role}",
        (
            Place(two.ref.child("set", "deal_role"), f"{two.role} here"),
            Place(one.ref.child("set", "deal_role"), f"{one.role} here"),
        ),
        subject=f"{one.id}/{two.id}",
        help=(
            Repair("give both the same deal role, or let them look at different lines"),
            Repair(
                "or let one of them be for the whole order and the other for its line alone",
                "what is for the whole order then wins",
            ),
        ),
    )


RULE = Rule(severity=Severity.ERROR, waivable=False, judge=judge, needs=())
