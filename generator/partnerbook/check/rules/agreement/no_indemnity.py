"""Flags a form for agents, or for who works like one, that leaves them nothing owed at the end."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.clauses.agents import agents_of, denied, promised
from partnerbook.check.clauses.looked_at import flagged, forms_under, in_the_next
from partnerbook.findings import Place, Repair, Severity
from partnerbook.resolve.law import AGENTS
from partnerbook.rulebook import Answers, Judgement, Rule

SOURCE = "Directive 86/653/EEC, Art. 17 with Art. 19"


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each form once for each type of partner that works as an agent."""
    for seen in forms_under(answers.program, AGENTS):
        for partner_type, (at, label) in agents_of(seen.form).items():
            says_no = denied(seen.form, partner_type)
            if promised(seen.form, partner_type) and not says_no:
                continue
            whom = partner_type.replace("-", " ")
            what = "denies" if says_no else "says nothing of"
            add = in_the_next(seen, "say what is owed at the end (a clause with `kind: indemnity`)")
            yield flagged(
                seen,
                Place(at, label),
                f" {what} the indemnity or compensation that {whom}s are owed at the end, as"
                " commercial agents are",
                SOURCE,
                (Repair(add), Repair(f"or say that {whom}s do not negotiate for us")),
                part=partner_type,
                types=frozenset((partner_type,)),
            )


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge)
