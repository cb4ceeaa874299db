"""Flags a clause that fixes the partner's own prices, or sets the least that it may ask for."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.clauses.looked_at import flagged, for_buyers, in_the_next
from partnerbook.findings import Place, Repair, Severity
from partnerbook.resolve.law import VERTICAL
from partnerbook.rulebook import Answers, Judgement, Rule

SOURCE = "Regulation (EU) 2022/720, Art. 4(a)"
DOES = {
    "fixed": "fixes the partner's resale prices",
    "minimum": "sets a minimum for the partner's resale prices",
    "minimum-advertised": "sets a minimum for the prices that the partner advertises",
}


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each such clause of each form once."""
    for seen, clause in for_buyers(answers.program, VERTICAL, "resale-price"):
        prices = clause.said["prices"]
        if prices not in DOES:
            continue
        say = in_the_next(seen, "let the prices be a recommendation (`prices: recommended`)")
        yield flagged(
            seen,
            Place(clause.ref.child("prices"), f"prices: {prices}"),
            f", clause {clause.said['id']}, {DOES[prices]}",
            SOURCE,
            (Repair(f"{say}, and reword the clause"),),
            part=clause.said["id"],
            types=clause.types,
        )


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge)
