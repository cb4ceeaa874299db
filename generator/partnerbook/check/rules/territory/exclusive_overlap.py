"""Flags rights that collide: same place, product, customers and days, and kinds that clash."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.findings import Edit, Place, Ref, Repair, Severity
from partnerbook.resolve.naming import describe, describe_axis
from partnerbook.resolve.naming_tree import whole_nodes
from partnerbook.resolve.program import Grant, Program, Reserved, SharedGroup
from partnerbook.rights import Conflict
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.box import BoxSet

Right = Grant | Reserved | SharedGroup


def today_on(program: Program, cells: BoxSet) -> BoxSet:
    """The cells without the past, which nobody can mend."""
    day = program.as_of.toordinal()
    high = program.axes.space.axes["day"][1]
    return cells.limited("day", ((day, high),))


def holder(program: Program, right: Right) -> str:
    """Who holds a right, as people call it."""
    if isinstance(right, Grant):
        return program.partners[right.partner].name
    return f"the group {right.name}" if isinstance(right, SharedGroup) else "the vendor"


def label(program: Program, right: Right) -> str:
    """What stands there: who, which kind, where, how long."""
    if isinstance(right, SharedGroup):
        return f"{right.name}: at most {right.limit} partners"
    where = describe(program.axes, today_on(program, right.cells))
    if isinstance(right, Reserved):
        return f"reserved to the vendor: {where}"
    return f"{holder(program, right)}: {right.kind}, {where}"


def at(right: Right) -> Ref:
    """Where a right says which places it holds."""
    return right.ref.child("for", "places")


WHY = {
    "exclusive": "an exclusive right leaves no room for any other partner in the same cells",
    "shared-exclusive": "a shared exclusive right is met only by members of its own group",
    "sole": "a sole right leaves room for the vendor, for no other partner",
    "reserved": "what the vendor reserves, no partner may be granted",
    "shared-limit": "the group is closed: it has more partners there than its limit",
    "shared-scope": "a member's grant must lie inside what its group holds",
}


def carve(program: Program, grant: Grant, cells: BoxSet) -> Iterator[Repair]:
    """Takes the places where both meet out of a grant that is wider than that."""
    places, name = cells.on("place"), program.partners[grant.partner].name
    if not places or places == grant.written.on("place"):
        return
    codes = ", ".join(whole_nodes(program.axes.trees["place"], places))
    item = f"{{places: [{codes}]}}"
    raw = program.partners[grant.partner].record["grants"][int(grant.ref.steps[-1])]
    cuts = raw.get("except", ())
    edit = (
        Edit(grant.ref.child("except", len(cuts) - 1), item, "insert")
        if cuts
        else Edit(grant.ref.child("for"), f"except: [{item}]", "insert")
    )
    where = describe_axis(program.axes, "place", places)
    yield Repair(f"carve {where} out of {grant.id}", f"{name} loses {where}", (edit,))


def open_up(program: Program, grant: Grant) -> Iterator[Repair]:
    """Makes a closed right non-exclusive."""
    if grant.kind != "non-exclusive":
        yield Repair(
            f"make {grant.id} non-exclusive",
            f"{program.partners[grant.partner].name} no longer has it alone, anywhere in the grant",
            (Edit(grant.ref.child("grant_kind"), "non-exclusive"),),
        )


def repairs(program: Program, conflict: Conflict) -> Iterator[Repair]:
    """Ways out that take from one side only; the engine proves each before it is shown."""
    grants = [right for right in (conflict.left, conflict.right) if isinstance(right, Grant)]
    for grant in grants:
        yield from carve(program, grant, conflict.cells)
    for grant in grants:
        yield from open_up(program, grant)


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each colliding pair once."""
    program = answers.program
    for conflict in answers.conflicts:
        where = describe(program.axes, conflict.cells)
        left, right = conflict.left, conflict.right
        both = f"{holder(program, left)} and {holder(program, right)}"
        when = " if the agreement renews" if conflict.assumed else ""
        severity = Severity.WARNING if conflict.assumed else None
        if not conflict.certain:
            severity = Severity.UNDETERMINED
        yield Judgement(
            f"{both} hold rights that exclude each other{when}: {where}",
            (Place(at(left), label(program, left)), Place(at(right), label(program, right))),
            subject=f"{left.id} {right.id}",
            notes=(("overlap", where), ("why", WHY[conflict.rule])),
            help=tuple(repairs(program, conflict)),
            facts=conflict.key,
            severity=severity,
        )


RULE = Rule(severity=Severity.ERROR, waivable=True, judge=judge)
