"""Who may be granted a product, and on which days it is offered at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from partnerbook.check.territories.narrowing import stretch
from partnerbook.findings import Edit, Repair
from partnerbook.resolve.axes import Axes, day_spans
from partnerbook.resolve.naming import describe_axis
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Grant, Partner, Product, Program
from partnerbook.rights.own import own_cells
from partnerbook.values.box import BoxSet, Spans, inside_spans, touch_spans

SELLER = ("partner_type", "tier", "track")


def refused(program: Program, grant: Grant, product: str) -> BoxSet:
    """The cells in which a grant holds a product that its partner may not be granted.

    Where the product asks for a tier, only on days on which the partner holds one.
    """
    limit = program.authority.sold_by[product]
    partner = program.partners[grant.partner]
    mine = own_cells(program.axes, partner, SELLER)
    if "tier" in limit.axes():
        mine = mine.meet(_tiered(program, partner))
    held = grant.cells.limited("product", program.axes.node("product", product))
    return held.meet(mine).subtract(limit)


def who(axes: Axes, limit: BoxSet) -> str:
    """The partners that may be granted a product, in words."""
    words = []
    for axis in SELLER:
        if axis in limit.axes():
            said = describe_axis(axes, axis, limit.on(axis))
            words.append(f"{said} partners" if axis == "partner_type" else said)
    return joined(words, "and")


def never_offered(program: Program, grant: Grant) -> Iterator[tuple[int, Product]]:
    """The items of a grant's list of products of which nothing is sold while the grant holds.

    By number, each with the first of its products.
    """
    days = grant.cells.on("day")
    listed = program.partners[grant.partner].record["grants"][int(grant.ref.steps[-1])]["for"]
    for number, item in enumerate(listed["products"]):
        side = stretch(program, "product", item)
        sold = list(_sold(program.products, program.axes, side or ()))
        if sold and not any(touch_spans(day_spans(one.offered), days) for one in sold):
            yield number, sold[0]


def admitted(program: Program, grant: Grant, product: Product) -> Iterator[Repair]:
    """Lets partners of this one's type, or track, sell the product as well."""
    partner, limit = program.partners[grant.partner], program.authority.sold_by[product.id]
    at = product.ref.child("sold_by")
    for key, axis, value in (
        ("partner_type", "partner_type", partner.type),
        ("tracks", "track", partner.track),
    ):
        node = program.axes.node(axis, value)
        if not limit.limited(axis, node):
            say = f"let every partner of {value.replace('-', ' ')} type sell {product.name}"
            if axis == "track":
                say = f"let every partner of the track {value} sell {product.name}"
            yield Repair(say, "nobody loses anything", (Edit(at.child(key, 0), value, "insert"),))


def _sold(products: Mapping[str, Product], axes: Axes, side: Spans) -> Iterator[Product]:
    for product in products.values():
        if product.sku and inside_spans(axes.own("product", product.id), side):
            yield product


def _tiered(program: Program, partner: Partner) -> BoxSet:
    """The days on which it is known which tier a partner holds."""
    space = program.axes.space
    days = space.nothing
    for held in partner.standing:
        days = days.union(space.box({"day": day_spans(held.period)}))
    return days
