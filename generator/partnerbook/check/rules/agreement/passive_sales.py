"""Flags a clause by which the partner turns away customers who come to it unasked."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.clauses.looked_at import flagged, for_buyers, in_the_next
from partnerbook.findings import Place, Repair, Severity
from partnerbook.resolve.law import VERTICAL
from partnerbook.rulebook import Answers, Judgement, Rule

SOURCE = "Regulation (EU) 2022/720, Art. 4(b) to (d), with Art. 1(1)(l) and (m)"


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each such clause of each form once."""
    for seen, clause in for_buyers(answers.program, VERTICAL, "passive-sales"):
        say = in_the_next(seen, "limit active sales only (`kind: active-sales`)")
        yield flagged(
            seen,
            Place(clause.ref.child("kind"), "passive sales are barred"),
            f", clause {clause.said['id']}, bars passive sales: customers who come unasked",
            SOURCE,
            (Repair(f"{say}, and reword the clause"),),
            part=clause.said["id"],
            types=clause.types,
        )


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge)
