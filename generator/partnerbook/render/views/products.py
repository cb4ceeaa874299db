"""Products and, where the viewer may see them, list prices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from partnerbook.render import fmt, words
from partnerbook.render.views.seen import Seen, documents, period_of
from partnerbook.resolve.program import Program
from partnerbook.values.audience import PARTNER, Viewer
from partnerbook.values.period import inclusive

PRICES_ARE_FOR = PARTNER
"""Rows of price lists are tables, not documents: one audience for all of them."""


@dataclass(frozen=True, slots=True)
class ProductRow:
    """Something sold. ``prices`` are in the order of the page's price lists, empty when unseen.

    ``parts``: what one unit of a bundle consists of, in words.
    """

    id: str
    name: str
    summary: str
    sku: str
    unit: str
    billing: str
    state: str
    prices: tuple[str, ...]
    parts: str = ""


@dataclass(frozen=True, slots=True)
class Family:
    """One family of products."""

    id: str
    name: str
    summary: str
    products: tuple[ProductRow, ...]

    @property
    def has_bundles(self) -> bool:
        """Whether one of them consists of others."""
        return any(row.parts for row in self.products)


@dataclass(frozen=True, slots=True)
class PriceList:
    """One price list by name, with where and when it holds."""

    name: str
    currency: str
    period: str


@dataclass(frozen=True, slots=True)
class ProductPage:
    """All families. ``columns`` are the price lists whose prices are shown, if any."""

    columns: tuple[str, ...]
    families: tuple[Family, ...]
    lists: tuple[PriceList, ...]


def product_page(program: Program, viewer: Viewer, on: date) -> ProductPage:
    """The products of the day, and their list prices for those who may see them."""
    lists = documents(program, "price-list", viewer)
    now = [name for name, found in lists.items() if on in period_of(found)]
    prices: dict[tuple[str, str], str] = {}
    if viewer.sees(PRICES_ARE_FOR):
        for price in program.prices:
            prices[price.product, price.price_list] = fmt.money(price.price)
    columns = [name for name in now if any(found == name for _, found in prices)]
    order = {code: at for at, code in enumerate(program.currencies)}
    columns.sort(key=lambda name: (order.get(lists[name]["currency"], len(order)), name))
    families = tuple(
        Family(
            name,
            family["name"],
            family.get("summary", ""),
            tuple(_row(program, product, on, columns, prices) for product in _sold(family)),
        )
        for name, family in documents(program, "product", viewer).items()
    )
    return ProductPage(
        tuple(lists[name]["name"] for name in columns),
        families,
        tuple(
            PriceList(found["name"], found["currency"], fmt.sentence(fmt.period(period_of(found))))
            for found in lists.values()
        ),
    )


def _sold(group: Seen) -> Iterator[Seen]:
    for product in group.get("products", ()):
        if "sku" in product:
            yield product
        yield from _sold(product)


def _row(
    program: Program,
    product: Seen,
    on: date,
    columns: list[str],
    prices: dict[tuple[str, str], str],
) -> ProductRow:
    offered = inclusive(product.get("launch"), product.get("end_of_sale"))
    if on < offered.start:
        state = f"From {fmt.day(offered.start)}"
    elif on not in offered:
        state = "No longer sold"
    else:
        last = offered.through
        state = f"On sale until {fmt.day(last)}" if last else "On sale"
    return ProductRow(
        id=product["id"],
        name=product["name"],
        summary=product.get("summary", ""),
        sku=product["sku"],
        unit=product.get("per", ""),
        billing=fmt.sentence(words.BILLING[product["billing"]]) if "billing" in product else "",
        state=state,
        prices=tuple(prices.get((product["id"], name), "Not listed") for name in columns),
        parts=fmt.joined(
            [
                f"{part['quantity']:,} × {program.products[part['product']].name}"
                for part in product.get("bundle", ())
                if part["product"] in program.products
            ]
        ),
    )
