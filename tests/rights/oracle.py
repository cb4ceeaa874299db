"""Conflicts by brute force: every atom of the customer's side on every day, one at a time.

Written before the engine and independent of it: it reads the boxes of grants and nothing else.
"""

from __future__ import annotations

from itertools import combinations, product

from partnerbook.resolve.program import Grant, Partner, Program
from partnerbook.values.box import BoxSet

CUSTOMER = ("place", "product", "account", "sector", "size", "covers")
Atom = tuple[int, ...]
"""A value for each axis of the customer's side."""
Point = tuple[Atom, int]
"""An atom on a day."""
Points = frozenset[Point]
Found = tuple[str, str, str, Points, bool, bool]
"""left, right, rule, points, assumed, certain"""


def values_of(cells: BoxSet, box_sides: dict[str, tuple], axis: str) -> list[int]:
    low, high = cells.space.axes[axis]
    return [
        n
        for n in range(int(low), int(high))
        if axis not in box_sides or any(a <= n < b for a, b in box_sides[axis])
    ]


def points_of(cells: BoxSet) -> Points:
    """All atoms and days of a set; the partner's side is not looked at."""
    found: set[Point] = set()
    for box in cells.boxes:
        box_sides = dict(box.sides)
        days = values_of(cells, box_sides, "day")
        for atom in product(*(values_of(cells, box_sides, axis) for axis in CUSTOMER)):
            found.update((atom, day) for day in days)
    return frozenset(found)


def tiers_on(program: Program, partner: Partner, day: int) -> list[int]:
    """The tiers that the partner may hold on a day: the one that is known, or any."""
    names = program.axes.values["tier"]
    known = [
        names.index(held.tier)
        for held in partner.standing
        if held.period.start.toordinal() <= day < held.period.end.toordinal()
    ]
    return known or list(range(len(names)))


def held_points(program: Program, cells: BoxSet, partner: Partner) -> tuple[Points, Points]:
    """What the partner holds for certain or perhaps, and which of it only perhaps."""
    names = program.axes.values
    sellers = program.axes.trees["place"].stretch[partner.seller_place]
    certain_for: dict[Point, set[tuple[int, int]]] = {}
    for box in cells.boxes:
        box_sides = dict(box.sides)
        if names["partner_type"].index(partner.type) not in values_of(
            cells, box_sides, "partner_type"
        ) or names["track"].index(partner.track) not in values_of(cells, box_sides, "track"):
            continue
        tiers = values_of(cells, box_sides, "tier")
        at = [
            seller for seller in values_of(cells, box_sides, "seller") if seller in range(*sellers)
        ]
        for point in points_of(BoxSet(cells.space, (box,))):
            held = {(t, s) for t in tiers_on(program, partner, point[1]) if t in tiers for s in at}
            if held:
                certain_for.setdefault(point, set()).update(held)
    everywhere = sellers[1] - sellers[0]
    perhaps = {
        point
        for point, held in certain_for.items()
        if len(held) < everywhere * len(tiers_on(program, partner, point[1]))
    }
    return frozenset(certain_for), frozenset(perhaps)


class Right:
    """One grant, or one reserved right of the vendor, as points."""

    def __init__(self, program: Program, right) -> None:
        self.id: str = right.id
        self.kind, self.owner, self.group = "reserved", "", ""
        self.assumed: Points = frozenset()
        self.perhaps: Points = frozenset()
        if not isinstance(right, Grant):
            self.points = points_of(right.cells)
            return
        self.kind, self.owner, self.group = right.kind, right.owner, right.shared_group
        partner = program.partners[right.partner]
        self.points, self.perhaps = held_points(program, right.cells, partner)
        self.assumed, _ = held_points(program, right.assumed, partner)


def unfinished(points: Points, as_of: int) -> Points:
    """Without each run of days, atom by atom, whose last day lies before the as-of day."""
    kept = set()
    for atom, day in points:
        last = day
        while (atom, last + 1) in points:
            last += 1
        if last >= as_of:
            kept.add((atom, day))
    return frozenset(kept)


def clash(one: Right, two: Right) -> str | None:
    """The table of kinds, written out."""
    if one.owner == two.owner:
        return None
    match sorted((one.kind, two.kind)):
        case ["reserved", "sole"]:
            return None
        case [_, "reserved"] | ["reserved", _]:
            return "reserved"
        case ["exclusive", _] | [_, "exclusive"]:
            return "exclusive"
        case ["shared-exclusive", "shared-exclusive"]:
            return None if one.group == two.group else "shared-exclusive"
        case ["shared-exclusive", _] | [_, "shared-exclusive"]:
            return "shared-exclusive"
        case ["sole", _] | [_, "sole"]:
            return "sole"
    return None


ORDER = ("exclusive", "shared-exclusive", "sole", "non-exclusive", "reserved")


def crowd(members: list[Right], limit: int, points) -> Points:
    owners: dict[Point, set[str]] = {}
    for member in members:
        for point in points(member):
            owners.setdefault(point, set()).add(member.owner)
    return frozenset(point for point, who in owners.items() if len(who) > limit)


def conflicts(program: Program) -> set[Found]:
    """Every conflict with its points."""
    as_of = program.as_of.toordinal()
    rights = [Right(program, right) for right in (*program.grants, *program.reserved)]
    found: set[Found] = set()
    for pair in combinations(rights, 2):
        one, two = sorted(pair, key=lambda right: (ORDER.index(right.kind), right.id))
        rule = clash(one, two)
        points = unfinished(one.points & two.points, as_of)
        if rule and points:
            assumed = points <= one.assumed | two.assumed
            certain = not points <= one.perhaps | two.perhaps
            found.add((one.id, two.id, rule, points, assumed, certain))
    for group in program.shared_groups.values():
        members = [right for right in rights if right.group == group.id]
        scope = points_of(group.cells)
        many = crowd(members, group.limit, lambda right: right.points)
        firm = crowd(members, group.limit, lambda right: right.points - right.assumed)
        sure = crowd(members, group.limit, lambda right: right.points - right.perhaps)
        for member in members:
            out = unfinished(member.points - scope, as_of)
            if out:
                assumed, certain = out <= member.assumed, not out <= member.perhaps
                found.add((member.id, group.id, "shared-scope", out, assumed, certain))
            part = unfinished(member.points & many, as_of)
            if part:
                assumed, certain = not part & firm, bool(part & sure)
                found.add((member.id, group.id, "shared-limit", part, assumed, certain))
    return found
