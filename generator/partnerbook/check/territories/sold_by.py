"""Who may be granted a product, and on which days it is offered at all."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from partnerbook.check.territories.narrowing import codes, stretch, written
from partnerbook.findings import Edit, Repair
from partnerbook.resolve.axes import Axes, day_spans
from partnerbook.resolve.naming import describe_axis
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Grant, Partner, Product, Program
from partnerbook.rights.own import own_cells
from partnerbook.values.box import BoxSet, Spans, inside_spans, subtract_spans, touch_spans
from partnerbook.values.dates import in_words

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
            words.append(f"partners of the type {said}" if axis == "partner_type" else said)
    return joined(words, "and")


def never_offered(program: Program, grant: Grant) -> Iterator[tuple[int, Product]]:
    """The items of a grant's list of products of which nothing is sold while the grant holds.

    By number, each with the first of its products.
    """
    days = grant.cells.on("day")
    for number, item in enumerate(written(program, grant)["for"]["products"]):
        side = stretch(program, "product", item)
        sold = list(_sold(program.products, program.axes, side or ()))
        if sold and not any(touch_spans(day_spans(one.offered), days) for one in sold):
            yield number, sold[0]


def offered_else(grant: Grant, product: Product) -> tuple[str, str]:
    """When a product is sold instead, in words, and the key of its file that says so."""
    if product.offered.end.toordinal() <= grant.cells.on("day")[0][0]:
        last = product.offered.through or date.max
        return f"was sold only until {in_words(last)}", "end_of_sale"
    return f"is sold only from {in_words(product.offered.start)}", "launch"


def admitted(program: Program, grant: Grant, product: Product) -> Iterator[Repair]:
    """Lets partners of this one's type, track or tiers sell the product as well."""
    axes, limit = program.axes, program.authority.sold_by[product.id]
    cells, at = refused(program, grant, product.id), product.ref.child("sold_by")
    for key, axis, of in (
        ("partner_type", "partner_type", "partners of the type "),
        ("tracks", "track", ""),
        ("tiers", "tier", ""),
    ):
        more = subtract_spans(cells.on(axis), limit.on(axis)) if axis in limit.axes() else ()
        values = codes(axes, axis, more) if more else ()
        if values:
            yield Repair(
                f"let {of}{describe_axis(axes, axis, more)} sell {product.name} too",
                "nobody loses anything",
                tuple(Edit(at.child(key, 0), value, "insert") for value in values),
            )


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
