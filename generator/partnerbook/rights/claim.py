"""What is compared with what: a grant or a reserved right, reduced to the customer's side."""

from __future__ import annotations

from dataclasses import dataclass

from partnerbook.resolve.axes import Axes
from partnerbook.resolve.program import Grant, Partner, Reserved
from partnerbook.rights.own import PARTNER_SIDE, own_cells
from partnerbook.values.box import Box, BoxSet, Number, Spans

VENDOR = ""
"""The owner of reserved rights; no partner has this name."""
Shape = tuple[Spans, Spans]
"""What a claim allows on the place and the product axis, whatever else it says."""

_PARTNER_SIDE = frozenset(PARTNER_SIDE)
_ANYTHING = Box()
_NEVER = (0, 0)


@dataclass(frozen=True, slots=True, eq=False)
class Claim:
    """A right on the customer's side of the cells.

    ``assumed`` are those of its ``cells`` that hold only if an agreement renews, ``doubtful`` those
    for which it cannot be told whether the right holds at all. ``first`` and ``last`` bound its
    days, half-open. ``rest`` is what its only box says of all other axes but place and product;
    everything, if it has several boxes.
    """

    right: Grant | Reserved
    owner: str
    kind: str
    group: str
    cells: BoxSet
    assumed: BoxSet
    doubtful: BoxSet
    first: Number
    last: Number
    shape: Shape
    rest: Box


def claim_of(axes: Axes, grant: Grant, partner: Partner | None) -> Claim:
    """A grant as a claim. Without its partner, what depends on the partner is doubtful."""
    cells, assumed, doubtful = grant.cells, grant.assumed, axes.space.nothing
    boxes = (*cells.boxes, *assumed.boxes)
    used = {axis for box in boxes for axis, _ in box.sides if axis in _PARTNER_SIDE}
    if used:
        own = axes.space.everything if partner is None else own_cells(axes, partner, used)
        missed = own.subtract(cells).without(*used)
        cells = cells.meet(own).without(*used)
        assumed = assumed.meet(own).without(*used)
        doubtful = cells.meet(missed)
    return _claim(grant, (grant.owner, grant.kind, grant.shared_group), cells, assumed, doubtful)


def reserved_claim(axes: Axes, reserved: Reserved) -> Claim:
    """What the vendor keeps for itself as a claim."""
    nothing = axes.space.nothing
    cells = reserved.cells.without(*PARTNER_SIDE)
    return _claim(reserved, (VENDOR, "reserved", ""), cells, nothing, nothing)


def _claim(
    right: Grant | Reserved,
    who: tuple[str, str, str],
    cells: BoxSet,
    assumed: BoxSet,
    doubtful: BoxSet,
) -> Claim:
    owner, kind, group = who
    places, products, days, rest = _extent(cells)
    first, last = (days[0][0], days[-1][1]) if days else _NEVER
    shape = (places, products)
    return Claim(right, owner, kind, group, cells, assumed, doubtful, first, last, shape, rest)


def _extent(cells: BoxSet) -> tuple[Spans, Spans, Spans, Box]:
    """What cells allow on the place, product and day axes, and the rest of a box that is alone."""
    if len(cells.boxes) != 1:
        return cells.on("place"), cells.on("product"), cells.on("day"), _ANYTHING
    places: Spans = ()
    products: Spans = ()
    days: Spans = ()
    rest = []
    for one in cells.boxes[0].sides:
        axis, side = one
        if axis == "place":
            places = side
        elif axis == "product":
            products = side
        elif axis == "day":
            days = side
        else:
            rest.append(one)
    full = cells.space.full
    kept = Box(tuple(rest)) if rest else _ANYTHING
    return places or full("place"), products or full("product"), days or full("day"), kept
