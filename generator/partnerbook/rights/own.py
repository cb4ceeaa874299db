"""The partner's own side of a cell: where it sits, what it is, which tier it holds when.

A cell names a customer's side (place, product, segment, account …) and a partner's side. Rights are
compared on the customer's side; the partner's side is filled in with what is known of the partner.
"""

from __future__ import annotations

from collections.abc import Collection

from partnerbook.resolve.axes import Axes, day_spans
from partnerbook.resolve.program import Partner
from partnerbook.values.box import BoxSet

PARTNER_SIDE = ("partner_type", "seller", "tier", "track")
"""The axes on which every partner has coordinates of its own."""


def own_cells(axes: Axes, partner: Partner, used: Collection[str] = PARTNER_SIDE) -> BoxSet:
    """The cells that have this partner on the ``used`` axes of the partner's side.

    On days on which it holds no tier, its tier is left open: it cannot be told.
    """
    known = {"partner_type": partner.type, "seller": partner.seller_place, "track": partner.track}
    fixed = axes.space.box(
        {axis: axes.node(axis, code) for axis, code in known.items() if axis in used and code}
    )
    if "tier" not in used:
        return fixed
    held = axes.space.nothing
    for standing in partner.standing:
        tier = {"tier": axes.node("tier", standing.tier), "day": day_spans(standing.period)}
        held = held.union(axes.space.box(tier))
    untiered = axes.space.everything.subtract(held.without("tier"))
    return fixed.meet(held.union(untiered))
