"""What a bundle costs on a list against what its parts cost there, region by region."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from partnerbook.resolve.naming import describe
from partnerbook.resolve.program import BundlePart, ListPrice, Product, Program
from partnerbook.values.box import BoxSet
from partnerbook.values.money import Money


@dataclass(frozen=True, slots=True)
class Together:
    """A price of a bundle and the prices of its parts in some of the same cells."""

    price: ListPrice
    parts: tuple[tuple[BundlePart, ListPrice], ...]
    cells: BoxSet

    @property
    def apart(self) -> Money:
        """What the parts of one unit cost when they are bought one by one."""
        found = Money(Decimal(0), self.price.price.currency)
        for part, price in self.parts:
            found += price.price.times(part.quantity)
        return found


def ahead(program: Program, price: ListPrice) -> BoxSet:
    """Where and when a price holds, from the program's day on, whatever the product."""
    first, last = program.as_of.toordinal(), program.axes.space.axes["day"][1]
    return price.cells.without("product").limited("day", ((first, last),))


def where(program: Program, bundle: Product, cells: BoxSet) -> str:
    """Such cells in words, of the bundle."""
    own = program.axes.own("product", bundle.id)
    return describe(program.axes, cells.limited("product", own))


def together(program: Program, bundle: Product, price: ListPrice) -> Iterator[Together]:
    """Every combination of prices of the parts that holds together with a price of the bundle."""
    yield from _joined(program, price, list(bundle.bundle), (), ahead(program, price))


def _joined(
    program: Program,
    price: ListPrice,
    left: Sequence[BundlePart],
    so_far: tuple[tuple[BundlePart, ListPrice], ...],
    cells: BoxSet,
) -> Iterator[Together]:
    if not cells:
        return
    if not left:
        yield Together(price, so_far, cells)
        return
    part, *others = left
    for one in _prices(program, part, price):
        both = cells.meet(ahead(program, one))
        yield from _joined(program, price, others, (*so_far, (part, one)), both)


def unpriced(program: Program, part: BundlePart, price: ListPrice) -> BoxSet:
    """Where a bundle has this price but a part has none in the same currency."""
    left = ahead(program, price)
    for one in _prices(program, part, price):
        left = left.subtract(ahead(program, one))
    return left


def _prices(program: Program, part: BundlePart, price: ListPrice) -> Iterator[ListPrice]:
    for one in program.prices:
        if one.product == part.product and one.price.currency == price.price.currency:
            yield one


def parts_cost(program: Program, bundle: Product, currency: str) -> Money | None:
    """What the parts of one unit cost the vendor; None if that of one is not written."""
    found = Money(Decimal(0), currency)
    for part in bundle.bundle:
        costs = {cost.currency: cost for cost in program.products[part.product].cost}
        if currency not in costs:
            return None
        found += costs[currency].times(part.quantity)
    return found
