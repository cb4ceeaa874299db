"""What discount rows, incentives and special terms give: their rows, and the caps on them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from partnerbook.findings import Ref
from partnerbook.resolve.axes import GROWTH, day_axis, day_spans
from partnerbook.resolve.program import Cap, Row
from partnerbook.resolve.record import Record
from partnerbook.resolve.scope import Scopes
from partnerbook.resolve.terms import of_milestones
from partnerbook.values.box import INFINITY, BoxSet, Number, Spans, spans
from partnerbook.values.money import Money
from partnerbook.values.percent import Percent
from partnerbook.values.period import Period

_AXIS_OF_MEASURE = {
    "quantity": "quantity",
    "list-value": "list_value",
    "period-value": "period_value",
    "period-growth": GROWTH,
}


@dataclass(frozen=True, slots=True)
class Where:
    """The cells of one row before its rate: as written, and when.

    In a ``nested`` table the limits of a band or a currency do not make a row more specific.
    """

    scope: BoxSet
    period: Period
    anchor: str
    announced: date | None
    nested: bool = False

    def row(
        self, row_id: str, ref: Ref, rate_ref: Ref, limits: Mapping[str, Spans], **gives: Any
    ) -> Row:
        """The row with its own limits (a tier, a band) and its period on its date axis."""
        cells = self.scope.meet(self.scope.space.box(limits)) if limits else self.scope
        axis = day_axis(self.anchor)
        own = {key: side for key, side in limits.items() if key == "tier"}
        scope = self.scope.meet(self.scope.space.box(own)) if self.nested else cells
        return Row(
            id=row_id,
            cells=cells.limited(axis, day_spans(self.period)),
            scope=scope.without(axis),
            said=(self.scope if self.nested else cells).without(axis),
            period=self.period,
            ref=ref,
            rate_ref=rate_ref,
            announced=self.announced,
            **{"rate": None, "amounts": {}, **gives},
        )


@dataclass(frozen=True, slots=True)
class _Edges:
    """Where a band begins and ends, as the number on its axis and as the file counts."""

    limits: Mapping[str, Spans]
    band: tuple[Decimal, Decimal | None]
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Gives:
    """Makes the rows of one thing. A part that is not understood is left out and named."""

    scopes: Scopes
    step: str

    def rows(self, name: str, data: Mapping[str, Any], ref: Ref, where: Where) -> Iterator[Row]:
        """One row, one for each tier, or one for each band."""
        if "bands" in data:
            yield from self._bands(data["bands"], ref.child("bands"), where)
        elif "amounts" in data:
            yield self._sums(name, "amounts", data, ref, where)
        elif "prices" in data:
            yield self._sums(name, "prices", data, ref, where)
        elif "milestones" in data:
            at, amounts = ref.child("milestones"), of_milestones(data["milestones"])
            yield where.row(name, ref, at, {}, amounts=amounts)
        elif "window" in data:
            yield where.row(name, ref, ref.child("window"), {})
        elif "rate" in data:
            yield where.row(name, ref, ref.child("rate"), {}, rate=data["rate"])
        else:
            yield from self._rates(name, data["rates"], ref, where)

    def _rates(
        self, name: str, rates: Mapping[str, Percent], ref: Ref, where: Where
    ) -> Iterator[Row]:
        for tier, rate in rates.items():
            rate_ref = ref.child("rates", tier)
            if self.scopes.desk.is_bad(rate_ref.key()):
                self.scopes.desk.leave_out(
                    self.step if name == self.step else f"{self.step}/{name}"
                )
                continue
            only = {"tier": self.scopes.axes.node("tier", tier)}
            yield where.row(name, ref, rate_ref, only, rate=rate, tier=tier)

    def _bands(self, bands: Mapping[str, Any], ref: Ref, where: Where) -> Iterator[Row]:
        found = [self._edges(bands["measure"], data) for data in bands["rows"]]
        for at, (data, edges) in enumerate(zip(bands["rows"], found, strict=True)):
            here = ref.child("rows", at)
            if self.scopes.desk.is_bad(here.child("id")) or edges is None:
                self.scopes.desk.leave_out(f"{self.step}/{data['id']}")
                continue
            # Whatever the order in which the file has them.
            so_far = sum(
                (
                    lower["rate"].fraction * (other.band[1] - other.band[0])
                    for lower, other in zip(bands["rows"], found, strict=True)
                    if other and other.currency == edges.currency
                    if other.band[1] is not None and other.band[0] < edges.band[0]
                ),
                Decimal(0),
            )
            yield where.row(
                data["id"],
                here,
                here.child("rate"),
                edges.limits,
                rate=data["rate"],
                band=edges.band,
                band_currency=edges.currency,
                measure=bands["measure"],
                marginal=bands["counts"] == "marginal",
                below=so_far,
            )

    def _edges(self, measure: str, data: Mapping[str, Any]) -> _Edges | None:
        """The edges of a band; None in a currency that the program does not have."""
        axis = _AXIS_OF_MEASURE[measure]
        if measure == "quantity":
            low, last = data["from"], data.get("through")
            end: Number = INFINITY if last is None else last + 1
            band = (Decimal(low), None if last is None else Decimal(last + 1))
            return _Edges({axis: ((low, end),)}, band)
        start, below = data["from"], data.get("below")
        if measure == "period-growth":
            band = (start.points, None if below is None else below.points)
            return _Edges({axis: ((band[0], INFINITY if band[1] is None else band[1]),)}, band)
        if start.currency not in self.scopes.axes.values["currency"]:
            return None
        band = (start.amount, None if below is None else below.amount)
        limits = {
            f"{axis}:{start.currency}": ((band[0], INFINITY if band[1] is None else band[1]),),
            "currency": self.scopes.axes.node("currency", start.currency),
        }
        return _Edges(limits, band, start.currency)

    def _sums(self, name: str, key: str, data: Mapping[str, Any], ref: Ref, where: Where) -> Row:
        """Amounts or prices, in the currencies that have one."""
        known = self.scopes.axes.values["currency"]
        sums: dict[str, Money] = {m.currency: m for m in data[key] if m.currency in known}
        held = (self.scopes.axes.node("currency", currency)[0] for currency in sums)
        only = {"currency": spans(held)}
        return where.row(name, ref, ref.child(key), only, **{key: sums})

    def caps(self, record: Record) -> tuple[Cap, ...] | None:
        """The caps of an incentive; None if the cells of one are not understood."""
        found: list[Cap] = []
        for at, data in enumerate(record.get("caps", ())):
            ref = record.ref.child("caps", at)
            cells = None
            if "for" in data or "except" in data:
                cells = self.scopes.cells(data, ref, record["anchor"])
                if cells is None:
                    return None
            amounts = {money.currency: money for money in data["amounts"]}
            found.append(Cap(data["id"], data["per"], amounts, ref, cells))
        return tuple(found)
