"""One currency of a program laid out as bits: rows, prices, floors, routes and tiers on one chart.

With a partner named, its special terms take part and deals are those that the partner can make.
Laid out for what is ``promised``, the steps at the vendor's discretion are left away.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from partnerbook.pricing.chart import Bits, Chart
from partnerbook.pricing.items import Item, ItemMaker, billing_matters, is_promised, pays
from partnerbook.pricing.moments import moment_of
from partnerbook.pricing.roles import never
from partnerbook.pricing.rows import Nesting, by_caps, in_currency, rows_in
from partnerbook.resolve.axes import ANCHORS, LAST_DAY, Axes, day_axis, day_spans
from partnerbook.resolve.program import (
    Floor,
    ListPrice,
    Partner,
    Program,
    RouteRule,
    Row,
    StackLimit,
    Step,
)
from partnerbook.values.box import BoxSet
from partnerbook.values.period import ALWAYS
from partnerbook.values.spans import INFINITY, Spans, meet_spans, spans

BUYING = ("one-tier", "two-tier", "marketplace")
"""The routes on which the partner itself buys; a rule about routes binds these."""
BOUGHT = ("new", "added", "renewal", "upgrade")
"""The types of line with which something is bought; all others take something back."""
_NOT_DEALS = ("covers",)


class Board:
    """What decides about deals in one currency, from the as-of day on."""

    def __init__(
        self,
        program: Program,
        maker: ItemMaker,
        currency: str,
        partner: Partner | None,
        *,
        promised: bool,
        within: Mapping[str, Spans],
        region: BoxSet | None = None,
    ) -> None:
        self.program, self.currency = program, currency
        self.partner = partner.id if partner is not None else ""
        self.steps = tuple(
            step
            for step in maker.steps
            if step.partner in ("", self.partner) and (is_promised(step) or not promised)
        )
        self.moments = tuple([moment_of(step) for step in self.steps])
        axes = program.axes
        self.limits = deals_looked_at(program, partner, within)
        self.chart = Chart(axes, currency, self.limits)
        add = self.chart.add
        # A row of which a cap binds only some cells is there once with the cap and once without.
        self.rows: list[tuple[Step, Row]] = []
        self.pieces: list[BoxSet] = []
        self.unbound: list[frozenset[str]] = []
        self._of_step: list[tuple[tuple[int, Bits], ...]] = []
        self._nesting = [Nesting(step) for step in self.steps]
        for step in self.steps:
            mine: list[tuple[int, Bits]] = []
            for row, cells in rows_in(axes, step, currency):
                for piece, unbound in by_caps(axes, step, cells, currency):
                    if pays(row, currency):
                        mine.append((len(self.rows), add(piece.without(*_NOT_DEALS))))
                        self.rows.append((step, row))
                        self.pieces.append(piece)
                        self.unbound.append(unbound)
            self._of_step.append(tuple(mine))
        front = {stage.id for stage in program.stages if stage.timing == "front-end"}
        self._distributor_front = frozenset(
            number
            for number, (step, _) in enumerate(self.rows)
            if step.side == "distributor"
            and step.stage in front
            and step.paid_to != "person"
            # What it may or may not be given is nothing that it can pass on.
            and is_promised(step)
        )
        self.prices: dict[str, list[tuple[ListPrice, Bits]]] = {}
        for price in program.prices:
            if price.price.currency == currency and price.price.amount > 0:
                bits = add(in_currency(axes, price.cells, currency).without("product"), "price")
                self.prices.setdefault(price.product, []).append((price, bits))
        self.price_bits = _union(bits for some in self.prices.values() for _, bits in some)
        self.floors: list[tuple[Floor, Bits]] = [
            (floor, add(in_currency(axes, floor.cells, currency))) for floor in program.floors
        ]
        self.floor_bits = _union(bits for _, bits in self.floors)
        self.stack_limits: list[tuple[StackLimit, Bits]] = [
            (limit, add(in_currency(axes, limit.cells, currency), "limit"))
            for limit in program.stack_limits
        ]
        self.limit_bits = _union(bits for _, bits in self.stack_limits)
        self.conditional = any(step.only_below is not None for step in self.steps)
        self.forbidden = _union(add(cells, "route") for _, cells in barred(program))
        self.forbidden |= _union(add(cells, "role") for cells in never(program))
        self.billed_steps = frozenset(
            at for at, step in enumerate(self.steps) if billing_matters(step)
        )
        billings = axes.values["billing"] if self.billed_steps else ()
        self.billing = {name: add(axes.cell(billing=name), "flag") for name in billings}
        self.tracks = {
            tier.id: add(axes.space.box({"track": _nodes(axes, "track", tier.tracks)}), "track")
            for tier in program.tiers.values()
        }
        self.offered = {
            product.id: add(axes.space.box({"day": day_spans(product.offered)}), "offered")
            for product in program.products.values()
            if product.sku and product.offered != ALWAYS
        }
        self._offered_bits = _union(self.offered.values())
        self.region = add(region, "region") if region is not None else 0
        self._chosen: list[dict[Bits, tuple[int, ...]]] = [{} for _ in self.steps]
        self._items: dict[tuple[int, str | None], Item] = {}
        self._maker = maker

    def products(self, only: Iterable[str] | None = None) -> list[str]:
        """The products that have a price in this currency, by id; or which of some do."""
        wanted = sorted(self.prices) if only is None else only
        return [name for name in wanted if name in self.prices]

    def start(self, product: str) -> Bits:
        """The boxes that deals in a product can lie in."""
        bits = self.chart.allowing("product", self.program.axes.own("product", product))
        bits &= ~(self.price_bits | self._offered_bits)
        return bits | self.offered.get(product, 0) | _union(b for _, b in self.prices[product])

    def step_bits(self, at: int) -> Bits:
        """All boxes of one step's rows."""
        return _union(bits for _, bits in self._of_step[at])

    def numbers(self, at: int, bits: Bits) -> list[int]:
        """The rows of a step of which a box is among some boxes."""
        return [number for number, mine in self._of_step[at] if mine & bits]

    def chosen(self, at: int, bits: Bits) -> tuple[int, ...]:
        """The rows of a step that count in a cell: one, none, or rivals of equal right.

        ``bits``: those boxes of ``step_bits`` that the cell lies in. Numbers index ``rows``.
        """
        known = self._chosen[at]
        if bits not in known:
            there = self.numbers(at, bits)
            own = self.steps[at].rows
            position = {id(row): place for place, row in enumerate(own)}
            places = {position[id(self.rows[number][1])]: number for number in there}
            best = self._nesting[at].innermost(sorted(places))
            known[bits] = tuple(places[place] for place in best)
        return known[bits]

    def price_of(self, product: str, bits: Bits) -> tuple[ListPrice, ...]:
        """The list prices that count in a cell: one, none, or rivals of equal right."""
        there = [price for price, mine in self.prices[product] if mine & bits]
        return innermost_prices(there)

    def has_distributor(self, numbers: Iterable[int]) -> bool:
        """Whether a distributor buys at a discount among these rows."""
        return not self._distributor_front.isdisjoint(numbers)

    def item(self, number: int, billing: str | None) -> Item:
        """A row made ready for reckoning."""
        key = (number, billing)
        if key not in self._items:
            step, row = self.rows[number]
            self._items[key] = self._maker.make(
                step, row, self.currency, billing, unbound=self.unbound[number]
            )
        return self._items[key]


