"""Sold cells without a list price, or without a rate: nobody wrote what a partner pays there.

A written rate of 0 % is a rate; whoever is paid a commission needs none. Looked at are the days
from the as-of day on, products while they are offered, the kinds of line on which something is
bought, and the tiers and partner types that discount tables speak about at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from partnerbook.findings import Ref
from partnerbook.pricing.board import BOUGHT, BUYING, barred
from partnerbook.pricing.items import FEES
from partnerbook.pricing.named_routes import named_routes
from partnerbook.pricing.roles import never
from partnerbook.resolve.axes import ANCHORS, LAST_DAY, Axes, day_axis, day_spans
from partnerbook.resolve.program import Product, Program, Step
from partnerbook.values.box import BoxSet
from partnerbook.values.spans import INFINITY, Spans, spans

PRICE, RATE, DISTRIBUTOR = "price", "rate", "distributor-rate"
ELSEWHERE, NO_ROW = "rate-elsewhere", "no-row"
_RESALE = ("sourced", "co-sell", "fulfilment")
_OF_THE_DEAL = ("route", "deal_role", "line_type", "claim", "incumbent", "billing")
"""What a commission asks of a deal; that the same partner makes other deals besides is no gap."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Cells of one product that are sold and for which something is missing.

    ``what``: ``price`` (on no list, in no currency), ``rate`` (no discount table has a row for
    ``tier`` on ``route``), ``distributor-rate`` (the partner has a rate in two tiers, the
    distributor has none), ``rate-elsewhere`` (other products have a rate on ``route``, and this
    one has one on another route), or ``no-row`` (nothing has a rate on ``route``, though something
    that is written is for it). ``route`` is empty where no route that is permitted has a rate.
    ``steps``: the tables in which the row could stand.
    """

    what: str
    product: str
    tier: str
    route: str
    cells: BoxSet
    steps: tuple[Step, ...] = ()


def gaps(program: Program, sold: BoxSet) -> tuple[Gap, ...]:
    """The sold cells × tier × route without a list price or a rate, by product and tier.

    Where a rule about routes names the one to use, a rate on it is needed; elsewhere one on any
    route on which partners buy will do, unless the same deals have a rate for other products there,
    or nothing has one on a route that something else is for.
    """
    cells = looked_at(program, sold)
    return tuple(gap for product, mine in cells.items() for gap in gaps_of(program, product, mine))


def looked_at(program: Program, sold: BoxSet) -> dict[str, BoxSet]:
    """By product, the sold cells in which a price and a rate are wanted, if there are any."""
    axes = program.axes
    today = {day_axis(anchor): ((program.as_of.toordinal(), LAST_DAY),) for anchor in ANCHORS}
    sides: dict[str, Spans] = {
        **today,
        "line_type": _some(program, "line_type", BOUGHT),
        "deal_role": _some(program, "deal_role", _RESALE),
        "quantity": ((1, INFINITY),),
        "term_months": ((1, INFINITY),),
    }
    bought = _less(axes.space.box(sides), never(program))
    out: dict[str, BoxSet] = {}
    for product in program.products.values():
        if not product.sku:
            continue
        offered = {
            "product": axes.own("product", product.id),
            "day": day_spans(product.offered),
        }
        wanted = bought.meet(axes.space.box(offered))
        mine = sold.meet(wanted).without("covers", "product").simplified()
        if mine:
            out[product.id] = mine
    return out


def wanted(program: Program) -> tuple[object, ...]:
    """All that ``looked_at`` rests on, besides what is sold; equal where that is the same."""
    return program.as_of, program.products, program.reclassify, *_laid_out(program.axes)


def lacking(program: Program) -> tuple[object, ...]:
    """All that ``gaps_of`` rests on, besides the cells and where the product has a price.

    Where rows lie, and not what they give: a rate is a rate.
    """
    tables = [s for s in program.steps if _is_table(s, "partner") or _is_table(s, "distributor")]
    return (
        program.tiers,
        program.routes,
        [(replace(step, rows=()), _cells(step)) for step in tables],
        [_cells(step) for step in program.steps if _is_fee(step)],
        *_laid_out(program.axes),
    )


def priced(program: Program, product: str) -> list[BoxSet]:
    """Where a product has a list price."""
    return [price.cells for price in program.prices if price.product == product]


def _laid_out(axes: Axes) -> tuple[object, ...]:
    return axes.space, axes.values, [tree.stretch for tree in axes.trees.values()]


def _cells(step: Step) -> list[tuple[Ref, BoxSet]]:
    return [(row.ref, row.cells) for row in step.rows]


def gaps_of(program: Program, product: str, cells: BoxSet) -> tuple[Gap, ...]:
    """The gaps of one product in the cells that are looked at."""
    return tuple(_of(program, program.products[product], cells))


def _of(program: Program, product: Product, sold: BoxSet) -> Iterator[Gap]:
    axes = program.axes
    own = axes.own("product", product.id)

    def gap(
        what: str, cells: BoxSet, tier: str = "", route: str = "", steps: Sequence[Step] = ()
    ) -> Gap:
        cells = cells.without("route", "tier").limited("product", own).simplified()
        return Gap(what, product.id, tier, route, cells, tuple(steps))

    prices = (cells.without("product", "currency") for cells in priced(program, product.id))
    unpriced = _less(sold, prices)
    if unpriced:
        yield gap(PRICE, unpriced)
    partner = [step for step in program.steps if _is_table(step, "partner")]
    distributor = [step for step in program.steps if _is_table(step, "distributor")]
    if not partner:
        return
    rows = [row.cells.limited("product", own).without("product") for s in partner for row in s.rows]
    theirs = [
        r.cells.limited("product", own).without("product") for s in distributor for r in s.rows
    ]
    spoken = {
        axis: spans(s for step in partner for row in step.rows for s in row.cells.on(axis))
        for axis in ("track", "partner_type")
    }
    bare_routes = named_routes(program)
    open_routes = [
        r for r in BUYING if r in bare_routes or any(_meets(program, step, r) for step in partner)
    ]
    forbidden = [held for _, held in barred(program)]
    cells = sold.meet(axes.space.box(spoken)).meet(_tiers(program))
    cells = _less(cells, _commissions(program, own))
    unmet = cells.without("route")
    others = [row.cells.without("product") for step in partner for row in step.rows]
    missing: list[tuple[str, str, BoxSet, Sequence[Step]]] = []
    apart: list[tuple[str, BoxSet]] = []
    for route in open_routes:
        here = cells.limited("route", axes.node("route", route))
        permitted = _less(here, forbidden)
        bare = _less(permitted, rows)
        rated = _less(permitted, [bare])
        must = _must(program, route)
        required = bare.meet(must) if must else bare.space.nothing
        missing.append((RATE, route, required, partner))
        apart.append((route, _less(bare, [required])))
        if unmet:
            unmet = unmet.subtract(rated.without("route")).subtract(required.without("route"))
        if route == "two-tier" and distributor:
            missing.append((DISTRIBUTOR, route, _less(rated, theirs), distributor))
    missing.append((RATE, "", unmet, partner))
    for route, bare in apart:
        elsewhere = _less(bare, [unmet])
        if elsewhere and route in bare_routes:
            missing.append((NO_ROW, route, elsewhere, partner))
        elif elsewhere:
            spoken_of = _less(elsewhere, [_less(elsewhere, others)])
            missing.append((ELSEWHERE, route, spoken_of, partner))
    for tier in program.tiers.values():
        side = axes.node("tier", tier.id)
        for what, route, lacking, steps in missing:
            part = lacking.limited("tier", side)
            if part:
                yield gap(what, part, tier.id, route, steps)


def _commissions(program: Program, own: Spans) -> Iterator[BoxSet]:
    """For whom a commission on a product is written, whatever else it asks of the deal."""
    for step in program.steps:
        if _is_fee(step):
            for row in step.rows:
                cells = row.cells.limited("product", own)
                size = (axis for axis in cells.axes() if "value:" in axis or axis == "quantity")
                days = (day_axis(anchor) for anchor in ANCHORS if anchor != "order")
                yield cells.without("product", *_OF_THE_DEAL, *size, *days, "term_months")


def _is_fee(step: Step) -> bool:
    return step.kind in FEES and step.side == "partner" and not step.partner


def _is_table(step: Step, side: str) -> bool:
    return step.nested and step.side == side and not step.partner


def _meets(program: Program, step: Step, route: str) -> bool:
    """Whether a table speaks about a route: some row names it, or is for all of them."""
    side = program.axes.node("route", route)
    return any(row.cells.limited("route", side) for row in step.rows)


def _must(program: Program, route: str) -> BoxSet | None:
    """Where a rule about routes names a route, on that route."""
    found: BoxSet | None = None
    for rule in program.routes:
        if rule.must_use == route:
            cells = rule.cells.limited("route", program.axes.node("route", route))
            found = cells if found is None else found.union(cells)
    return found


def _tiers(program: Program) -> BoxSet:
    """All tiers, each in its own tracks."""
    axes, found = program.axes, program.axes.space.nothing
    for tier in program.tiers.values():
        tracks = spans(s for track in tier.tracks for s in axes.node("track", track))
        box = axes.space.box({"tier": axes.node("tier", tier.id), "track": tracks})
        found = found.union(box)
    return found.simplified()


def _some(program: Program, axis: str, values: Iterable[str]) -> Spans:
    return spans(s for value in values for s in program.axes.node(axis, value))


def _less(cells: BoxSet, cuts: Iterable[BoxSet]) -> BoxSet:
    """What is left when all cuts are taken out."""
    for cut in cuts:
        if cells.meets(cut):
            cells = cells.subtract(cut)
    return cells
