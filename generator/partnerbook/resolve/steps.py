"""Discount tables, incentives and special terms: each one Step with the rows it gives by."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from partnerbook.findings import Ref
from partnerbook.resolve.axes import day_axis
from partnerbook.resolve.gives import Gives, Where
from partnerbook.resolve.lasting import lasting, with_terms
from partnerbook.resolve.program import Row, Stage, Step
from partnerbook.resolve.record import Record
from partnerbook.resolve.scope import Scopes
from partnerbook.resolve.targets import STAGE
from partnerbook.resolve.terms import terms_of
from partnerbook.values.audience import PARTNER, Audience, own
from partnerbook.values.box import BoxSet
from partnerbook.values.period import inclusive


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
            where = self._where(data, ref, record["anchor"], nested=True)
            if where is None or self.scopes.desk.is_bad(ref.child("id")):
                self.scopes.desk.leave_out(name)
            else:
                rows.extend(Gives(self.scopes, record.id).rows(data["id"], data, ref, where))
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
        gives = Gives(self.scopes, record.id)
        caps = gives.caps(record)
        understood = staged and self._combined(record)
        if where is None or track is None or caps is None or not understood:
            self.scopes.desk.leave_out(record.id)
            return None
        earned = where.scope.meet(track).meet(lasting(self.scopes.axes, record))
        where = replace(where, scope=earned)
        stacks = record.get("stacks", {})
        measure = record.get("bands", {}).get("measure", "")
        step = Step(
            id=record.id,
            name=record["name"],
            kind=record["kind"],
            side=record["side"],
            stage=record["stage"],
            base=record.get("base", ""),
            anchor=record["anchor"],
            rows=tuple(gives.rows(record.id, record.data, record.ref, where)),
            ref=record.ref,
            audience=Audience(record["audience"]) & PARTNER,
            caps=caps,
            group=stacks.get("group", ""),
            choice=stacks.get("choice", ""),
            only_below=record.get("only_if", {}).get("margin_below"),
            excludes=tuple(stacks.get("excludes", ())),
            requires=tuple(stacks.get("requires", ())),
            applies=record["applies"],
            per=record.get("per", "order"),
            paid_to=record.get("paid_to", "company"),
            measure=measure,
            purpose=record.get("purpose", ""),
            period=where.period,
            announced=where.announced,
            terms=terms_of(record),
        )
        return with_terms(step, record)

    def of_special_term(
        self, partner: Record, at: int, in_force: Mapping[str, BoxSet]
    ) -> Step | None:
        """What was agreed with one partner alone, as long as its agreement is in force.

        ``in_force``: the cells of those days, by date axis. None for terms in words.
        """
        data, ref = partner["special_terms"][at], partner.ref.child("special_terms", at)
        if "rate" not in data and "prices" not in data:
            return None
        name = f"{partner.id}/{data['id']}"
        where = self._where(data, ref, data["anchor"])
        repeated = self.scopes.desk.is_bad(ref.child("id"))
        if where is None or repeated or not self._staged(data, ref):
            self.scopes.desk.leave_out(name)
            return None
        (row,) = Gives(self.scopes, name).rows(data["id"], data, ref, where)
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

    def _where(
        self, data: Mapping[str, Any], ref: Ref, anchor: str, *, nested: bool = False
    ) -> Where | None:
        scope = self.scopes.cells(data, ref, anchor)
        if scope is None:
            return None
        period = inclusive(data.get("from"), data.get("through"))
        return Where(scope, period, anchor, data.get("announced"), nested)

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
        if self.scopes.desk.is_bad(record.ref.child("of")):
            return False
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
