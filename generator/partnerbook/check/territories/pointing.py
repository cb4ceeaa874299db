"""Where a right says what makes it collide: a date, one item of a list, or else its places.

Nobody knows which word was changed last. Where only one item of a list reaches what the right
meets, the list without it would do; where two rights follow each other and overlap for a short
while, their dates would. That is what a reader looks for first.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from partnerbook.check.territories.narrowing import stretch, written
from partnerbook.findings import Ref, Spot
from partnerbook.resolve.axes import KEYS
from partnerbook.resolve.program import Grant, Program, Reserved, SharedGroup
from partnerbook.rights import SHARED_LIMIT, Conflict
from partnerbook.values.box import touch_spans

SHORT = 92
"""Two rights that overlap for no more days than these were meant to follow each other."""


def pointed(program: Program, right: Grant | Reserved | SharedGroup, conflict: Conflict) -> Ref:
    """The place in its file that is shown of one right of a pair."""
    if isinstance(right, SharedGroup):
        if conflict.rule == SHARED_LIMIT:
            return right.ref.child("limit")
        frame = next(iter(program.records["program"].values()))
        said = frame["shared_groups"][int(right.ref.steps[-1])]
    else:
        said = written(program, right)
    date = _date(right, said, conflict) if isinstance(right, Grant) else None
    return date or _item(program, right.ref.child("for"), said["for"], conflict)


def thing(at: Ref | Spot) -> Ref | Spot:
    """What a place belongs to: the grant or the scope around it. All pairs of it agree on that."""
    if isinstance(at, Spot):
        return at
    steps = at.steps
    if steps[:1] == ("grants",):
        return Ref(at.document).child(*steps[:2])
    return Ref(at.document).child(*steps[: steps.index("for")]) if "for" in steps else at


def common(places: Sequence[Ref | Spot]) -> Ref | Spot:
    """What is shown of one thing where pairs point at several places of it."""
    first, *others = dict.fromkeys(places)
    if not others or isinstance(first, Spot):
        return first
    steps = [at.steps for at in (first, *others) if isinstance(at, Ref)]
    shared = [step for step, *more in zip(*steps, strict=False) if {step} == set(more)]
    around = Ref(first.document).child(*shared)
    is_list = "for" in shared[:-1]
    return around if is_list else first


def _date(grant: Grant, said: Mapping[str, Any], conflict: Conflict) -> Ref | None:
    """The day on which it begins too early, or ends too late, beside the other right."""
    days, other = conflict.cells.on("day"), conflict.right
    if grant is other:
        other = conflict.left
    if not isinstance(other, Grant) or len(days) != 1 or days[0][1] - days[0][0] > SHORT:
        return None
    mine, theirs = grant.cells.on("day"), other.cells.on("day")
    if len(mine) != 1 or len(theirs) != 1:
        return None
    if mine[0] == days[0] or theirs[0] == days[0]:
        return None
    key = "from" if mine[0][0] == days[0][0] else "through"
    return grant.ref.child(key) if key in said else None


def _item(program: Program, scope: Ref, said: Mapping[str, Any], conflict: Conflict) -> Ref:
    """The only item of a list that reaches what both hold; else the places."""
    for key in sorted(said, key=lambda one: one != "places"):
        axis, items = KEYS.get(key, key), said[key]
        if not isinstance(items, tuple | list) or len(items) == 1:
            continue
        sides = [stretch(program, axis, item) for item in items]
        met = conflict.cells.on(axis)
        near = [at for at, side in enumerate(sides) if side is None or touch_spans(side, met)]
        if len(near) == 1 and sides[near[0]] is not None:
            return scope.child(key, near[0])
    return scope.child("places") if "places" in said else scope
