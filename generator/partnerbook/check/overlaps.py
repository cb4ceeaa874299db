"""Ways out of two rights that collide, the smallest first, each with who loses what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from partnerbook.findings import Edit, Ref, Repair
from partnerbook.resolve.axes import KEYS, LAST_DAY
from partnerbook.resolve.naming import describe_axis
from partnerbook.resolve.naming_tree import whole_nodes
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Grant, Program, SharedGroup
from partnerbook.rights import SHARED_LIMIT, Conflict
from partnerbook.values.box import BoxSet, Spans, inside_spans, spans
from partnerbook.values.dates import in_words

_NOT_WRITTEN = ("covers", "day")
_KEY_OF: Mapping[str, str] = {axis: key for key, axis in KEYS.items()}


def repairs(program: Program, conflict: Conflict) -> Iterator[Repair]:
    """Moving a date, carving out, opening up, in this order; each is tried before it is shown."""
    grants = [right for right in (conflict.left, conflict.right) if isinstance(right, Grant)]
    moved = [move for grant in grants for move in _moved(program, grant, conflict.cells)]
    yield from (repair for _, repair in sorted(moved, key=lambda one: one[0]))
    for grant in grants:
        yield from _carved(program, grant, conflict.cells)
        yield from _dropped(program, grant, conflict.cells)
    if isinstance(conflict.right, SharedGroup) and conflict.rule == SHARED_LIMIT:
        yield _widened(conflict.right)
        return
    yield from _opened(program, [grant for grant in grants if grant.kind != "non-exclusive"])


def _moved(program: Program, grant: Grant, cells: BoxSet) -> Iterator[tuple[int, Repair]]:
    """Starting later or ending earlier, with how many days that takes from the grant.

    Only where the grant is for nothing else than what both hold: else it would lose that too. What
    is over cannot end earlier.
    """
    days = cells.on("day")
    if len(days) != 1 or grant.cells.without("day").subtract(cells.without("day")):
        return
    first, last = int(days[0][0]), int(days[0][1])
    held = grant.cells.on("day")
    begins, ends = int(held[0][0]), int(held[-1][1])
    today = program.as_of.toordinal()
    name = program.partners[grant.partner].name
    if begins >= first and ends > last < LAST_DAY:
        start = date.fromordinal(last)
        lost = last - begins
        loses = (
            f"{name} gets it {lost} days later"
            if first > today
            else (f"{name} loses it until {in_words(start - timedelta(days=1))}")
        )
        edit = _dated(program, grant, "from", start)
        yield lost, Repair(f"start {grant.id} on {in_words(start)}", loses, (edit,))
    if begins < first and first > today:
        end = date.fromordinal(first - 1)
        loses = f"{name} loses it from {in_words(end + timedelta(days=1))}"
        edit = _dated(program, grant, "through", end)
        yield ends - first, Repair(f"end {grant.id} on {in_words(end)}", loses, (edit,))


def _dated(program: Program, grant: Grant, key: str, day: date) -> Edit:
    """The edit that gives a grant its first or last day."""
    said = _written(program, grant)
    if key in said:
        return Edit(grant.ref.child(key), str(day))
    after = "from" if key == "through" and "from" in said else _last_of_scope(said)
    return Edit(grant.ref.child(after), f"{key}: {day}", "insert")


def _last_of_scope(said: Mapping[str, Any]) -> str:
    return "except" if "except" in said else "for"


def _written(program: Program, grant: Grant) -> Mapping[str, Any]:
    """The grant as its file says it."""
    grants = program.partners[grant.partner].record["grants"]
    said: Mapping[str, Any] = grants[int(grant.ref.steps[-1])]
    return said


def _carved(program: Program, grant: Grant, cells: BoxSet) -> Iterator[Repair]:
    """Takes exactly what both hold out of a grant that is for more than that."""
    shared = cells.without(*_NOT_WRITTEN)
    if len(shared.boxes) != 1:
        return
    whole = grant.written.without(*_NOT_WRITTEN)
    narrower = {axis: side for axis, side in shared.boxes[0].sides if side != whole.on(axis)}
    listed = {axis: _codes(program, axis, side) for axis, side in narrower.items()}
    if not listed or any(codes is None for codes in listed.values()):
        return
    codes = {_KEY_OF.get(axis, axis): words for axis, words in listed.items() if words}
    name = program.partners[grant.partner].name
    where = " × ".join(describe_axis(program.axes, axis, side) for axis, side in narrower.items())
    said = _written(program, grant)
    if len(codes) == 1 and all(
        words[0] in said["for"].get(key, ()) for key, words in codes.items()
    ):
        return  # just to take it off the list is simpler
    box = "{" + ", ".join(f"{key}: [{', '.join(c)}]" for key, c in codes.items()) + "}"
    edit = _except(grant.ref, said, box)
    yield Repair(f"carve {where} out of {grant.id}", f"{name} loses {where}", (edit,))


def _codes(program: Program, axis: str, side: Spans) -> tuple[str, ...] | None:
    """How a file writes a stretch of an axis; None where it cannot."""
    tree = program.axes.trees.get("place" if axis == "seller" else axis)
    if tree is not None:
        nodes = whole_nodes(tree, side)
        return nodes if all("/" not in node for node in nodes) else None
    values = program.axes.values.get(axis)
    if values is None:
        return None
    chosen = [value for at, value in enumerate(values) if any(a <= at < b for a, b in side)]
    # Plain yes and no are texts in our files, but not to every reader of YAML.
    return tuple(f'"{v}"' if values == ("yes", "no") else v for v in chosen)


def _dropped(program: Program, grant: Grant, cells: BoxSet) -> Iterator[Repair]:
    """Takes a whole place or product off the list of a grant, where all that is met lies in it."""
    said = _written(program, grant)["for"]
    for key, axis in (("places", "place"), ("products", "product")):
        for number, item in enumerate(said[key]):
            side = _stretch(program, axis, item)
            if len(said[key]) > 1 and side is not None and inside_spans(cells.on(axis), side):
                what = describe_axis(program.axes, axis, side)
                yield Repair(
                    f"take {item} off {grant.id}",
                    f"{program.partners[grant.partner].name} loses {what}",
                    (Edit(grant.ref.child("for", key, number), "", "delete"),),
                )


def _stretch(program: Program, axis: str, item: str) -> Spans | None:
    """What an item of a list holds; None for one that is written another way than its code."""
    if axis == "place" and item in program.territories:
        return spans(s for _, side in program.territories[item].versions for s in side)
    node = program.axes.trees[axis].stretch.get(item)
    return None if node is None else (node,)


def _except(ref: Ref, said: Mapping[str, Any], box: str) -> Edit:
    """The edit that adds one more exception."""
    if "except" in said:
        return Edit(ref.child("except", len(said["except"]) - 1), box, "insert")
    return Edit(ref.child("for"), f"except: [{box}]", "insert")


def _opened(program: Program, closed: Sequence[Grant]) -> Iterator[Repair]:
    """Makes the closed rights non-exclusive: of two, one left closed would still keep out."""
    edits: list[Edit] = []
    for grant in closed:
        edits.append(Edit(grant.ref.child("grant_kind"), "non-exclusive"))
        if grant.shared_group:
            edits.append(Edit(grant.ref.child("group"), "", "delete"))
    names = joined([program.partners[grant.partner].name for grant in closed], "and")
    if closed:
        yield Repair(
            f"make {joined([grant.id for grant in closed], 'and')} non-exclusive",
            f"{names} no longer {'have' if len(closed) > 1 else 'has'} it alone",
            tuple(edits),
        )


def _widened(group: SharedGroup) -> Repair:
    """Lets one more partner into a group."""
    return Repair(
        f"let {group.limit + 1} partners share {group.name}",
        "each member shares it with one more",
        (Edit(group.ref.child("limit"), str(group.limit + 1)),),
    )
