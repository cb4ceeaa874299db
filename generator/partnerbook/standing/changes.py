"""Dated changes that take something from partners: rates, prices, places, and what tiers ask."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from itertools import groupby, pairwise
from typing import Any

from partnerbook.resolve.offer import ListPrice, Row, Step
from partnerbook.resolve.program import Partner, Program
from partnerbook.standing.change import PRICES, PROGRAM, TERRITORY, Change
from partnerbook.standing.granted import granted
from partnerbook.standing.harder import bites, turns
from partnerbook.standing.routed import by_route, routed
from partnerbook.values.box import BoxSet
from partnerbook.values.money import Money
from partnerbook.values.spans import subtract_spans

_DAY = timedelta(days=1)


def changes(program: Program) -> Iterator[Change]:
    """Every change that can be seen: something ends on the day before something else begins."""
    yield from _rates(program)
    yield from _lists(program)
    yield from _territories(program)
    yield from _requirements(program)
    yield from routed(program)
    yield from granted(program)


def concerns(program: Program, change: Change, partner: Partner) -> bool:
    """Whether a partner loses by a change: deals of its tier, or a grant in the territory."""
    if change.partner:
        return partner.id == change.partner
    if change.currency and partner.currency != change.currency:
        return False
    if change.tier:
        held = partner.held(change.day)
        return held is not None and held.tier == change.tier
    if change.rule is not None and by_route(partner, change.rule):
        return False
    if change.asked is not None:
        rung, ask, stays = change.asked
        return bites(program, rung, partner, ask, stays=stays)
    if change.cells is None:
        territory = change.subject.partition("/")[0]
        places = (place for grant in partner.record.get("grants", ()) for place in _places(grant))
        return territory in places
    if change.side and (change.side == "distributor") != (partner.type == "distributor"):
        return False
    return _deals(program, partner, change).meets(change.cells)


def _places(grant: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(grant["for"]["places"])


def _deals(program: Program, partner: Partner, change: Change) -> BoxSet:
    """Its deals by the tier that it holds on the day of the change."""
    own = {"seller": partner.seller_place, "partner_type": partner.type, "track": partner.track}
    held = partner.held(change.day)
    return program.axes.cell(**own, **({"tier": held.tier} if held else {}))


def _rates(program: Program) -> Iterator[Change]:
    """Rows of discount tables, and incentives of one kind, that follow each other with less."""

    def kind(step: Step) -> tuple[str, str, str]:
        return step.kind, step.side, step.id if step.nested else ""

    steps = sorted((step for step in program.steps if not step.partner), key=kind)
    for _, group in groupby(steps, kind):
        rows = [(step, row) for step in group for row in step.rows]
        ending: dict[tuple[date, str], list[Row]] = {}
        for _, row in rows:
            ending.setdefault((row.period.end, row.tier), []).append(row)
        for step, row in rows:
            before = ending.get((row.period.start, row.tier), ())
            earlier = next((one for one in before if _less(one, row)), None)
            if earlier is not None:
                yield _rate(step, earlier, row)


def _less(before: Row, row: Row) -> bool:
    """Whether a row gives less than the one before it, in the same cells."""
    if not before.scope.meets(row.scope):
        return False
    if before.rate is not None and row.rate is not None:
        return row.rate < before.rate
    return any(
        row.amounts[currency].amount < amount.amount
        for currency, amount in before.amounts.items()
        if currency in row.amounts
    ) or any(
        row.prices[currency].amount > price.amount
        for currency, price in before.prices.items()
        if currency in row.prices
    )


def _rate(step: Step, before: Row, row: Row) -> Change:
    subject = f"{step.id}/{row.id}" if step.nested else step.id
    whose = f" for {row.tier}" if row.tier else ""
    told = f"{before.rate} becomes {row.rate}{whose}" if row.rate else f"it gives less{whose}"
    announced = row.announced if step.nested else step.announced
    part = PRICES if step.nested else PROGRAM
    cells = row.scope.without("day")
    day, last = row.period.start, before.ref
    return Change(subject, part, day, told, announced, cells, step.side, "", row.ref, replaces=last)


def _lists(program: Program) -> Iterator[Change]:
    """Price lists that follow each other, where some price rises: each list once."""
    records = program.records.get("price-list", {})
    by_list: dict[str, dict[str, ListPrice]] = {}
    for price in program.prices:
        by_list.setdefault(price.price_list, {})[price.product] = price
    for name, new in by_list.items():
        record = records[name]
        for earlier, old in by_list.items():
            said = records[earlier]
            through = said.get("through")
            if through is None or (record["from"] - through).days != 1:
                continue
            risen = [price for price in new.values() if _rises(old.get(price.product), price)]
            if risen:
                most = max(risen, key=lambda one: _ratio(old[one.product].price, one.price))
                was = old[most.product].price
                tale = f"{program.products[most.product].name} costs {most.price}, not {was}"
                cells = most.cells.without("day", "currency")
                day, told = record["from"], record.get("announced")
                at = record.ref
                currency = most.price.currency
                last = said.ref
                yield Change(name, PRICES, day, tale, told, cells, "", currency, at, replaces=last)
                break


def _rises(before: ListPrice | None, after: ListPrice) -> bool:
    if before is None or before.price.currency != after.price.currency:
        return False
    near = before.cells.without("day").meets(after.cells.without("day"))
    return near and before.per == after.per and after.price.amount > before.price.amount


def _ratio(before: Money, after: Money) -> Decimal:
    return after.amount / before.amount if before.amount else after.amount


def _territories(program: Program) -> Iterator[Change]:
    """Versions of a territory that have fewer places than the one before."""
    for territory in program.territories.values():
        record = program.records["territory"][territory.id]
        versions = {one["id"]: (at, one) for at, one in enumerate(record["versions"])}
        ends = {one.get("through"): at for at, one in versions.values()}
        by_start = sorted(territory.versions, key=lambda one: one[0].start)
        for (_, old), (period, new) in pairwise(by_start):
            if not subtract_spans(old, new):
                continue
            for at, one in versions.values():
                if one.get("from") == period.start:
                    subject = f"{territory.id}/{one['id']}"
                    say = f"{territory.name} has fewer places"
                    ref = record.ref.child("versions", at)
                    told = one.get("announced")
                    day, last = period.start, ends.get(period.start - _DAY)
                    old_ref = None if last is None else record.ref.child("versions", last)
                    yield Change(
                        subject, TERRITORY, day, say, told, None, "", "", ref, replaces=old_ref
                    )


def _requirements(program: Program) -> Iterator[Change]:
    """What tiers ask more of from a day on."""
    for rung in program.rungs.values():
        for ask, stays, currency, say in turns(rung):
            tale = f"{say}, to {'stay in' if stays else 'get into'} {program.tiers[rung.tier].name}"
            yield Change(
                subject=f"{rung.tier}/{ask.id}",
                part=PROGRAM,
                day=ask.period.start,
                say=tale,
                announced=ask.announced,
                cells=None,
                side="",
                currency=currency,
                ref=ask.ref,
                asked=(rung, ask, stays),
            )
