"""For which cells something holds: one exact geometry for grants, rates, eligibility and waivers.

Every dimension is an axis of numbers. A tree (places, products, accounts) is laid out so that each
node is one half-open stretch of its leaves; an enumeration is 0, 1, 2 …; days are ordinals; money
and quantities are themselves. So a set on any axis is a tuple of stretches, and one small algebra
serves all. What the sets mean stays with each user.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from partnerbook.values.spans import (
    INFINITY,
    Number,
    Spans,
    inside_spans,
    meet_spans,
    spans,
    subtract_spans,
    touch_spans,
)
from partnerbook.values.tidy import Sides, cut_rows, join_along

__all__ = [
    "INFINITY",
    "Box",
    "BoxSet",
    "Number",
    "Sides",
    "Space",
    "Spans",
    "inside_spans",
    "meet_spans",
    "spans",
    "subtract_spans",
    "touch_spans",
]


@dataclass(frozen=True)
class Space:
    """The axes there are and how far each reaches: name → (low, high), half-open.

    A program has exactly one. That of a program much like it may be equal; then its sets are too.
    """

    axes: Mapping[str, tuple[Number, Number]]

    def __hash__(self) -> int:
        return hash(tuple(self.axes))

    def full(self, axis: str) -> Spans:
        """Everything on an axis."""
        return (self.axes[axis],)

    @cached_property
    def everything(self) -> BoxSet:
        """All cells."""
        return BoxSet(self, (Box(),))

    @cached_property
    def nothing(self) -> BoxSet:
        """No cell."""
        return BoxSet(self, ())

    def box(self, sides: Mapping[str, Spans]) -> BoxSet:
        """The cells that lie in all the given sides; absent axes are unlimited."""
        kept: list[tuple[str, Spans]] = []
        for axis in sorted(sides):
            side = meet_spans(sides[axis], self.full(axis))
            if not side:
                return self.nothing
            if side != self.full(axis):
                kept.append((axis, side))
        return BoxSet(self, (Box(tuple(kept)),))


@dataclass(frozen=True, slots=True)
class Box:
    """One box: for each limited axis (sorted by name) the Spans it allows, never empty."""

    sides: Sides = ()

    def side(self, axis: str) -> Spans | None:
        """The Spans of an axis, or None when it is not limited."""
        for name, side in self.sides:
            if name == axis:
                return side
        return None

    def meet(self, other: Box) -> Box | None:
        """The cells in both, or None."""
        left, right = self.sides, other.sides
        if not right or left == right:
            return self
        if not left:
            return other
        out: list[tuple[str, Spans]] = []
        i = j = 0
        while i < len(left) and j < len(right):
            mine, theirs = left[i], right[j]
            axis, other_axis = mine[0], theirs[0]
            if axis == other_axis:
                both = meet_spans(mine[1], theirs[1])
                if not both:
                    return None
                if both is mine[1]:
                    out.append(mine)
                else:
                    out.append(theirs if both is theirs[1] else (axis, both))
                i += 1
                j += 1
            elif axis < other_axis:
                out.append(mine)
                i += 1
            else:
                out.append(theirs)
                j += 1
        return Box((*out, *left[i:], *right[j:]))

    def meets(self, other: Box) -> bool:
        """Whether any cell is in both."""
        left, right = self.sides, other.sides
        i = j = 0
        while i < len(left) and j < len(right):
            (axis, side), (other_axis, other_side) = left[i], right[j]
            if axis == other_axis:
                if not touch_spans(side, other_side):
                    return False
                i += 1
                j += 1
            elif axis < other_axis:
                i += 1
            else:
                j += 1
        return True

    def inside(self, other: Box) -> bool:
        """Whether every cell of this box lies in the other."""
        mine = self.sides
        # Whatever the other limits, this one has to limit as well.
        if len(other.sides) > len(mine):
            return False
        at, end = 0, len(mine)
        for axis, side in other.sides:
            while at < end and mine[at][0] < axis:
                at += 1
            if at == end or mine[at][0] != axis:
                return False
            inner = mine[at][1]
            # The very same is nearly always what is compared: without a call.
            if inner is not side and not inside_spans(inner, side):
                return False
        return True

    def subtract(self, other: Box, space: Space) -> Iterator[Box]:
        """Disjoint boxes that make up what is in this box and not in the other."""
        if not self.meets(other):
            yield self
            return
        rest = dict(self.sides)
        for axis, side in other.sides:
            mine = rest.get(axis, space.full(axis))
            outside = subtract_spans(mine, side)
            if outside:
                yield Box(tuple(sorted({**rest, axis: outside}.items())))
            rest[axis] = meet_spans(mine, side)


@dataclass(frozen=True, slots=True)
class BoxSet:
    """A set of cells, kept as a union of boxes (which may overlap)."""

    space: Space = field(repr=False)
    boxes: tuple[Box, ...]

    def __bool__(self) -> bool:
        return bool(self.boxes)

    def union(self, other: BoxSet) -> BoxSet:
        """The cells in either; boxes inside another are dropped."""
        kept: list[Box] = []
        for box in (*self.boxes, *other.boxes):
            if any(box.inside(earlier) for earlier in kept):
                continue
            kept = [earlier for earlier in kept if not earlier.inside(box)]
            kept.append(box)
        return BoxSet(self.space, tuple(kept))

    def meet(self, other: BoxSet) -> BoxSet:
        """The cells in both."""
        if len(self.boxes) == 1 == len(other.boxes):
            both = self.boxes[0].meet(other.boxes[0])
            return BoxSet(self.space, () if both is None else (both,))
        met = (a.meet(b) for a in self.boxes for b in other.boxes)
        found = tuple(dict.fromkeys(box for box in met if box is not None))
        if len(found) < 2:
            return BoxSet(self.space, found)
        return self.space.nothing.union(BoxSet(self.space, found))

    def meets(self, other: BoxSet) -> bool:
        """Whether any cell is in both."""
        return any(a.meets(b) for a in self.boxes for b in other.boxes)

    def subtract(self, other: BoxSet) -> BoxSet:
        """The cells in this set and not in the other."""
        left = list(self.boxes)
        for cut in other.boxes:
            left = [piece for box in left for piece in box.subtract(cut, self.space)]
        return BoxSet(self.space, tuple(left))

    def inside(self, other: BoxSet) -> bool:
        """Whether the other covers this set."""
        if len(other.boxes) == 1:
            return all(box.inside(other.boxes[0]) for box in self.boxes)
        return not self.subtract(other)

    def same(self, other: BoxSet) -> bool:
        """Whether both hold exactly the same cells."""
        return self.inside(other) and other.inside(self)

    def without(self, *axes: str) -> BoxSet:
        """The shadow of the set when these axes are no longer looked at."""
        boxes = (
            Box(tuple((axis, side) for axis, side in box.sides if axis not in axes))
            for box in self.boxes
        )
        return self.space.nothing.union(BoxSet(self.space, tuple(dict.fromkeys(boxes))))

    def limited(self, axis: str, side: Spans) -> BoxSet:
        """The part of the set where the axis lies in ``side``."""
        return self.meet(self.space.box({axis: side}))

    def on(self, axis: str) -> Spans:
        """Everything that the set allows on one axis."""
        if len(self.boxes) == 1:  # nearly always: without a call
            for name, side in self.boxes[0].sides:
                if name == axis:
                    return side
            return self.space.full(axis)
        full = self.space.full(axis)
        return spans(s for box in self.boxes for s in (box.side(axis) or full))

    def axes(self) -> frozenset[str]:
        """The axes that any of the boxes limits."""
        return frozenset(axis for box in self.boxes for axis, _ in box.sides)

    def disjoint(self, *last: str) -> BoxSet:
        """The same cells as boxes that do not overlap: always the same boxes for the same cells.

        Cuts along the axes in order of their names, those in ``last`` after all others. So with
        ``disjoint("day")`` the boxes do not overlap even when days are not looked at.
        """
        if len(self.boxes) < 2:
            return self
        order = sorted(self.axes(), key=lambda axis: (axis in last, axis))
        rows = frozenset(tuple(box.side(axis) for axis in order) for box in self.boxes)
        cut = cut_rows(rows, order, [self.space.full(axis) for axis in order])
        return BoxSet(self.space, tuple(Box(tuple(sorted(sides))) for sides in cut))

    def simplified(self) -> BoxSet:
        """The same cells in fewer boxes, whatever order they came in.

        Boxes that differ on one axis only become one box; boxes inside another go.
        """
        sides = {box.sides for box in self.boxes}
        before = 0
        while len(sides) != before:
            before = len(sides)
            for axis in sorted(self.axes()):
                sides = join_along(sides, axis, self.space.full(axis))
        boxes = sorted(map(Box, sides), key=lambda box: (len(box.sides), box.sides))
        return self.space.nothing.union(BoxSet(self.space, tuple(boxes)))

    def verdict(self, cell: BoxSet) -> tuple[bool | None, frozenset[str]]:
        """Whether a cell (a coordinate may be missing or wide) lies in the set.

        ``(True, ∅)``, ``(False, ∅)``, or ``(None, axes that would decide)`` when it cannot be told:
        the axes along which one step leads from a cell inside to a cell outside.
        """
        met = self.meet(cell)
        if not met:
            return False, frozenset()
        rest = cell.subtract(met)
        if not rest:
            return True, frozenset()
        shared = met.axes() & rest.axes()
        deciding = {axis for axis in shared if met.without(axis).meets(rest.without(axis))}
        # A cell of several boxes may hold both kinds without any such step: then any may decide.
        return None, frozenset(deciding or shared)
