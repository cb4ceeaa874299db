"""Discount tables, incentives and special terms: each one Step with the rows it gives by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from partnerbook.findings import Ref
from partnerbook.resolve.axes import day_axis, day_spans
from partnerbook.resolve.program import Cap, Row, Stage, Step
from partnerbook.resolve.record import Record
from partnerbook.resolve.scope import Scopes
from partnerbook.resolve.targets import STAGE
from partnerbook.resolve.terms import of_milestones, terms_of
from partnerbook.values.audience import PARTNER, Audience, own
from partnerbook.values.box import INFINITY, BoxSet, Number, Spans, spans
from partnerbook.values.money import Money
from partnerbook.values.percent import Percent
from partnerbook.values.period import Period, inclusive

_AXIS_OF_MEASURE = {"list-value": "list_value", "period-value": "period_value"}


@dataclass(frozen=True, slots=True)
class _Where:
    """The cells of one row before its rate: as written, and when."""

    scope: BoxSet
    period: Period
    anchor: str
    announced: date | None

    def row(
        self,
        row_id: str,
        ref: Ref,
        rate_ref: Ref,
        limits: Mapping[str, Spans],
        *,
        rate: Percent | None = None,
        amounts: Mapping[str, Money] | None = None,
        tier: str = "",
        band: tuple[Decimal, Decimal | None] | None = None,
        band_currency: str = "",
    ) -> Row:
        """The row with its own limits (a tier, a band) and its period on its date axis."""
        cells = self.scope.meet(self.scope.space.box(limits)) if limits else self.scope
        axis = day_axis(self.anchor)
        return Row(
            id=row_id,
            cells=cells.limited(axis, day_spans(self.period)),
            scope=cells.without(axis),
            period=self.period,
            rate=rate,
            amounts=amounts or {},
            ref=ref,
            rate_ref=rate_ref,
            tier=tier,
            band=band,
            band_currency=band_currency,
            announced=self.announced,
        )


@dataclass(frozen=True, slots=True)
class Steps:
    """Makes Steps. A part that is not understood is left out and named."""

    scopes: Scopes
    stages: Sequence[Stage]

    def of_discount(self, record: Record) -> Step | None:
        """A table of rates: the innermost matching row counts."""
        if not self._staged(record.data, record.ref):
            self.scopes.desk.leave_out(record.id)
            return None
        rows: list[Row] = []
        for at, data in enumerate(record["rows"]):
            ref = record.ref.child("rows", at)
            name = f"{record.id}/{data['id']}"
            where = self._where(data, ref, record["anchor"])
            if where is None or self.scopes.desk.is_bad(ref.child("id")):
                self.scopes.desk.leave_out(name)
            else:
                rows.extend(self._rated(record.id, data["id"], data, ref, where))
        return Step(
            id=record.id,
            name=record["name"],
            kind="discount",
            side=record["side"],
            stage=record["stage"],
            base=record["base"],
            anchor=record["anchor"],
            rows=tuple(rows),
            ref=record.ref,
            audience=Audience(record["audience"]) & PARTNER,
            nested=True,
        )

    def of_incentive(self, record: Record) -> Step | None:
        """An incentive: one rate, a rate per tier, bands or fixed amounts."""
        where = self._where(record.data, record.ref, record["anchor"])
        track = self._track(record)
        staged = self._staged(record.data, record.ref)
        if where is None or track is None or not staged or not self._combined(record):
            self.scopes.desk.leave_out(record.id)
            return None
        where = _Where(where.scope.meet(track), where.period, where.anchor, where.announced)
        stacks = record.get("stacks", {})
        measure = record.get("bands", {}).get("measure", "")
        return Step(
            id=record.id,
            name=record["name"],
            kind=record["kind"],
            side=record["side"],
            stage=record["stage"],
            base=record.get("base", ""),
            anchor=record["anchor"],
            rows=tuple(self._given(record, where)),
            ref=record.ref,
            audience=Audience(record["audience"]) & PARTNER,
            caps=tuple(_caps(record)),
            group=stacks.get("group", ""),
            excludes=tuple(stacks.get("excludes", ())),
            requires=tuple(stacks.get("requires", ())),
            applies=record["applies"],
            per=record.get("per", "order"),
            paid_to=record.get("paid_to", "company"),
            measure=measure,
            period=where.period,
            announced=where.announced,
            terms=terms_of(record),
        )

    def of_special_term(
        self, partner: Record, at: int, in_force: Mapping[str, BoxSet]
    ) -> Step | None:
        """What was agreed with one partner alone, as long as its agreement is in force.

        ``in_force``: the cells of those days, by date axis. None for terms in words.
        """
        data, ref = partner["special_terms"][at], partner.ref.child("special_terms", at)
        if "rate" not in data:
            return None
        name = f"{partner.id}/{data['id']}"
        where = self._where(data, ref, data["anchor"])
        repeated = self.scopes.desk.is_bad(ref.child("id"))
        if where is None or repeated or not self._staged(data, ref):
            self.scopes.desk.leave_out(name)
            return None
        row = where.row(data["id"], ref, ref.child("rate"), {}, rate=data["rate"])
        row = replace(row, cells=row.cells.meet(in_force[day_axis(data["anchor"])]))
        return Step(
            id=name,
            name=f"{partner['name']}: {data['id']}",
            kind=data["kind"],
            side="partner",
            stage=data["stage"],
            base=data["base"],
            anchor=data["anchor"],
            rows=(row,),
            ref=ref,
            audience=own(partner.id),
            partner=partner.id,
            period=where.period,
        )

    def _where(self, data: Mapping[str, Any], ref: Ref, anchor: str) -> _Where | None:
        scope = self.scopes.cells(data, ref, anchor)
        if scope is None:
            return None
        period = inclusive(data.get("from"), data.get("through"))
        return _Where(scope, period, anchor, data.get("announced"))

    def _given(self, record: Record, where: _Where) -> Iterator[Row]:
        if "bands" in record.data:
            yield from self._bands(record, where)
        elif "amounts" in record.data:
            yield self._fixed(record, where)
        elif "milestones" in record.data:
            at, amounts = record.ref.child("milestones"), of_milestones(record)
            yield where.row(record.id, record.ref, at, {}, amounts=amounts)
        elif "window" in record.data:
            yield where.row(record.id, record.ref, record.ref.child("window"), {})
        else:
            yield from self._rated(record.id, record.id, record.data, record.ref, where)

    def _rated(
        self, step: str, name: str, data: Mapping[str, Any], ref: Ref, where: _Where
    ) -> Iterator[Row]:
        """One row for a rate, or one for each tier."""
        if "rate" in data:
            yield where.row(name, ref, ref.child("rate"), {}, rate=data["rate"])
        for tier, rate in data.get("rates", {}).items():
            rate_ref = ref.child("rates", tier)
            if self.scopes.desk.is_bad(rate_ref.key()):
                self.scopes.desk.leave_out(f"{step}/{name}")
                continue
            only = {"tier": self.scopes.axes.node("tier", tier)}
            yield where.row(name, ref, rate_ref, only, rate=rate, tier=tier)

    def _bands(self, record: Record, where: _Where) -> Iterator[Row]:
        bands = record["bands"]
        axis = _AXIS_OF_MEASURE.get(bands["measure"])
        for at, data in enumerate(bands["rows"]):
            ref = record.ref.child("bands", "rows", at)
            name = data["id"]
            if self.scopes.desk.is_bad(ref.child("id")):
                self.scopes.desk.leave_out(f"{record.id}/{name}")
                continue
            if axis is None:
                low, last = data["from"], data.get("through")
                high: Number = INFINITY if last is None else last + 1
                yield where.row(
                    name,
                    ref,
                    ref.child("rate"),
                    {"quantity": ((low, high),)},
                    rate=data["rate"],
                    band=(Decimal(low), None if last is None else Decimal(last + 1)),
                )
                continue
            start, below = data["from"], data.get("below")
            currency = start.currency
            if currency not in self.scopes.axes.values["currency"]:
                self.scopes.desk.leave_out(f"{record.id}/{name}")
                continue
            yield where.row(
                name,
                ref,
                ref.child("rate"),
                {
                    f"{axis}:{currency}": (
                        (start.amount, INFINITY if below is None else below.amount),
                    ),
                    "currency": self.scopes.axes.node("currency", currency),
                },
                rate=data["rate"],
                band=(start.amount, None if below is None else below.amount),
                band_currency=currency,
            )

    def _fixed(self, record: Record, where: _Where) -> Row:
        """Fixed amounts, in the currencies that have one."""
        known = self.scopes.axes.values["currency"]
        amounts = {m.currency: m for m in record["amounts"] if m.currency in known}
        held = (self.scopes.axes.node("currency", currency)[0] for currency in amounts)
        only = {"currency": spans(held)}
        return where.row(record.id, record.ref, record.ref.child("amounts"), only, amounts=amounts)

    def _track(self, record: Record) -> BoxSet | None:
        track = record.get("track")
        if track is None:
            return self.scopes.axes.space.everything
        if self.scopes.desk.is_bad(record.ref.child("track")):
            return None
        return self.scopes.axes.cell(track=track)

    def _combined(self, record: Record) -> bool:
        """Whether all it excludes and requires is known: less would let more be combined."""
        ref = record.ref.child("stacks")
        return not any(
            self.scopes.desk.is_bad(ref.child(key, at))
            for key in ("excludes", "requires")
            for at, _ in enumerate(record.get("stacks", {}).get(key, ()))
        )

    def _staged(self, data: Mapping[str, Any], ref: Ref) -> bool:
        """Whether the stage is known, and a base ``after-STAGE`` names an earlier one."""
        if self.scopes.desk.is_bad(ref.child("stage")):
            return False
        base = data.get("base", "")
        if not base.startswith("after-"):
            return True
        order = [stage.id for stage in self.stages]
        earlier, here = base.removeprefix("after-"), data["stage"]
        if not self.scopes.desk.refer(STAGE, earlier, ref.child("base")):
            return False
        if order.index(earlier) < order.index(here):
            return True
        self.scopes.desk.say(
            "reference/later-stage",
            f"the price after stage {earlier} is not known yet in stage {here}",
            [(ref.child("base"), ""), (ref.child("stage"), f"this is stage {here}")],
            subject=ref.document,
            facts=(ref.document, ref.pointer, earlier, here),
        )
        return False


def _caps(record: Record) -> Iterator[Cap]:
    for at, data in enumerate(record.get("caps", ())):
        amounts = {money.currency: money for money in data["amounts"]}
        yield Cap(data["id"], data["per"], amounts, record.ref.child("caps", at))
