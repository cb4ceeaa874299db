"""What partners may sell without a list price, and the one value in the files that leaves it so."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from partnerbook.findings import Ref
from partnerbook.resolve.axes import LAST_DAY, day_spans
from partnerbook.resolve.program import Grant, ListPrice, Partner, Product, Program
from partnerbook.values.box import BoxSet

PARTNER_SIDE = ("covers", "tier", "partner_type", "track", "seller")


@dataclass(frozen=True, slots=True)
class Unpriced:
    """Cells of one product that one grant gives, from the day on, and that no list prices."""

    partner: Partner
    grant: Grant
    product: Product
    cells: BoxSet


@dataclass(frozen=True, slots=True)
class Cause:
    """The value that a price list, or else a partner, would have to say otherwise."""

    at: Ref
    words: str


def missing(program: Program) -> Iterator[Unpriced]:
    """What each grant gives, product by product, less what the lists of the currency price."""
    future = ((program.as_of.toordinal(), LAST_DAY),)
    lists: dict[tuple[str, str], list[ListPrice]] = {}
    for price in program.prices:
        lists.setdefault((price.product, price.price.currency), []).append(price)
    for grant in program.grants:
        partner = program.partners[grant.partner]
        given = grant.cells.limited("day", future)
        for product in program.products.values():
            if not product.sku or not given:
                continue
            own = program.axes.own("product", product.id)
            cells = given.limited("product", own).limited("day", day_spans(product.offered))
            cells = cells.without(*PARTNER_SIDE)
            for price in lists.get((product.id, partner.currency), ()):
                cells = cells.subtract(price.cells.without("currency"))
            if cells:
                yield Unpriced(partner, grant, product, cells)


def cause(program: Program, found: Unpriced, affected: Sequence[Unpriced]) -> Cause:
    """The one value that is likely wrong.

    ``affected``: all that has no price in this currency. What goes wrong for several partners is
    the price list's doing; what goes wrong for one alone is its own.
    """
    currency = found.partner.currency
    others = {one.partner.id for one in affected} - {found.partner.id}
    priced = [price for price in program.prices if price.product == found.product.id]
    for price in priced:
        if price.price.currency == currency and _covers(price, found, days=False):
            return _dates(program, price.price_list)
    for price in priced:
        if _covers(price, found):
            record = program.records["price-list"][price.price_list]
            if others:
                at = record.ref.child("currency")
                return Cause(at, f"{record['name']} is in {record['currency']}")
            return Cause(found.partner.ref.child("currency"), f"{found.partner.name} pays in this")
    lists = [p for p in program.prices if p.price.currency == currency]
    for price in lists:
        if price.cells.without("product").meets(found.cells.without("product")):
            table = Ref(price.ref.document)
            return Cause(table, f"no row for {found.product.sku}, {found.product.name}")
    names = list(dict.fromkeys(price.price_list for price in lists))
    if len(names) == 1 and (others or len({one.grant.id for one in affected}) > 1):
        record = program.records["price-list"][names[0]]
        return Cause(record.ref.child("for", "places"), f"{record['name']} is for these places")
    return Cause(found.grant.ref.child("for", "places"), f"{found.partner.name} may sell here")


def _covers(price: ListPrice, found: Unpriced, *, days: bool = True) -> bool:
    """Whether a list price in another currency, or on other days, is there for all the cells."""
    drop = ("currency",) if days else ("currency", "day")
    return not found.cells.without(*drop).subtract(price.cells.without(*drop))


def _dates(program: Program, name: str) -> Cause:
    """The date of a list by which it does not hold."""
    record = program.records["price-list"][name]
    key, word = ("from", "begins") if record["from"] > program.as_of else ("through", "ends")
    return Cause(record.ref.child(key), f"{record['name']} {word} here")