def innermost_prices(prices: Sequence[ListPrice]) -> tuple[ListPrice, ...]:
    """Of the prices that hold in a cell, those that no other is more specific than, dates aside."""
    if len(prices) < 2:
        return tuple(prices)
    scopes = [price.cells.without("day") for price in prices]
    return tuple(
        price
        for price, scope in zip(prices, scopes, strict=True)
        if not any(
            other.inside(scope) and not scope.inside(other) for other in scopes if other != scope
        )
    )


def barred(program: Program) -> tuple[tuple[RouteRule, BoxSet], ...]:
    """The rules about routes with what they forbid: the partner buys, but not as it must."""
    routes = program.axes.values["route"]
    out: list[tuple[RouteRule, BoxSet]] = []
    for rule in program.routes:
        if rule.must_use not in BUYING:
            continue
        others = [
            (at, at + 1)
            for at, route in enumerate(routes)
            if route in BUYING and route != rule.must_use
        ]
        out.append((rule, rule.cells.limited("route", spans(others))))
    return tuple(out)


def deals_looked_at(
    program: Program, partner: Partner | None, within: Mapping[str, Spans]
) -> Mapping[str, Spans]:
    """From the as-of day on, at least one unit; of a named partner only what it can do.

    ``within``: only what lies in these stretches as well, by axis.
    """
    axes = program.axes
    today = program.as_of.toordinal()
    limits: dict[str, Spans] = {day_axis(anchor): ((today, LAST_DAY),) for anchor in ANCHORS}
    limits["quantity"] = ((1, INFINITY),)
    # What takes something back is no deal of its own: it is priced as the order that it undoes.
    limits["line_type"] = spans(s for name in BOUGHT for s in axes.node("line_type", name))
    if partner is not None:
        limits["seller"] = axes.node("seller", partner.seller_place)
        limits["partner_type"] = axes.node("partner_type", partner.type)
        limits["track"] = axes.node("track", partner.track)
    for axis, side in within.items():
        limits[axis] = meet_spans(limits.get(axis, axes.space.full(axis)), side)
    return limits


def _nodes(axes: Axes, axis: str, codes: Sequence[str]) -> Spans:
    return spans(stretch for code in codes for stretch in axes.node(axis, code))


def _union(bits: Iterable[Bits]) -> Bits:
    out = 0
    for some in bits:
        out |= some
    return out
