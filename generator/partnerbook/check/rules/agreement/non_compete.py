"""Flags a duty not to compete that lasts more than five years, or may go on by itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from partnerbook.check.clauses.looked_at import LookedAt, Typed, flagged, for_buyers, in_the_next
from partnerbook.findings import Edit, Place, Ref, Repair, Severity
from partnerbook.resolve.law import VERTICAL
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.period import Duration, add_months, after

SOURCE = "Regulation (EU) 2022/720, Art. 5(1)(a) and second subparagraph"
YEARS = 5
LONGEST = f"{YEARS * 12} months"
_DAY = date(2001, 1, 1)
"""The first of five years of which only one is longer: any such stretch is as good."""


def too_long(seen: LookedAt, clause: Typed) -> tuple[str, Ref, Edit] | None:
    """How long it binds, where that stands, and what would end it in time; None if it is short."""
    own = clause.said.get("lasts")
    lasts: Duration = own or seen.form.length
    renewal = clause.said.get("renewal", "none") if own else seen.form.renewal
    at = clause.ref.child("lasts" if own else "kind")
    shorter = Edit(at, LONGEST) if own else Edit(at, f"lasts: {LONGEST}", "insert")
    what = f"lasts {lasts}" if own else f"lasts as long as the agreement, {lasts}"
    if after(_DAY, lasts) > add_months(_DAY, YEARS * 12):
        return what, at, shorter
    if renewal == "automatic":
        fixed = Edit(clause.ref.child("renewal"), "none") if own else shorter
        told = f"{what}, and renews by itself" if own else f"{what} and each automatic renewal"
        return told, clause.ref.child("renewal") if own else at, fixed
    return None


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each such clause of each form once."""
    for seen, clause in for_buyers(answers.program, VERTICAL, "non-compete"):
        found = too_long(seen, clause)
        if found is None:
            continue
        told, at, edit = found
        say = in_the_next(seen, f"let it end after {LONGEST} at the latest, without renewal")
        yield flagged(
            seen,
            Place(at, told),
            f", clause {clause.said['id']}, {told}: it may bind for more than {YEARS} years",
            SOURCE,
            (Repair(say, edits=() if seen.signed_by else (edit,)),),
            part=clause.said["id"],
            types=clause.types,
        )


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge)
