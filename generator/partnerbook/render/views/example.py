"""A made-up order for an incentive of which nobody wrote an example, reckoned like every other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import islice

from partnerbook.pricing import Line, Order, price
from partnerbook.render.views.worked import Example, all_seen, gives, told
from partnerbook.resolve.axes import ANCHORS, OTHER, Axes
from partnerbook.resolve.program import Program, Row, Step
from partnerbook.values.audience import Viewer
from partnerbook.values.box import Box, inside_spans, meet_spans
from partnerbook.values.money import Money
from partnerbook.values.percent import Percent

MOST_TRIES = 100
QUANTITIES = (10, 25, 50, 100, 200, 500, 1000, 5000, 1)
"""Round numbers of units, tried in turn until the incentive gives something."""
_USUAL = {
    "route": "one-tier",
    "line_type": "new",
    "claim": "none",
    "incumbent": "no",
    "deal_role": "sourced",
    "partner_type": "reseller",
}
_STATED = ("route", "claim", "deal_role", "line_type", "tier", "currency", "billing", "covers")
"""Axes with a place of their own in an order, or none; all others are its facts."""


def example(program: Program, viewer: Viewer, on: date, incentive: str) -> Example | None:
    """A worked order in which the incentive gives something.

    None if there is none, or if the viewer may not see all that it would say.
    """
    step = next((s for s in program.steps if s.id == incentive and not s.partner), None)
    if step is None or not viewer.sees(step.audience):
        return None
    for order in islice(_orders(program, viewer, on, step), MOST_TRIES):
        quote = price(program, order)
        if all_seen(viewer, quote) and gives(quote, step.id):
            return told(program, quote, step.id)
    return None


def _orders(program: Program, viewer: Viewer, on: date, step: Step) -> Iterator[Order]:
    """Plain orders that the incentive may be for, the most usual first."""
    today = program.axes.on(on)
    for row in _rows(program, step):
        for listed in program.prices:
            cells = row.scope.meet(listed.cells).meet(today)
            for box in cells.boxes[:1]:
                for quantity in QUANTITIES:
                    order = _order(program, step, row, box, Line(listed.product, quantity))
                    dates = dict.fromkeys(ANCHORS, max(on, row.period.start))
                    yield replace(order, viewer=viewer, dates=dates)


def _rows(program: Program, step: Step) -> list[Row]:
    """The rows that give anything, from the tier in the middle upwards, then the others."""
    rows = [row for row in step.rows if row.amounts or row.prices or (row.rate and row.rate.points)]
    ranks = {tier.id: tier.rank for tier in program.tiers.values()}
    ranked = sorted(rows, key=lambda row: ranks.get(row.tier, 0))
    middle = len(ranked) // 2 if any(row.tier for row in ranked) else 0
    return [*ranked[middle:], *ranked[:middle]]


def _order(program: Program, step: Step, row: Row, box: Box, line: Line) -> Order:
    axes = program.axes
    chosen = {axis: _choice(axes, box, axis) for axis in axes.values}
    facts = {axis: code for axis, code in chosen.items() if code and axis not in _STATED}
    facts["account"] = OTHER  # who the named customers are is the vendor's own business
    measure = step.measure
    bands = row.band if measure == "period-value" else None
    return Order(
        currency=chosen["currency"],
        dates={},
        lines=(
            replace(
                line,
                line_type=chosen["line_type"],
                billing=_billing(program, line.product),
                term_months=12,
            ),
        ),
        tier=row.tier or chosen["tier"],
        place=_place(program, box),
        route=chosen["route"],
        claim=chosen["claim"],
        deal_role=chosen["deal_role"],
        facts=facts,
        take=frozenset({step.id}),
        period_growth=Percent(row.band[0]) if row.band and measure == "period-growth" else None,
        period_value=Money(bands[0] if bands else Decimal(0), chosen["currency"]),
    )


def _choice(axes: Axes, box: Box, axis: str) -> str:
    """The usual value where it is allowed; of tiers one in the middle; of others the first."""
    held = box.side(axis) or axes.space.full(axis)
    allowed = [code for code in axes.values[axis] if inside_spans(axes.node(axis, code), held)]
    if not allowed:
        return ""
    if axis == "tier":
        return allowed[len(allowed) // 2]
    usual = _USUAL.get(axis, "no")
    return usual if usual in allowed else allowed[0]


def _place(program: Program, box: Box) -> str | None:
    """The vendor's own country where it is allowed, otherwise the first whole country."""
    held = box.side("place")
    tree = program.axes.trees["place"]
    (head,) = program.records["program"].values()
    home = str(head["vendor"]["seat"]["country"])
    codes = (home, *(code for code in tree.stretch if len(code) == 2 and code.isalpha()))
    for code in codes:
        stretch = (tree.stretch[code],)
        if held is None or meet_spans(held, stretch) == stretch:
            return code
    return None


def _billing(program: Program, product: str) -> str | None:
    def find(group: Mapping[str, object]) -> str | None:
        inner = group.get("products", ())
        assert isinstance(inner, (list, tuple))
        for item in inner:
            if item["id"] == product:
                return str(item["billing"]) if "billing" in item else None
            if (found := find(item)) is not None:
                return found
        return None

    return find(program.records["product"][program.products[product].family].data)
