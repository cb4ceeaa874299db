"""One worked order per incentive, reckoned by pricing like every other order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from itertools import islice

from partnerbook.pricing import Line, LineQuote, Order, Quote, Taken, price
from partnerbook.render import fmt, words
from partnerbook.render.views.seen import stage_names
from partnerbook.resolve.axes import ANCHORS, OTHER, Axes
from partnerbook.resolve.program import Program, Row, Step
from partnerbook.values.audience import Viewer
from partnerbook.values.box import Box, inside_spans, meet_spans
from partnerbook.values.money import Money

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
_PAID_BY_CUSTOMER = ("direct", "referral")


@dataclass(frozen=True, slots=True)
class ExampleRow:
    """One step on the way down; ``this`` is the incentive that the page is about."""

    name: str
    base: str
    rate: str
    amount: str
    after: str
    this: bool


@dataclass(frozen=True, slots=True)
class Example:
    """A worked order: what is assumed, the steps, and what comes out."""

    intro: str
    rows: tuple[ExampleRow, ...]
    outcome: str


def example(program: Program, viewer: Viewer, on: date, incentive: str) -> Example | None:
    """A worked order in which the incentive gives something.

    None if there is none, or if the viewer may not see all that it would say.
    """
    step = next((s for s in program.steps if s.id == incentive and not s.partner), None)
    if step is None or not viewer.sees(step.audience):
        return None
    for order in islice(_orders(program, viewer, on, step), MOST_TRIES):
        quote = price(program, order)
        if quote.lines and quote.certain and _shows(viewer, quote.lines[0], step):
            return _told(program, quote, step)
    return None


def _shows(viewer: Viewer, line: LineQuote, step: Step) -> bool:
    """Whether the incentive gives something here, and all that is said may be seen."""
    said = (line.sums.list_value, line.sums.invoice, line.sums.back_end, line.sums.persons)
    if not all(viewer.sees(figure.audience) for figure in said):
        return False
    return any(taken.step.id == step.id and taken.amount for taken in line.taken)


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
    rows = [row for row in step.rows if row.amounts or (row.rate and row.rate.points)]
    ranks = {tier.id: tier.rank for tier in program.tiers.values()}
    ranked = sorted(rows, key=lambda row: ranks.get(row.tier, 0))
    middle = len(ranked) // 2 if any(row.tier for row in ranked) else 0
    return [*ranked[middle:], *ranked[:middle]]


def _order(program: Program, step: Step, row: Row, box: Box, line: Line) -> Order:
    axes = program.axes
    chosen = {axis: _choice(axes, box, axis) for axis in axes.values}
    facts = {axis: code for axis, code in chosen.items() if code and axis not in _STATED}
    facts["account"] = OTHER  # who the named customers are is the vendor's own business
    bands = row.band if step.measure == "period-value" else None
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


def _told(program: Program, quote: Quote, step: Step) -> Example:
    line = quote.lines[0]
    value = fmt.money(line.sums.list_value.money)
    start = ExampleRow("List price", "", "", value, value, this=False)
    steps = tuple(
        _row(program, quote, taken, this=taken.step.id == step.id)
        for taken in line.taken
        if taken.chain != "distributor" and taken.amount
    )
    return Example(_intro(program, quote, step), (start, *steps), _outcome(quote))


def _row(program: Program, quote: Quote, taken: Taken, *, this: bool) -> ExampleRow:
    def said(amount: Decimal) -> str:
        return fmt.money(Money(amount, quote.order.currency))

    rate = fmt.percent(taken.rate) if taken.rate else "Fixed"
    base = fmt.sentence(words.base(taken.step.base, taken.step.stage, stage_names(program)))
    after = said(taken.price_after)
    if taken.chain == "person":
        after = "Paid to a person"
    elif not taken.front and quote.order.route in _PAID_BY_CUSTOMER:
        after = "Paid to the partner"
    return ExampleRow(
        name=taken.step.name,
        base=f"{base}, {said(taken.base_amount)}" if taken.rate else "Fixed amount",
        rate=f"{rate}, capped" if taken.cap else rate,
        amount=said(taken.amount),
        after=after,
        this=this,
    )


def _intro(program: Program, quote: Quote, step: Step) -> str:
    order, line = quote.order, quote.lines[0]
    product = program.products[line.line.product]
    place = program.axes.trees["place"].names.get(order.place or "", "")
    tier = program.tiers[order.tier].name if order.tier else ""
    kind = words.PARTNER_TYPES.get(order.facts.get("partner_type", ""), "Partner")
    parts = [
        f"{fmt.number(line.line.quantity)} × {product.name}",
        f"at {fmt.money(line.price.price)} per {line.price.per}",
        f"for a customer in {place}" if place else "",
        f"{kind}, {tier}" if tier else kind,
        words.ROUTES.get(order.route or "", ""),
        words.CLAIMS.get(order.claim or "", "") if order.claim != "none" else "",
        _period(order),
        "if the vendor agrees to it" if step.applies == "discretionary" else "",
    ]
    return "; ".join(filter(None, parts)) + "."


def _period(order: Order) -> str:
    if order.period_value is None or not order.period_value.amount:
        return ""
    return f"purchases of the period {fmt.money(order.period_value)}"


def _outcome(quote: Quote) -> str:
    sums = quote.lines[0].sums
    who = "The customer" if quote.order.route in _PAID_BY_CUSTOMER else "The partner"
    parts = [f"{who} pays {fmt.money(sums.invoice.money)} at the order."]
    if sums.back_end.amount:
        parts.append(f"The partner is paid {fmt.money(sums.back_end.money)} later.")
    if sums.persons.amount:
        parts.append(f"A person at the partner is paid {fmt.money(sums.persons.money)}.")
    return " ".join(parts)
