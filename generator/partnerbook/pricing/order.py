"""What is priced: one order with its dates, facts and lines, and where it lies among the cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from partnerbook.resolve.axes import ANCHORS, GROWTH, day_axis
from partnerbook.resolve.program import Program, Step
from partnerbook.resolve.written import Bought, Original
from partnerbook.values.audience import VENDOR_VIEWER, Viewer
from partnerbook.values.box import BoxSet
from partnerbook.values.money import Money
from partnerbook.values.percent import Percent
from partnerbook.values.spans import Number, Spans

FIRST_SALE = "first-sale"


@dataclass(frozen=True, slots=True)
class Line:
    """So many units of one product. ``None`` means not stated, not "none".

    ``deal_role``: that of this line, where it is not that of the order. ``of``: the order of which
    it takes ``quantity`` units back.
    """

    product: str
    quantity: int
    line_type: str | None = None
    billing: str | None = None
    term_months: int | None = None
    deal_role: str | None = None
    of: Original | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """One order. What is not stated is asked for only if a row distinguishes it.

    A step counts at the tier that the partner holds on the day of its anchor; what is paid for a
    term, as its ``running:`` says.
    ``dates`` by anchor (``order`` is required; ``registration``, ``contract`` … if they are known).
    ``partner`` may be empty when ``tier`` is given: "a gold partner". ``tier`` overrides the tier
    held. ``facts``: any other coordinate by axis and value id, such as ``sector: public``,
    ``incumbent: yes``, ``account: acme``, ``track: resell``. ``take``: the steps to take
    of those on request or at the vendor's discretion; None takes those on request that are best for
    the partner, and none that is at discretion. ``used``: what a period cap has already
    paid, by (step id, cap id). ``period_value``: what was bought in the measuring period,
    ``period_growth``: how much more that is than in the period before; ``periods``: the same of
    steps that measure another period or other products, by step. ``distributor_price``: what the
    distributor in fact asks of the partner for the whole order; no step is reckoned from it.
    ``viewer``: steps that it may not see are left out, as if they were not written.
    """

    currency: str
    dates: Mapping[str, date]
    lines: tuple[Line, ...]
    partner: str = ""
    tier: str = ""
    place: str | None = None
    route: str | None = None
    claim: str | None = None
    deal_role: str | None = None
    facts: Mapping[str, str] = field(default_factory=dict)
    take: frozenset[str] | None = None
    used: Mapping[tuple[str, str], Money] = field(default_factory=dict)
    period_value: Money | None = None
    period_growth: Percent | None = None
    periods: Mapping[str, Bought] = field(default_factory=dict)
    distributor_price: Money | None = None
    viewer: Viewer = VENDOR_VIEWER

    def bought(self, step: str) -> Bought:
        """What was bought in the period that a step measures, as far as the order says."""
        own = self.periods.get(step, Bought())
        value = self.period_value if own.value is None else own.value
        return Bought(value, self.period_growth if own.growth is None else own.growth)


def unknown_words(program: Program, order: Order) -> tuple[str, ...]:
    """What the order names and the program does not know, in plain words."""
    axes = program.axes
    found: list[str] = []
    if order.currency not in program.currencies:
        found.append(f"the program has no prices in {order.currency}")
    if order.partner and order.partner not in program.partners:
        found.append(f"there is no partner called {order.partner}")
    if "order" not in order.dates:
        found.append("the order needs the date of the order")
    found.extend(
        f"there is no product called {line.product}"
        for line in order.lines
        if line.product not in program.products or not program.products[line.product].sku
    )
    for axis, code in _words(program, order).items():
        nodes = axes.values.get(axis)
        if nodes is None:
            tree = axes.trees.get("place" if axis == "seller" else axis)
            nodes = tuple(tree.stretch) if tree else ()
        if code not in nodes:
            found.append(f"there is no {axis.replace('_', ' ')} called {code}")
    for line in order.lines:
        for axis, said in _of_line(line):
            if said is not None and said not in axes.values[axis]:
                found.append(f"there is no {axis.replace('_', ' ')} called {said}")
    return tuple(dict.fromkeys(found))


def cell_of(program: Program, order: Order, line: Line, list_value: Decimal | None) -> BoxSet:
    """The cells in which a line lies: one number on each axis that is stated, all on the others.

    ``list_value`` is that of the whole order. Everything the order names must be known.
    """
    axes = program.axes
    sides: dict[str, Spans] = {
        axis: axes.node(axis, code) for axis, code in _words(program, order).items()
    }
    if "account" in order.facts:
        sides["account"] = axes.own("account", order.facts["account"])
    sides["product"] = axes.own("product", line.product)
    sides["currency"] = axes.node("currency", order.currency)
    for axis, said in _of_line(line):
        if said is not None:
            sides[axis] = axes.node(axis, said)
    sides["quantity"] = _at(line.quantity)
    if line.term_months is not None:
        sides["term_months"] = _at(line.term_months)
    if list_value is not None:
        sides[f"list_value:{order.currency}"] = _from(list_value)
    sides |= _bought(order.period_value, order.period_growth)
    for anchor in ANCHORS:
        day = first_sale(order, line) if anchor == FIRST_SALE else order.dates.get(anchor)
        if day is not None:
            sides[day_axis(anchor)] = _at(day.toordinal())
    return axes.space.box(sides)


def first_sale(order: Order, line: Line) -> date | None:
    """When the customer first bought; a new line is the first sale unless the order says else."""
    if FIRST_SALE in order.dates or line.line_type != "new":
        return order.dates.get(FIRST_SALE)
    return order.dates.get("order")


def _bought(value: Money | None, growth: Percent | None) -> dict[str, Spans]:
    sides: dict[str, Spans] = {}
    if value is not None:
        sides[f"period_value:{value.currency}"] = _from(value.amount)
    if growth is not None:
        sides[GROWTH] = _from(growth.points)
    return sides


def in_own_period(order: Order, cell: BoxSet, step: Step) -> BoxSet:
    """The cell as a step sees it that measures a period of its own."""
    if step.id in order.periods:
        own = order.bought(step.id)
        for axis, side in _bought(own.value, own.growth).items():
            cell = cell.without(axis).limited(axis, side)
    return cell


def _words(program: Program, order: Order) -> dict[str, str]:
    """The coordinates that the order states or its partner implies, by id."""
    partner = program.partners.get(order.partner)
    said = {
        "place": order.place,
        "route": order.route,
        "claim": order.claim,
        "deal_role": order.deal_role,
        "tier": order.tier or None,
    }
    if partner is not None:
        held = partner.held(order.dates["order"]) if "order" in order.dates else None
        said["tier"] = order.tier or (held.tier if held else None)
        said["seller"] = partner.seller_place
        said["partner_type"] = partner.type
        said["track"] = partner.track
    words = {axis: code for axis, code in said.items() if code is not None}
    return {**words, **order.facts}


def _of_line(line: Line) -> tuple[tuple[str, str | None], ...]:
    """What a line says itself, by axis."""
    return (
        ("line_type", line.line_type),
        ("billing", line.billing),
        ("deal_role", line.deal_role),
    )


def _at(number: Number) -> Spans:
    """One whole number as a stretch."""
    return ((number, number + 1),)


def _from(amount: Decimal) -> Spans:
    """One amount as the thinnest stretch: no edge of a band lies inside it."""
    return ((amount, amount + Decimal("0.00000001")),)
