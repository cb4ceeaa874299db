"""Flags a clause that promises terms no worse than others get."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.clauses.looked_at import clauses, flagged, forms_under, in_the_next
from partnerbook.findings import Place, Repair, Severity
from partnerbook.resolve.law import VERTICAL
from partnerbook.rulebook import Answers, Judgement, Rule

SOURCE = "Regulation (EU) 2022/720, Art. 5(1)(d) for parity across platforms, else Art. 6"


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each such clause of each form once, whoever promises it."""
    for seen in forms_under(answers.program, VERTICAL):
        for clause in clauses(seen.form, "most-favoured"):
            lasts = clause.said.get("lasts")
            how_long = f"for {lasts}" if lasts else "as long as it runs"
            shorter = "limit it" if lasts else "limit how long it holds (`lasts:`)"
            say = in_the_next(seen, f"leave it out, or {shorter}")
            opinion = "and, once it was looked at as it stands, waive it with a link to the opinion"
            yield flagged(
                seen,
                Place(clause.ref.child("kind"), f"most-favoured, {how_long}"),
                f", clause {clause.said['id']}, promises terms no worse than others get,"
                f" {how_long}",
                SOURCE,
                (Repair(f"{say}, {opinion}"),),
                part=clause.said["id"],
                types=clause.types,
            )


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge)
