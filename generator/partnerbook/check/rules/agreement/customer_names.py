"""Flags customer names that a vendor who sells itself asks for, without an information barrier."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from partnerbook.check.clauses.looked_at import flagged, for_buyers, in_the_next
from partnerbook.findings import Place, Repair, Severity
from partnerbook.resolve.axes import LAST_DAY
from partnerbook.resolve.law import VERTICAL, LawArea
from partnerbook.resolve.program import Program
from partnerbook.rights.conflict import SOLE
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.box import BoxSet

SOURCE = "Regulation (EU) 2022/720, Art. 2(5) with Art. 2(4)"


def sells_direct(program: Program, areas: Sequence[LawArea]) -> Place | None:
    """The first place that says that the vendor sells itself in some areas; None if nowhere."""
    today = program.as_of.toordinal()

    def there(cells: BoxSet) -> bool:
        ahead = cells.limited("day", ((today, LAST_DAY),))
        return any(ahead.limited("place", area.held) for area in areas)

    for kept in program.reserved:
        if there(kept.cells):
            return Place(kept.ref.child("id"), "kept by the vendor for itself")
    for account in program.house_accounts:
        if there(account.cells):
            return Place(account.ref.child("house"), "a customer of the vendor's own")
    for grant in program.grants:
        if grant.kind == SOLE and there(grant.cells):
            return Place(grant.ref.child("grant_kind"), "the vendor sells beside the partner")
    return None


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each such clause of each form once."""
    for seen, clause in for_buyers(answers.program, VERTICAL, "customer-names"):
        direct = sells_direct(answers.program, seen.areas)
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
