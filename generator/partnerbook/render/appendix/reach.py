"""Which rates and incentives concern a partner: cells only, no arithmetic.

A row concerns it if there is a cell, from the day on, in which the partner may sell, that fits what
the partner is (type, track, place, tier held at the time) and the routes open to it, and in which
no narrower row of the same table takes its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from partnerbook.render.appendix.case import Case
from partnerbook.resolve.axes import LAST_DAY, OTHER, day_axis, day_spans
from partnerbook.resolve.held import Held
from partnerbook.resolve.program import Row, Step
from partnerbook.rights.roles import FINDS, REFERS, role
from partnerbook.values.box import BoxSet, Spans, spans, subtract_spans, touch_spans
from partnerbook.values.period import Period

_ONE_TIER, _TWO_TIER = "one-tier", "two-tier"
_WITHOUT_BUYING = ("direct", "referral")
_ROUTES = {
    # By what these words mean: they bring customers and never buy.
    "agent": _WITHOUT_BUYING,
    "referral-partner": _WITHOUT_BUYING,
    "distributor": (_TWO_TIER,),
}


@dataclass(frozen=True, slots=True)
class Offer:
    """A row that concerns the partner: by which tier (if it has one), and when.

    ``held`` are the parts of the partner's standing by which it holds; none for rows without tier
    and for what a distributor gets by the tier of the partner it serves.
    """

    row: Row
    period: Period
    held: tuple[Held, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """A tier held without a break, by one or more entries of the history."""

    tier: str
    period: Period
    entries: tuple[Held, ...]


def standings(case: Case) -> tuple[Standing, ...]:
    """The tiers held on the day and later, the same tier in a row taken together."""
    found: list[Standing] = []
    for held in case.partner.standing:
        last = found[-1] if found else None
        if last and last.tier == held.tier and last.period.end == held.period.start:
            whole = Period(last.period.start, held.period.end)
            found[-1] = Standing(last.tier, whole, (*last.entries, held))
        else:
            found.append(Standing(held.tier, held.period, (held,)))
    return tuple(standing for standing in found if standing.period.end > case.on)


def sellable(case: Case) -> BoxSet:
    """The cells in which the partner may sell on the day or later."""
    space = case.program.axes.space
    cells = space.nothing
    for grant in case.partner.grants:
        cells = cells.union(grant.cells.limited("day", _from(case.on)).without("covers"))
    return cells


def offers(case: Case, step: Step) -> tuple[Offer, ...]:
    """The rows of a step that concern the partner, in the order of the file, then of time."""
    if not concerns(case, step):
        return ()
    cells = _customers(case)
    if step.side != "distributor":
        cells = cells.meet(_what_it_is(case))
    if step.nested and _buys(case):
        # A table of discounts says what its own purchases cost it.
        cells = cells.limited("route", _routes(case, (_ONE_TIER, _TWO_TIER)))
    found = [offer for row in step.rows for offer in _offers(case, step, row, cells)]
    order = {row.id: at for at, row in reversed(list(enumerate(step.rows)))}
    return tuple(sorted(found, key=lambda offer: (order[offer.row.id], offer.period)))


def never_buys(case: Case) -> bool:
    """Whether it brings customers to the vendor and buys nothing."""
    return role(case.partner) in (REFERS, FINDS)


def concerns(case: Case, step: Step) -> bool:
    """Whether the partner is on the side of a step, may see it, and it is not another's term."""
    if step.partner or not case.viewer.sees(step.audience):
        return False
    if step.side == "distributor":
        return case.is_distributor
    if not case.is_distributor:
        return True
    # A distributor gets what partners get only where the program names distributors.
    return any("partner_type" in row.scope.axes() for row in step.rows)


def _offers(case: Case, step: Step, row: Row, here: BoxSet) -> Iterator[Offer]:
    if row.period.end <= case.on or _only_named(case, row):
        return
    axis = day_axis(step.anchor)
    cells = row.cells.limited(axis, _from(case.on)).meet(here)
    for other in step.rows if step.nested else ():
        if other.narrower(row):
            cells = cells.subtract(other.cells)
    if step.side == "distributor":
        if cells:
            yield Offer(row, row.period)
        return
    by_tier = [
        Offer(row, row.period.meet(standing.period), standing.entries)
        for standing in standings(case)
        if cells.limited("tier", case.program.axes.node("tier", standing.tier)).limited(
            axis, day_spans(standing.period)
        )
    ]
    if "tier" in row.scope.axes():
        yield from by_tier
    elif by_tier or cells.limited(axis, _without_tier(case)):
        yield Offer(row, row.period)


def _without_tier(case: Case) -> Spans:
    """The days from the day on for which no tier is known."""
    held = spans(day_spans(standing.period)[0] for standing in standings(case))
    return subtract_spans(_from(case.on), held)


def _only_named(case: Case, row: Row) -> bool:
    """Whether a row is for named accounts only: who they are is the vendor's own business."""
    everybody_else = case.program.axes.node("account", OTHER)
    return not touch_spans(row.scope.on("account"), everybody_else)


def _customers(case: Case) -> BoxSet:
    """Where the partner may sell, less the routes that are closed to it there."""
    axes = case.program.axes
    cells = sellable(case)
    if case.partner.type in _ROUTES:
        cells = cells.limited("route", _routes(case, _ROUTES[case.partner.type]))
    if case.is_distributor:
        return cells
    if _buys(case):
        cells = cells.subtract(_not_its_source(case, cells))
    for rule in case.program.routes:
        others = tuple(route for route in axes.values["route"] if route != rule.must_use)
        cells = cells.subtract(rule.cells.limited("route", _routes(case, others)))
    return cells


def _buys(case: Case) -> bool:
    """Whether it buys at all, for itself or for resale, and so has one that it buys from."""
    return case.partner.type not in _ROUTES


def _not_its_source(case: Case, cells: BoxSet) -> BoxSet:
    """Buying from whom it does not buy from: the vendor, or a distributor.

    Where a rule sends it to a distributor it buys there, whoever it buys from elsewhere.
    """
    if case.partner.buys_from:
        return cells.limited("route", _routes(case, (_ONE_TIER,)))
    closed = cells.limited("route", _routes(case, (_TWO_TIER,)))
    for rule in case.program.routes:
        if rule.must_use == _TWO_TIER:
            closed = closed.subtract(rule.cells)
    return closed


def _what_it_is(case: Case) -> BoxSet:
    axes, partner = case.program.axes, case.partner
    known = {"partner_type": partner.type, "track": partner.track, "seller": partner.seller_place}
    here = {axis: axes.node(axis, code) for axis, code in known.items() if code}
    here["currency"] = axes.node("currency", partner.currency)
    return axes.space.box(here)


def _routes(case: Case, names: tuple[str, ...]) -> Spans:
    return spans(stretch for name in names for stretch in case.program.axes.node("route", name))


def _from(day: date) -> Spans:
    return ((day.toordinal(), LAST_DAY),)
