"""Flags customer names that a vendor who sells itself asks for, without an information barrier."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.clauses.looked_at import flagged, for_buyers, in_the_next
from partnerbook.findings import Place, Repair, Severity
from partnerbook.resolve.law import VERTICAL
from partnerbook.resolve.program import Program
from partnerbook.rights.conflict import SOLE
from partnerbook.rulebook import Answers, Judgement, Rule

SOURCE = "Regulation (EU) 2022/720, Art. 2(5) with Art. 2(4)"


def sells_direct(program: Program) -> Place | None:
    """The first place where the program says that the vendor sells itself; None if nowhere."""
    today = program.as_of.toordinal()
    for kept in program.reserved:
        return Place(kept.ref.child("id"), "kept by the vendor for itself")
    for account in program.house_accounts:
        return Place(account.ref, "a customer of the vendor's own")
    for grant in program.grants:
        if grant.kind == SOLE and grant.cells.limited("day", ((today, today + 1),)):
            return Place(grant.ref.child("grant_kind"), "the vendor sells beside the partner")
    return None


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each such clause of each form once."""
    direct = sells_direct(answers.program)
    for seen, clause in for_buyers(answers.program, VERTICAL, "customer-names"):
        if direct is None or "barrier" in clause.said:
            continue
        say = in_the_next(seen, "say what keeps the names from the vendor's own sellers")
        yield flagged(
            seen,
            Place(clause.ref.child("kind"), "customers by name, no `barrier`"),
            f", clause {clause.said['id']}, asks for the names of customers, the vendor sells"
            " itself, and no information barrier is named",
            SOURCE,
            (Repair(f"{say} (`barrier:`), or ask for figures without names"),),
            part=clause.said["id"],
            types=clause.types,
            beside=(direct,),
        )


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge)
