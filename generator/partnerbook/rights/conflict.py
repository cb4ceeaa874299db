"""When two rights collide, by their kinds, and in which cells exactly."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from partnerbook.resolve.axes import Axes
from partnerbook.resolve.program import Grant, Reserved, SharedGroup
from partnerbook.rights.claim import Claim
from partnerbook.values.box import Box, BoxSet, Number

EXCLUSIVE, SHARED, SOLE = "exclusive", "shared-exclusive", "sole"
RESERVED = "reserved"
SHARED_LIMIT, SHARED_SCOPE = "shared-limit", "shared-scope"

_STRENGTH = {EXCLUSIVE: 0, SHARED: 1, SOLE: 2, "non-exclusive": 3, RESERVED: 4}


def strength(kind: str) -> int:
    """The rank of a kind of right: 0 for the one that keeps out most others."""
    return _STRENGTH[kind]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two rights that cannot both be kept, and the cells in which they meet.

    ``rule`` tells which right is broken: ``exclusive``, ``shared-exclusive`` and ``sole`` (``left``
    is that right, ``right`` the other partner's grant), ``reserved`` (``right`` is the vendor's),
    ``shared-limit`` (``right`` is the group; ``left`` is one of the members that are too many
    there), ``shared-scope`` (``left`` reaches beyond its group ``right``, in these cells).

    ``cells`` are exact, on the customer's side, in boxes that do not overlap even when days are not
    looked at. ``assumed``: it comes about only if an agreement renews. ``certain``: it does not
    hang on anything that is not known, such as a tier that the partner may or may not hold, or
    whether postal codes lie in a part of a country.
    """

    left: Grant
    right: Grant | Reserved | SharedGroup
    cells: BoxSet
    rule: str
    assumed: bool
    certain: bool

    @property
    def key(self) -> tuple[str, str, str]:
        """What tells it from every other conflict of the program."""
        return (self.left.id, self.rule, self.right.id)


def _rule(one: str, two: str) -> str | None:
    """The kind of right that is broken where rights of two kinds and two owners meet, if any."""
    kinds = {one, two}
    if RESERVED in kinds:
        # A sole right keeps out other partners, not the vendor.
        return None if SOLE in kinds else RESERVED
    return next((kind for kind in (EXCLUSIVE, SHARED, SOLE) if kind in kinds), None)


_RULES = {(one, two): _rule(one, two) for one, two in product(_STRENGTH, _STRENGTH)}


def broken_right(one: Claim, two: Claim) -> str | None:
    """The kind of right that is broken where two claims of different owners meet, if any is."""
    if one.kind == two.kind == SHARED and one.group and one.group == two.group:
        return None
    return _RULES[one.kind, two.kind]


def collision(one: Claim, two: Claim, since: Number, axes: Axes) -> Conflict | None:
    """The conflict of two claims, if there is one that has not ended by day ``since``."""
    if one.owner == two.owner:
        return None
    rule = broken_right(one, two)
    if rule is None:
        return None
    met = one.cells.meet(two.cells)
    cells = unfinished(met, since) if met.boxes else met
    if not cells.boxes:
        return None
    left, right = one, two
    if (strength(two.kind), two.right.id) < (strength(one.kind), one.right.id):
        left, right = two, one
    assert isinstance(left.right, Grant)  # two reserved rights have the same owner
    return Conflict(
        left.right,
        right.right,
        cells,
        rule,
        assumed=_rests_on(cells, left.assumed, right.assumed),
        certain=_told(cells, left.doubtful, right.doubtful, axes),
    )


def _rests_on(cells: BoxSet, one: BoxSet, two: BoxSet) -> bool:
    """Whether no cell is outside both; mostly there is nothing to look at."""
    return bool(one.boxes or two.boxes) and cells.subtract(one).inside(two)


def _told(cells: BoxSet, one: BoxSet, two: BoxSet, axes: Axes) -> bool:
    """Whether some deal is certainly in cells that are in no doubt; mostly there is no doubt."""
    return axes.sure(cells.subtract(one).subtract(two) if one.boxes or two.boxes else cells)


def unfinished(cells: BoxSet, since: Number) -> BoxSet:
    """The cells in a tidy form, without the uninterrupted stretches of days that end by ``since``.

    A stretch that is still running keeps its past days: it started when it started.
    """
    full = cells.space.full("day")
    if len(cells.boxes) == 1 and (cells.boxes[0].side("day") or full)[0][1] > since:
        return cells  # nearly always: one box, and its first stretch of days has not ended
    kept: list[Box] = []
    for box in cells.disjoint("day").boxes:
        days = box.side("day") or full
        left = tuple(stretch for stretch in days if stretch[1] > since)
        if left == days:
            kept.append(box)
        elif left:
            sides = ((axis, left if axis == "day" else side) for axis, side in box.sides)
            kept.append(Box(tuple(sides)))
    return BoxSet(cells.space, tuple(kept))
