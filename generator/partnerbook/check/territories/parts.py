"""Bundles whose parts a partner may not all sell: where, and on which days."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.resolve.program import BundlePart, Grant, Product, Program
from partnerbook.values.box import BoxSet

Lacking = tuple[tuple[BundlePart, BoxSet], ...]
"""The parts that may not be sold, each with the cells of the bundle in which that is so."""


def lacking(program: Program) -> Iterator[tuple[Grant, Product, Lacking]]:
    """Each grant of a bundle by which it cannot be sold as a whole, from the program's day on."""
    bundles = [product for product in program.products.values() if product.bundle]
    for partner in program.partners.values():
        # Of a partner that is understood in part, what is missing may be there.
        known = bundles and not any(one.startswith(f"{partner.id}/") for one in program.left_out)
        for grant in partner.grants if known else ():
            for bundle in bundles:
                held = _of(program, grant, bundle.id)
                found = tuple(
                    (part, left)
                    for part in bundle.bundle
                    if part.product in program.products
                    and (left := _less(program, held, partner.grants, part.product))
                )
                if found:
                    yield grant, bundle, found


def _less(program: Program, held: BoxSet, grants: tuple[Grant, ...], product: str) -> BoxSet:
    for grant in grants:
        if held:
            held = held.subtract(_of(program, grant, product))
    return held


def _of(program: Program, grant: Grant, product: str) -> BoxSet:
    """Where a grant gives the product, from the day on, whatever the product is."""
    axes, day = program.axes, program.as_of.toordinal()
    cells = grant.cells.limited("product", axes.own("product", product))
    return cells.without("product").limited("day", ((day, axes.space.axes["day"][1]),))
