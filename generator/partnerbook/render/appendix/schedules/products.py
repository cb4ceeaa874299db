"""Schedule A: what the partner may sell, at which list prices, and its discounts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from partnerbook.findings import Ref
from partnerbook.render.appendix import conditions
from partnerbook.render.appendix.case import Case, Node
from partnerbook.render.appendix.model import Block, Clause, Column, Phrase, Row, Value
from partnerbook.render.appendix.reach import Offer, never_buys, offers, sellable
from partnerbook.render.appendix.say import (
    Part,
    clause,
    facts,
    listed,
    made,
    name,
    optional,
    paragraph,
    phrase,
    prose,
    row,
    said,
    table,
)
from partnerbook.render.appendix.schedules import rates
from partnerbook.render.views.recommended import RECOMMENDED, is_recommended
from partnerbook.resolve.axes import LAST_DAY
from partnerbook.resolve.program import ListPrice, Product, Step
from partnerbook.resolve.program import Row as ProgramRow
from partnerbook.values.audience import PARTNER
from partnerbook.values.box import BoxSet
from partnerbook.values.period import Period

_DAYS = (3, 4)
"""Where the first and the last day stand in a line of a table of discounts."""


def clauses(case: Case) -> tuple[Clause, ...]:
    """Products, list prices, then a clause for each table of discounts; none without a right."""
    cells = sellable(case)
    products = [
        product for product in case.program.products.values() if _offered(case, product, cells)
    ]
    if not products:
        return ()
    return (
        clause("products", "Products", *_products(case, products)),
        clause("list-prices", "List prices", *_prices(case, cells)),
        *_discounts(case),
    )


def _offered(case: Case, product: Product, cells: BoxSet) -> bool:
    axes = case.program.axes
    return bool(
        product.sku
        and product.offered.end > case.on
        and cells.limited("product", axes.own("product", product.id))
    )


def _products(case: Case, products: list[Product]) -> Iterator[Block | None]:
    yield paragraph("The Partner's rights in Schedule B are for these products.")
    columns = (
        Column("Product"),
        Column("Order number"),
        Column("One unit is a"),
        Column("Sold from"),
        Column("Sold through"),
    )
    yield table("Products", columns, [_product(case, product) for product in products])
    for product in products:
        if product.bundle:
            yield _bundle(case, product)


def _product(case: Case, product: Product) -> Row:
    node, offered = case.at(product.ref), product.offered
    return row(
        *_named(case, product),
        said(node["per"]),
        said(node["launch"]) if offered.start > case.on else "",
        optional(node.find("end_of_sale")) or "",
    )


def _bundle(case: Case, product: Product) -> Block:
    """What one unit of a bundle consists of."""
    parts: list[Part] = []
    for node in case.at(product.ref).each("bundle"):
        part = node["product"]
        title = case.program.products[str(part.value)].name
        named = name(title, str(part.value), part.audience, part.ref)
        parts.append(phrase(said(node["quantity"]), " × ", named))
    return paragraph(
        _named(case, product)[0],
        " is sold as a bundle; one unit consists of ",
        listed(parts),
        ". The Partner may sell it where it may sell each of these",
    )


def _named(case: Case, product: Product) -> tuple[Value, Value]:
    """Name and order number."""
    node = case.at(product.ref)
    title = node["name"]
    return name(product.name, product.id, title.audience, title.ref), said(node["sku"])


def _prices(case: Case, cells: BoxSet) -> Iterator[Block | None]:
    currency = case.partner.currency
    lists: dict[str, list[ListPrice]] = {}
    days = ((case.on.toordinal(), LAST_DAY),)
    for price in case.program.prices:
        if price.price.currency == currency and price.cells.limited("day", days).meets(cells):
            lists.setdefault(price.price_list, []).append(price)
    for name_of_list, prices in lists.items():
        record = case.at(case.program.records["price-list"][name_of_list].ref)
        yield facts(
            "The list",
            ("List", said(record["name"])),
            ("For customers in", _scope(case, record)),
            ("From", optional(record.find("from"))),
            ("Through", optional(record.find("through")) or "until changed"),
        )
        columns = (
            Column("Product"),
            Column("Order number"),
            Column("Per"),
            Column("List price", number=True),
        )
        yield table("List prices", columns, [_price(case, price) for price in prices])
    if lists:
        yield paragraph("The list in force on the day of the order counts")


def _scope(case: Case, record: Node) -> Value | None:
    said_lines = conditions.lines(case, record)
    return said_lines[0][1] if said_lines else None


def _price(case: Case, price: ListPrice) -> Row:
    product = case.program.products[price.product]
    return row(
        *_named(case, product),
        said(case.at(product.ref)["per"]),
        made(price.price, PARTNER, price.ref),
    )


def _discounts(case: Case) -> Iterator[Clause]:
    for step in case.program.steps:
        found = offers(case, step) if step.nested else ()
        if never_buys(case):
            # To those who never buy, a discount of nothing says nothing.
            found = tuple(offer for offer in found if offer.row.rate and offer.row.rate.points)
        currency = case.partner.currency
        found = tuple(o for o in found if o.row.rate is not None or currency in o.row.prices)
        found = tuple(o for o in found if o.row.band_currency in ("", currency))
        if found:
            yield _discount(case, step, found)


def _discount(case: Case, step: Step, found: tuple[Offer, ...]) -> Clause:
    record = case.at(step.ref)
    served = step.side == "distributor"
    advised = ""
    if is_recommended(case.program, step.id):
        sets = RECOMMENDED.partition(": ")[2]
        advised = f" Where the Partner buys from a distributor, it is a recommendation: {sets}."
    columns = (
        Column("Products"),
        Column("How it is bought"),
        Column("Tier of the partner served" if served else "Tier"),
        *rates.WHEN,
        Column("Discount", number=True),
    )
    return clause(
        step.id,
        said(record["name"]),
        *prose(record.find("summary")),
        table(step.name, columns, _joined([_rate(case, step, record, offer) for offer in found])),
        paragraph(
            "Each discount is a percentage of ",
            rates.base(case, step, record),
            "; ",
            rates.anchor(step, record),
            " decides which line is in force. Where several lines fit, the narrowest counts.",
            advised,
        ),
        *_kinds_of_line(found),
    )


def _kinds_of_line(found: Sequence[Offer]) -> Iterator[Block | None]:
    """What a line with a price or with bands means, where there is one."""
    if any(offer.row.prices for offer in found):
        yield paragraph(
            "Where a line says a price, the discount is whatever lowers the price to it; a price"
            " that is lower already stays."
        )
    if any(offer.row.marginal for offer in found):
        yield paragraph("Where it says so, each part has the discount of the band it lies in.")


@dataclass(frozen=True, slots=True)
class _Rate:
    """A line of a table of discounts, with the days on which it holds."""

    period: Period
    row: Row

    @property
    def given(self) -> tuple[str, ...]:
        """What it says besides its days."""
        return tuple(cell.text for at, cell in enumerate(self.row.cells) if at not in _DAYS)

    def then(self, later: _Rate) -> _Rate:
        """One line for both."""
        pairs = enumerate(zip(self.row.cells, later.row.cells, strict=True))
        cells = tuple(last if at == _DAYS[1] else first for at, (first, last) in pairs)
        return _Rate(Period(self.period.start, later.period.end), Row(cells))


def _joined(lines: Sequence[_Rate]) -> list[Row]:
    """A change that leaves this partner's figure as it is makes no line of its own."""
    alike: dict[tuple[str, ...], list[_Rate]] = {}
    for line in lines:
        alike.setdefault(line.given, []).append(line)
    found: list[_Rate] = []
    for same in alike.values():
        for line in sorted(same, key=lambda line: line.period):
            if (
                found
                and found[-1].given == line.given
                and found[-1].period.end == line.period.start
            ):
                found[-1] = found[-1].then(line)
            else:
                found.append(line)
    return [line.row for line in found]


def _rate(case: Case, step: Step, record: Node, offer: Offer) -> _Rate:
    line = offer.row
    node = record.at(_written_row(line.ref))
    skip = (*conditions.PARTNER_SIDE, "products", *(["tiers"] if line.tier else []))
    products = node.find("for", "products")
    others: list[Part] = [value for _, value in conditions.lines(case, node, skip)]
    but = [phrase("except ", box) for box in conditions.left_out(case, node)]
    if line.band is not None:
        others.append(rates.band(node, record.at(line.ref), step))
    shown = row(
        "All products" if products is None else conditions.line(case, "products", products)[1],
        listed([*others, *but], "and"),
        rates.tier(case, offer),
        *rates.when(case, node, offer),
        _given(case, step, line),
    )
    return _Rate(offer.period, shown)


def _written_row(ref: Ref) -> Ref:
    """The row of a table that a band stands in, or the row itself."""
    return replace(ref, pointer="/".join(ref.pointer.split("/")[:3]))


def _given(case: Case, step: Step, line: ProgramRow) -> Value | Phrase:
    if line.rate is not None:
        return made(line.rate, step.audience, line.rate_ref)
    price = line.prices[case.partner.currency]
    return phrase("down to ", made(price, step.audience, line.rate_ref), " per unit")
