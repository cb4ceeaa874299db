"""Flags rights that collide: same place, product, customers and days, and kinds that clash."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.overlaps import repairs
from partnerbook.check.stars import gather
from partnerbook.findings import Place, Ref, Severity
from partnerbook.resolve.naming import describe, describe_axis
from partnerbook.resolve.program import Grant, Program, Reserved, SharedGroup
from partnerbook.rights import SHARED_LIMIT, Conflict
from partnerbook.rulebook import Answers, Judgement, Rule

Right = Grant | Reserved | SharedGroup
WHY = {
    "exclusive": "an exclusive right leaves no room for any other partner in the same cells",
    "shared-exclusive": "a shared exclusive right is met only by members of its own group",
    "sole": "a sole right leaves room for the vendor, for no other partner",
    "reserved": "what the vendor reserves, no partner may be granted",
    "shared-limit": "the group is closed: it has more partners there than its limit",
    "shared-scope": "a member's grant must lie inside what its group holds",
}


def holder(program: Program, right: Right) -> str:
    """Who holds a right, as people call it."""
    if isinstance(right, Grant):
        return program.partners[right.partner].name
    return f"the group {right.name}" if isinstance(right, SharedGroup) else "the vendor"


def label(program: Program, right: Right) -> str:
    """What stands there: who, which kind, how long."""
    if isinstance(right, SharedGroup):
        return f"{right.name}: at most {right.limit} partners"
    if isinstance(right, Reserved):
        return "the vendor: reserved"
    days = describe_axis(program.axes, "day", right.cells.on("day"))
    return f"{holder(program, right)}: {right.kind}, {days}"


def at(right: Right, rule: str) -> Ref:
    """Where a right says which places it holds; for a group that is too small, its limit."""
    if isinstance(right, SharedGroup) and rule == SHARED_LIMIT:
        return right.ref.child("limit")
    return right.ref.child("for", "places")


def newcomer_first(conflict: Conflict) -> tuple[Right, Right]:
    """The right that intrudes, then the one that it meets.

    That is the weaker of two kinds, of two alike the one that begins later: whoever was promised a
    place alone, or first, is not at fault. A group or the vendor is never the one that intrudes.
    """
    left, right = conflict.left, conflict.right
    if not isinstance(right, Grant):
        return left, right
    begins = [int(grant.cells.on("day")[0][0]) for grant in (left, right)]
    later = left.kind == right.kind and begins[0] > begins[1]
    return (left, right) if later else (right, left)


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each colliding pair once."""
    program = answers.program
    for conflict in answers.conflicts:
        where = describe(program.axes, conflict.cells)
        first, second = newcomer_first(conflict)
        both = f"{holder(program, first)} and {holder(program, second)}"
        when = " if the agreement renews" if conflict.assumed else ""
        severity = Severity.WARNING if conflict.assumed else None
        if not conflict.certain:
            severity = Severity.UNDETERMINED
        yield Judgement(
            f"{both} hold rights that exclude each other{when}: {where}",
            tuple(Place(at(one, conflict.rule), label(program, one)) for one in (first, second)),
            subject=f"{conflict.left.id} {conflict.right.id}",
            notes=(("why", WHY[conflict.rule]),),
            help=tuple(repairs(program, conflict)),
            facts=conflict.key,
            severity=severity,
        )


RULE = Rule(severity=Severity.ERROR, waivable=True, judge=judge, gather=gather)
