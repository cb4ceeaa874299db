"""Ways to take something away from what one file grants: as edits, each with who loses what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from partnerbook.check.territories.lasting import lasting
from partnerbook.findings import Edit, Ref, Repair
from partnerbook.resolve.axes import KEYS, OTHER, Axes
from partnerbook.resolve.naming import describe, describe_axis
from partnerbook.resolve.naming_tree import whole_nodes
from partnerbook.resolve.postal import by_prefix
from partnerbook.resolve.program import Grant, Program, Reserved
from partnerbook.resolve.written_place import ever
from partnerbook.rights.own import PARTNER_SIDE
from partnerbook.values.box import Box, BoxSet, Spans, inside_spans, meet_spans, subtract_spans

_NOT_WRITTEN = ("covers", "day")
_KEY_OF: Mapping[str, str] = {axis: key for key, axis in KEYS.items()}


def written(program: Program, right: Grant | Reserved) -> Mapping[str, Any]:
    """The grant, or the vendor's own right, as its file says it."""
    if isinstance(right, Grant):
        listed = program.partners[right.partner].record["grants"]
    else:
        listed = next(iter(program.records["program"].values()))["reserved"]
    said: Mapping[str, Any] = listed[int(right.ref.steps[-1])]
    return said


def holder(program: Program, right: Grant | Reserved) -> str:
    """Who loses what is taken away from a right."""
    return program.partners[right.partner].name if isinstance(right, Grant) else "the vendor"


def carved(
    program: Program, right: Grant | Reserved, cells: BoxSet, other: BoxSet | None = None
) -> Iterator[Repair]:
    """Takes just these cells out of a right that is for more than them, whatever the day.

    ``other``: the cells of the right that they are shared with. Where a file cannot say just these
    cells, it says what the other holds, or nothing about its customers: then more is lost.
    """
    shared = cells.without(*_NOT_WRITTEN)
    if len(shared.boxes) != 1:
        return
    whole = (right.written if isinstance(right, Grant) else right.cells).without(*_NOT_WRITTEN)
    sides = [side for side in shared.boxes[0].sides if side[1] != whole.on(side[0])]
    if other is not None:
        sides = list(_writable(program.axes, sides, whole, other))
    narrower = Box(tuple(sides))
    box = as_written(program.axes, narrower)
    if not box:
        return
    said = written(program, right)
    if len(box) == 1 and all(words[0] in said["for"].get(key, ()) for key, words in box.items()):
        return  # just to take it off the list is simpler
    where = " × ".join(describe_axis(program.axes, axis, side) for axis, side in narrower.sides)
    gone = " × ".join(
        describe_axis(program.axes, axis, meet_spans(side, whole.on(axis)))
        for axis, side in narrower.sides
    )
    long = lasting(program, right, BoxSet(cells.space, (narrower,)), cells)
    loses = f"{holder(program, right)} loses {gone}{long}"
    yield Repair(f"carve {where} out of {right.id}", loses, excepted(right.ref, said, box))


def _writable(
    axes: Axes, sides: Sequence[tuple[str, Spans]], whole: BoxSet, other: BoxSet
) -> Iterator[tuple[str, Spans]]:
    """The sides as a file can say them, none smaller.

    Of places that nobody can tell, such as postal codes in a part, it is all that the other holds.
    """
    for axis, side in sides:
        theirs = other.on(axis)
        if axis in ("place", "product") or codes(axes, axis, side):
            doubtful = axis == "place" and by_prefix(axes.postal, side)[0] is None
            yield axis, theirs if doubtful and subtract_spans(whole.on(axis), theirs) else side


def as_written(axes: Axes, box: Box) -> Mapping[str, tuple[str, ...]] | None:
    """A box by the keys and values of a file; None where a file cannot say it."""
    listed = {axis: codes(axes, axis, side) for axis, side in box.sides}
    if not all(listed.values()):
        return None
    return {_KEY_OF.get(axis, axis): words for axis, words in listed.items() if words}


def flow(box: Mapping[str, tuple[str, ...]]) -> str:
    """``{places: [DE-BY], sector: [public]}``."""
    return "{" + ", ".join(f"{key}: [{', '.join(words)}]" for key, words in box.items()) + "}"


