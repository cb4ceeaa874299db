"""What partners have sold, by evidence, of that on which an incentive is reckoned.

The stretch of time is as long as that of the budget: the last whole months before the as-of day.
A partner counts with the highest rate that it can have in the tier that it holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from partnerbook.findings import Ref
from partnerbook.load.evidence_rows import MeasureRow
from partnerbook.pricing.exact import ZERO
from partnerbook.resolve.evidence import Metric
from partnerbook.resolve.metrics_for_pay import counts_to_pay
from partnerbook.resolve.program import Partner, Program, Row, Step
from partnerbook.resolve.record import Record
from partnerbook.standing import Doubt, Meter
from partnerbook.values.box import BoxSet
from partnerbook.values.period import Period, add_months
from partnerbook.values.spans import inside_spans
from partnerbook.values.window import MONTHS, Window, closed

_LENGTH = {"quarter": 3, "year": 12}
_SIZES = ("currency", "quantity", "term_months", "list_", "period_", "day")
"""Axes that a highest rate looks away from, and the days, which are those of the evidence."""


@dataclass(slots=True)
class Share:
    """What partners with one rate have sold under the incentive: at least, and at most.

    ``each``: the same of every one of them.
    """

    row: Row
    low: Decimal = ZERO
    high: Decimal = ZERO
    each: list[tuple[Decimal, Decimal]] = field(default_factory=list)

    @property
    def partners(self) -> int:
        """How many they are."""
        return len(self.each)


@dataclass(frozen=True, slots=True)
class Volume:
    """What evidence tells of one currency.

    ``doubts``: what is missing to know it all; then it may be more. ``untold``: the keys of
    ``for:`` of which the evidence says nothing; then some of it may be of other deals.
    """

    metric: Metric
    days: Period
    shares: tuple[Share, ...]
    doubts: tuple[Doubt, ...]
    untold: tuple[str, ...]


def metric_of(program: Program, record: Record, unit: str) -> Metric | None:
    """The metric that a budget or its bands name, or the only one in money that counts to pay."""
    name = named_metric(record)
    if name:
        named = program.metrics.get(name)
        return named if named and counts_to_pay(named, unit) else None
    found = [one for one in program.metrics.values() if counts_to_pay(one, unit)]
    return found[0] if len(found) == 1 and unit == "money" else None


def named_metric(record: Record) -> str:
    """The metric that is asked for by its name; empty if none is."""
    name: str = record["budget"].get("metric", "") or record.get("bands", {}).get("metric", "")
    return name


def months_of(record: Record, step: Step) -> int:
    """How many months a budget is for; 0 for an incentive without an end."""
    per = record["budget"]["per"]
    if per in _LENGTH:
        return _LENGTH[per]
    first, end = step.period.start, step.period.end
    if end == date.max or first == date.min:
        return 0
    months = (end.year - first.year) * 12 + end.month - first.month
    return months + (end.day > first.day)


def volume(
    program: Program, metric: Metric, rows: Sequence[Row], months: int, currency: str
) -> Volume:
    """What the partners that some rows reach have sold in a currency, by their highest rate."""
    meter = Meter(program, program.as_of, program.as_of)
    end = closed(program.as_of)
    found: dict[Ref, Share] = {}
    doubts: dict[str, Doubt] = {}
    untold: set[str] = set()
    for partner in program.partners.values():
        if partner.currency != currency or program.as_of not in partner.active:
            continue
        best, cells = _reached(program, partner, rows, currency)
        if best is None:
            continue
        reading = meter.read(metric.id, partner, Window(MONTHS, months))
        doubts.update((doubt.say, doubt) for doubt in reading.doubts)
        share, counted, some = found.setdefault(best.rate_ref, Share(best)), {*reading.rows}, False
        before = (share.low, share.high)
        for told in program.evidence.measures.get((partner.id, metric.id), ()):
            deals = _deals(program, partner, told)
            if told.ref not in counted or not deals.meets(cells):
                continue
            some, value, beyond = True, told.value, _beyond(deals, cells)
            untold |= beyond
            share.low += min(value, ZERO) if beyond else value
            share.high += max(value, ZERO) if beyond else value
        if some:
            share.each.append((share.low - before[0], share.high - before[1]))
    shares = tuple(share for share in found.values() if share.partners)
    days = Period(add_months(end, -months), end)
    return Volume(metric, days, shares, tuple(doubts.values()), tuple(sorted(untold)))


def _beyond(deals: BoxSet, cells: BoxSet) -> frozenset[str]:
    """The axes on which some deals may lie outside of some cells; none if they lie inside."""
    if deals.inside(cells):
        return frozenset()
    axes = {axis for axis in cells.axes() if not inside_spans(deals.on(axis), cells.on(axis))}
    return frozenset(axes or cells.axes() - deals.axes())


def _worth(row: Row, currency: str) -> Decimal:
    if row.rate is not None:
        return Decimal(row.rate.points)
    return row.amounts[currency].amount if currency in row.amounts else ZERO


def _reached(
    program: Program, partner: Partner, rows: Sequence[Row], currency: str
) -> tuple[Row | None, BoxSet]:
    """The best row for a partner, and all its deals under the rows, of whatever size and day."""
    axes = [axis for axis in program.axes.space.axes if axis.startswith(_SIZES)]
    own, best, cells = _own(program, partner), None, program.axes.space.nothing
    tierless = partner.held(program.as_of) is None
    for row in rows:
        if tierless and "tier" in row.scope.axes():
            continue  # whoever holds no tier gets what no tier has
        there = row.scope.without(*axes).meet(own)
        if there:
            cells = cells.union(there)
            if best is None or _worth(row, currency) > _worth(best, currency):
                best = row
    return best, cells


def _own(program: Program, partner: Partner) -> BoxSet:
    """A partner's deals, in the tier that it holds today."""
    held = partner.held(program.as_of)
    tier = {"tier": held.tier} if held and held.tier in program.tiers else {}
    return program.axes.cell(
        seller=partner.seller_place, partner_type=partner.type, track=partner.track, **tier
    )


def _deals(program: Program, partner: Partner, told: MeasureRow) -> BoxSet:
    """The deals of which a row of evidence tells."""
    cells = _own(program, partner)
    if told.place:
        cells = cells.limited("place", program.evidence.places.get(told.place, ()))
    if told.product:
        cells = cells.limited("product", program.axes.node("product", told.product))
    return cells
