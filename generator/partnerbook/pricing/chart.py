"""All the boxes of a program as bits, and the distinct sets of boxes that some deal lies in.

A cell is told from another only by which boxes it lies in. So each axis falls into classes: the
stretches that the same boxes allow. Every combination of classes, one per axis, is one set of
boxes: the AND of their bits. Equal sets are merged as soon as they arise, axis by axis.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from partnerbook.resolve.axes import LAST_DAY, Axes
from partnerbook.values.box import BoxSet
from partnerbook.values.spans import INFINITY, Number, Spans, meet_spans, spans
from partnerbook.values.tidy import Sides

MOST_SETS = 100_000
"""So many sets of boxes are told apart; a program that needs more is refused."""

Bits = int
"""A set of boxes: bit *i* is the box added as number *i*."""

DAYS = ("day:registration", "day:first-sale", "day", "day:invoice", "day:contract")


@dataclass(frozen=True, slots=True)
class Place:
    """A set of boxes that some deal lies in, and one class per axis in which it does."""

    bits: Bits
    sides: tuple[Spans, ...]


@dataclass(frozen=True, slots=True)
class Grade:
    """A class of an axis: the boxes that allow it and the stretches it is made of."""

    bits: Bits
    side: Spans


class Chart:
    """Boxes in one currency, as bits. ``limits``: what deals are looked at, by axis."""

    def __init__(self, axes: Axes, currency: str, limits: Mapping[str, Spans]) -> None:
        self._axes = axes
        self._limits = limits
        self._sides: list[dict[str, Spans]] = []
        self._known: dict[tuple[str, Sides], int] = {}
        self._grades: dict[str, tuple[Grade, ...]] = {}
        self.value_axis = f"list_value:{currency}"

    def add(self, cells: BoxSet, use: str = "") -> Bits:
        """The boxes of a set, added. The same box added twice for the same use is one."""
        bits = 0
        for box in cells.boxes:
            key = (use, box.sides)
            if key not in self._known:
                self._known[key] = len(self._sides)
                self._sides.append(dict(box.sides))
                self._grades.clear()
            bits |= 1 << self._known[key]
        return bits

    def allowing(self, axis: str, side: Spans) -> Bits:
        """The boxes that allow some of a stretch of an axis."""
        bits = 0
        for at, sides in enumerate(self._sides):
            if axis not in sides or meet_spans(sides[axis], side):
                bits |= 1 << at
        return bits

    def limiting(self, axis: str) -> Bits:
        """The boxes that limit an axis at all."""
        return sum(1 << at for at, sides in enumerate(self._sides) if axis in sides)

    def grades(self, axis: str, among: Bits) -> tuple[Grade, ...]:
        """The classes of an axis, as far as the boxes in ``among`` tell them apart."""
        merged: dict[Bits, list[Spans]] = {}
        for grade in self._all_grades(axis):
            merged.setdefault(grade.bits & among, []).append(grade.side)
        return tuple(
            Grade(bits, sides[0] if len(sides) == 1 else spans(s for side in sides for s in side))
            for bits, sides in merged.items()
        )

    def _all_grades(self, axis: str) -> tuple[Grade, ...]:
        if axis not in self._grades:
            whole = self._limits.get(axis, self._axes.space.full(axis))
            everywhere, edges = 0, {edge for stretch in whole for edge in stretch}
            limited: list[tuple[Bits, Spans]] = []
            for at, sides in enumerate(self._sides):
                if axis in sides:
                    side = meet_spans(sides[axis], whole)
                    limited.append((1 << at, side))
                    edges.update(edge for stretch in side for edge in stretch)
                else:
                    everywhere |= 1 << at
            merged: dict[Bits, list[tuple[Number, Number]]] = {}
            for low, high in pairwise(sorted(edges)):
                if not any(a <= low < b for a, b in whole):
                    continue
                bits = everywhere
                for bit, side in limited:
                    if any(a <= low < b for a, b in side):
                        bits |= bit
                merged.setdefault(bits, []).append((low, high))
            self._grades[axis] = tuple(Grade(b, spans(s)) for b, s in merged.items())
        return self._grades[axis]

    def places(
        self, among: Bits, needed: Sequence[Bits], *, without: Iterable[str]
    ) -> tuple[tuple[str, ...], tuple[Place, ...]] | None:
        """The sets of boxes among some that deals lie in, on all axes but some; the axes in order.

        None if there are more than MOST_SETS.
        A set that misses all boxes of any of ``needed`` is left out. Dates are combined only as
        they can follow each other; see ``follow``.
        """
        used = {axis for at, s in enumerate(self._sides) if among >> at & 1 for axis in s}
        used |= set(self._limits)
        used -= {*without, "quantity", self.value_axis}
        plain = sorted(used - set(DAYS), key=lambda axis: (len(self.grades(axis, among)), axis))
        found: dict[Bits, tuple[Spans, ...]] = {among: ()}
        for axis in plain:
            found = _crossed(found, [(g.bits, (g.side,)) for g in self.grades(axis, among)], needed)
            if len(found) > MOST_SETS:
                return None
        found = _crossed(found, self._dates(among, [axis for axis in DAYS if axis in used]), needed)
        order = (*plain, *(axis for axis in DAYS if axis in used))
        return order, tuple(Place(bits, sides) for bits, sides in found.items())

    def _dates(self, among: Bits, axes: Sequence[str]) -> list[tuple[Bits, tuple[Spans, ...]]]:
        merged: dict[Bits, tuple[Spans, ...]] = {}
        for picked in product(*(self.grades(axis, among) for axis in axes)):
            dates = follow({axis: grade.side for axis, grade in zip(axes, picked, strict=True)})
            if dates is None:
                continue
            bits = among
            for grade in picked:
                bits &= grade.bits
            merged.setdefault(bits, tuple(dates[axis] for axis in axes))
        return list(merged.items())


def _crossed(
    found: Mapping[Bits, tuple[Spans, ...]],
    grades: Sequence[tuple[Bits, tuple[Spans, ...]]],
    needed: Sequence[Bits],
) -> dict[Bits, tuple[Spans, ...]]:
    out: dict[Bits, tuple[Spans, ...]] = {}
    for bits, sides in found.items():
        for more, side in grades:
            both = bits & more
            if both not in out and all(both & need for need in needed):
                out[both] = sides + side
    return out


def follow(dates: Mapping[str, Spans]) -> dict[str, Spans] | None:
    """The parts of some dates that can follow each other, or None.

    A deal is registered and first sold no later than it is ordered, and invoiced no earlier.
    """
    order = dates.get("day", ((0, LAST_DAY),))
    earliest = max((dates[a][0][0] for a in DAYS[:2] if a in dates), default=0)
    latest = dates["day:invoice"][-1][1] if "day:invoice" in dates else LAST_DAY
    ordered = meet_spans(order, ((earliest, latest),))
    if not ordered:
        return None
    out = dict(dates)
    if "day" in out:
        out["day"] = ordered
    for axis in DAYS[:2]:
        if axis in out:
            out[axis] = meet_spans(out[axis], ((0, ordered[-1][1]),))
    if "day:invoice" in out:
        out["day:invoice"] = meet_spans(out["day:invoice"], ((ordered[0][0], INFINITY),))
    return out
