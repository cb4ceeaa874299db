"""Ways out of two rights that collide, the smallest first, each with who loses what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from partnerbook.check.territories.narrowing import carved, codes, dated, dropped, removed
from partnerbook.findings import Edit, Repair
from partnerbook.resolve.axes import LAST_DAY
from partnerbook.resolve.naming import describe_axis
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Grant, Program, Reserved, SharedGroup
from partnerbook.rights import EXCLUSIVE, RESERVED, SHARED_LIMIT, SHARED_SCOPE, Conflict
from partnerbook.values.box import BoxSet
from partnerbook.values.dates import in_words

Right = Grant | Reserved | SharedGroup
FEW = 7
"""Rights that meet for no more days than these are kept apart by moving all of one."""


def repairs(program: Program, conflict: Conflict) -> Iterator[Repair]:
    """Moving a date, carving out, opening up, in this order; each is tried before it is shown."""
    grants = [right for right in (conflict.left, conflict.right) if isinstance(right, Grant)]
    moved = [move for grant in grants for move in _moved(program, grant, conflict.cells)]
    yield from (repair for _, repair in sorted(moved, key=lambda one: one[0]))
    for right, other in ((conflict.left, conflict.right), (conflict.right, conflict.left)):
        if not isinstance(right, SharedGroup):
            yield from carved(program, right, conflict.cells, other.cells)
            yield from dropped(program, right, conflict.cells)
    if conflict.rule == SHARED_SCOPE:
        yield from _grown(program, conflict)
    elif conflict.rule == SHARED_LIMIT:
        yield from _widened(program, conflict.right)
        yield from removed(program, conflict.left, _all_of(program, conflict.left))
    elif conflict.rule == RESERVED:
        yield from _soled(program, conflict.left)
        yield Repair("reserve less (`reserved:` in program.yml)")
    else:
        yield from _opened(program, [grant for grant in grants if grant.kind != "non-exclusive"])


def _all_of(program: Program, grant: Grant) -> str:
    return f"{program.partners[grant.partner].name} loses it, and the others keep it"


def _moved(program: Program, grant: Grant, cells: BoxSet) -> Iterator[tuple[int, Repair]]:
    """Starting later or ending earlier, with how many days that takes from the grant.

    Only where the grant is for nothing else than what both hold, else it would lose that too; or
    where they meet for a few days only. What is over cannot end earlier.
    """
    days = cells.on("day")
    is_wider = bool(grant.cells.without("day").subtract(cells.without("day")))
    if len(days) != 1 or (is_wider and days[0][1] - days[0][0] > FEW):
        return
    first, last = int(days[0][0]), int(days[0][1])
    held = grant.cells.on("day")
    begins, ends = int(held[0][0]), int(held[-1][1])
    today = program.as_of.toordinal()
    name, it = program.partners[grant.partner].name, "all of it" if is_wider else "it"
    if begins >= first and ends > last < LAST_DAY:
        start = date.fromordinal(last)
        lost = last - begins
        loses = (
            f"{name} gets {it} {lost} day{'s' if lost > 1 else ''} later"
            if first > today
            else (f"{name} loses {it} until {in_words(start - timedelta(days=1))}")
        )
        edit = dated(program, grant, "from", start)
        yield lost, Repair(f"start {grant.id} on {in_words(start)}", loses, (edit,))
    if begins < first and first > today:
        end = date.fromordinal(first - 1)
        loses = f"{name} loses {it} from {in_words(end + timedelta(days=1))}"
        edit = dated(program, grant, "through", end)
        yield ends - first, Repair(f"end {grant.id} on {in_words(end)}", loses, (edit,))


def _opened(program: Program, closed: Sequence[Grant]) -> Iterator[Repair]:
    """Makes the closed rights non-exclusive: of two, one left closed would still keep out."""
    edits: list[Edit] = []
    for grant in closed:
        edits += opening(grant)
    names = joined([program.partners[grant.partner].name for grant in closed], "and")
    if closed:
        yield Repair(
            f"make {joined([grant.id for grant in closed], 'and')} non-exclusive",
            f"{names} no longer {'have' if len(closed) > 1 else 'has'} it alone",
            tuple(edits),
        )


def opening(grant: Grant) -> Iterator[Edit]:
    """The edits that make a grant non-exclusive."""
    yield Edit(grant.ref.child("grant_kind"), "non-exclusive")
    if grant.shared_group:
        yield Edit(grant.ref.child("group"), "", "delete")


def _widened(program: Program, group: Right) -> Iterator[Repair]:
    """Lets one more partner into a group, or as many as it takes."""
    if not isinstance(group, SharedGroup):
        return
    members = len({one.owner for one in program.grants if one.shared_group == group.id})
    way: Repair | None = None
    for limit in range(members, group.limit, -1):
        more = limit - group.limit
        way = Repair(
            f"let {limit} partners share {group.name}",
            f"each member shares it with {'one' if more == 1 else more} more",
            (Edit(group.ref.child("limit"), str(limit)),),
            harder=way,
        )
    if way:
        yield way


def _grown(program: Program, conflict: Conflict) -> Iterator[Repair]:
    """Adds the places, or the products, that a member has beyond its group to the group."""
    group, cells = conflict.right, conflict.cells
    if not isinstance(group, SharedGroup):
        return
    frame = next(iter(program.records["program"].values()))
    said = frame["shared_groups"][int(group.ref.steps[-1])]["for"]
    for key, axis in (("places", "place"), ("products", "product")):
        more = codes(program.axes, axis, cells.on(axis))
        if key in said and more and not cells.subtract(group.cells.without(axis)):
            what = describe_axis(program.axes, axis, cells.on(axis))
            last = group.ref.child("for", key, len(said[key]) - 1)
            edits = (Edit(last, code, "insert") for code in more)
            yield Repair(
                f"let {group.name} hold {what} too",
                f"nobody else may be granted {what} then",
                tuple(edits),
            )


def _soled(program: Program, grant: Grant) -> Iterator[Repair]:
    """Makes an exclusive right sole: it then leaves room for the vendor."""
    if grant.kind == EXCLUSIVE:
        yield Repair(
            f"make {grant.id} sole",
            f"{program.partners[grant.partner].name} no longer keeps the vendor out",
            (Edit(grant.ref.child("grant_kind"), "sole"),),
        )