def codes(axes: Axes, axis: str, side: Spans) -> tuple[str, ...] | None:
    """How a file writes a stretch of an axis; None where it cannot."""
    tree = axes.trees.get("place" if axis == "seller" else axis)
    if tree is not None:
        prefixes: tuple[str, ...] | None = ()
        if axis in ("place", "seller") and axes.postal:
            prefixes, side = by_prefix(axes.postal, side)
        if prefixes is None:
            return None
        nodes = whole_nodes(tree, side)
        told = all(
            "/" not in node and node != OTHER and not _wider(axes, axis, node, side)
            for node in nodes
        )
        return (*nodes, *prefixes) if told else None
    values = axes.values.get(axis)
    if values is None:
        return None
    chosen = [value for at, value in enumerate(values) if any(a <= at < b for a, b in side)]
    # Plain yes and no are texts in our files, but not to every reader of YAML.
    return tuple(f'"{v}"' if values == ("yes", "no") else v for v in chosen)


def _wider(axes: Axes, axis: str, node: str, side: Spans) -> bool:
    """Whether a file that writes a place means more by it than what lies in it and in a side."""
    meant = axes.meant.get(node, ()) if axis in ("place", "seller") else ()
    return any(not inside_spans(held, side) for _, held in meant)


def excepted(
    ref: Ref, said: Mapping[str, Any], box: Mapping[str, tuple[str, ...]]
) -> tuple[Edit, ...]:
    """The edits that add an exception: to the list of one that has the same key alone, or new."""
    boxes = said.get("except", ())
    for at, other in enumerate(boxes):
        if len(box) == 1 and other.keys() == box.keys():
            ((key, words),) = box.items()
            last = ref.child("except", at, key, len(other[key]) - 1)
            return tuple(Edit(last, word, "insert") for word in words)
    if boxes:
        return (Edit(ref.child("except", len(boxes) - 1), flow(box), "insert"),)
    return (Edit(ref.child("for"), f"except: [{flow(box)}]", "insert"),)


def dropped(program: Program, right: Grant | Reserved, cells: BoxSet) -> Iterator[Repair]:
    """Takes a whole place, product or account off a list, where all of the cells lie in it."""
    said = written(program, right)["for"]
    for key in ("places", "products", "accounts"):
        axis = KEYS[key]
        for number, item in enumerate(said.get(key, ())):
            side = stretch(program, axis, item)
            if len(said[key]) > 1 and side is not None and inside_spans(cells.on(axis), side):
                what = describe_axis(program.axes, axis, side)
                whole = cells.space.box({axis: side})
                long = lasting(program, right, whole, cells)
                yield Repair(
                    f"take {item} off {right.id}",
                    f"{holder(program, right)} loses {what}{long}",
                    (Edit(right.ref.child("for", key, number), "", "delete"),),
                )


def removed(program: Program, grant: Grant, loses: str = "") -> Iterator[Repair]:
    """Removes a whole grant of a partner that has others; who loses what is said if not given."""
    if len(program.partners[grant.partner].record["grants"]) > 1:
        given = describe(program.axes, grant.cells.without("day", "covers", *PARTNER_SIDE))
        loses = loses or f"{holder(program, grant)} loses {given}"
        yield Repair(f"remove {grant.id}", loses, (Edit(grant.ref, "", "delete"),))


def dated(program: Program, grant: Grant, key: str, day: date) -> Edit:
    """The edit that gives a grant its first day (``from``) or its last (``through``)."""
    said = written(program, grant)
    if key in said:
        return Edit(grant.ref.child(key), str(day))
    scope = "except" if "except" in said else "for"
    after = "from" if key == "through" and "from" in said else scope
    return Edit(grant.ref.child(after), f"{key}: {day}", "insert")


def stretch(program: Program, axis: str, item: str) -> Spans | None:
    """What an item of a list holds, of a territory at any time; None for what is not known."""
    if axis not in program.axes.trees:
        known = program.axes.values.get(axis, ())
        return program.axes.node(axis, item) if item in known else None
    if axis == "place":
        return ever(program, item)
    node = program.axes.trees[axis].stretch.get(item)
    return None if node is None else (node,)
