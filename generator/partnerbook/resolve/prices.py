"""Price lists: what one unit of each product costs, in which currency, where and when."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from partnerbook.load import PriceTable
from partnerbook.resolve.axes import day_axis, day_spans
from partnerbook.resolve.catalogue import Catalogue
from partnerbook.resolve.program import ListPrice
from partnerbook.resolve.record import Record
from partnerbook.resolve.scope import Scopes
from partnerbook.resolve.targets import SKU
from partnerbook.values.box import BoxSet
from partnerbook.values.money import Money
from partnerbook.values.period import inclusive


@dataclass(frozen=True, slots=True)
class Prices:
    """Makes prices. ``tables`` has the rows of every list by its id."""

    scopes: Scopes
    catalogue: Catalogue
    tables: Mapping[str, PriceTable]

    def of(self, record: Record) -> Iterator[ListPrice]:
        """The prices of one list; a list that is not understood is left out and named."""
        cells = self._cells(record)
        if cells is None:
            self.scopes.desk.leave_out(record.id)
            return
        if record.id not in self.tables:
            return
        for row in self.tables[record.id].rows:
            if not self.scopes.desk.refer(SKU, row.sku, row.ref.child("sku")):
                continue
            product = self.catalogue.skus[row.sku]
            only = self.scopes.axes.own("product", product)
            yield ListPrice(
                price_list=record.id,
                product=product,
                price=Money(row.price, record["currency"]),
                per=row.per,
                cells=cells.limited("product", only),
                ref=row.ref.child("price"),
            )

    def _cells(self, record: Record) -> BoxSet | None:
        """Where and when the list holds, in its currency."""
        scope = self.scopes.cells(record.data, record.ref)
        if scope is None or self.scopes.desk.is_bad(record.ref.child("currency")):
            return None
        period = inclusive(record["from"], record.get("through"))
        sides = {
            day_axis("order"): day_spans(period),
            "currency": self.scopes.axes.node("currency", record["currency"]),
        }
        return scope.meet(self.scopes.axes.space.box(sides))
