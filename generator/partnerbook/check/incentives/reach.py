"""Whom an incentive reaches: in which currencies it can be earned, and which tiers it is for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from typing import Any

from partnerbook.findings import Edit
from partnerbook.resolve.axes import LAST_DAY
from partnerbook.resolve.program import ListPrice, Partner, Program, Step, Tier
from partnerbook.resolve.record import Record
from partnerbook.values.box import BoxSet


def running(program: Program) -> Iterator[tuple[Record, Step]]:
    """The incentives that have not ended, each with what is understood of it."""
    steps = {step.id: step for step in program.steps if not step.partner and not step.nested}
    for record in program.records.get("incentive", {}).values():
        step = steps.get(record.id)
        if step is not None and step.rows and step.period.end > program.as_of:
            yield record, step


def scope_of(record: Record) -> Mapping[str, Any]:
    """What is written in ``for:``, nothing for everyone."""
    scope = record["for"]
    return scope if isinstance(scope, Mapping) else {}


def priced(program: Program, record: Record, step: Step, currency: str) -> ListPrice | None:
    """A list price at which some partner can earn an incentive in a currency, None without.

    An incentive that names its currencies, or excepts deals in this one, has thought of it.
    """
    named = scope_of(record).get("currencies", program.currencies)
    excepted = [box.get("currencies", ()) for box in record.get("except", ())]
    if currency not in named or any(currency in some for some in excepted):
        return None
    reached = _anywhere(program, step)
    sellers = [p for p in program.partners.values() if _buys_in(program, p, currency)]
    today = ((program.as_of.toordinal(), LAST_DAY),)
    for price in program.prices:
        if price.price.currency == currency and price.cells.limited("day", today):
            sold = reached.meet(price.cells.without("currency", "day"))
            if any(sold.meets(_deals_of(program, seller)) for seller in sellers):
                return price
    return None


def _anywhere(program: Program, step: Step) -> BoxSet:
    """The cells of an incentive, whatever their currency and amounts."""
    amounts = [axis for axis in program.axes.space.axes if axis.startswith(("list_", "period_"))]
    scopes = [row.scope.without("currency", *amounts) for row in step.rows]
    return reduce(BoxSet.union, scopes)


def _buys_in(program: Program, partner: Partner, currency: str) -> bool:
    return partner.currency in ("", currency) and partner.active.end > program.as_of


def _deals_of(program: Program, partner: Partner) -> BoxSet:
    return program.axes.cell(
        seller=partner.seller_place, partner_type=partner.type, track=partner.track
    )


def tiers_reached(program: Program, record: Record) -> list[Tier]:
    """The tiers that an incentive is for, by rank.

    Without a track of its own it is for the tracks of those tiers that it names a rate for.
    """
    own = [record["track"]] if record.get("track") else None
    return tiers_in(
        program, scope_of(record), record.get("except", ()), record.get("rates", {}), own
    )


def tiers_in(
    program: Program,
    scope: Mapping[str, Any],
    cuts: Iterable[Mapping[str, Any]],
    rates: Iterable[str],
    own: Iterable[str] | None = None,
) -> list[Tier]:
    """The tiers that a box and the boxes taken out of it let in, by rank.

    Those of the tracks in ``own``, or that the box names, or that the tiers with a rate are of.
    """
    rated = [program.tiers[name] for name in rates if name in program.tiers]
    tracks = set(own or scope.get("tracks", [track for tier in rated for track in tier.tracks]))
    named = scope.get("tiers", program.tiers)
    excepted = {name for box in cuts if box.keys() == {"tiers"} for name in box["tiers"]}
    reached = [
        tier
        for tier in program.tiers.values()
        if tier.id in named and tier.id not in excepted and tracks.intersection(tier.tracks)
    ]
    return sorted(reached, key=lambda tier: (tier.rank, tier.id))


def limited_to(record: Record, key: str, values: Sequence[str]) -> Edit:
    """``for:`` of an incentive with one dimension limited to some values."""
    return narrowed(record, key, f"[{', '.join(values)}]")


def narrowed(record: Record, key: str, text: str) -> Edit:
    """``for:`` of an incentive with one dimension as in a text."""
    scope, ref = scope_of(record), record.ref.child("for")
    if not scope:
        return Edit(ref, f"{{{key}: {text}}}")
    if key in scope:
        return Edit(ref.child(key), text)
    return Edit(ref.child(list(scope)[-1]), f"{key}: {text}", "insert")
