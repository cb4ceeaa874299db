"""What an order costs on both sides of an edge between two bands, where more costs less in all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from partnerbook.check.margins.band_order import ends, meet
from partnerbook.check.margins.bands import QUANTITY, tables
from partnerbook.check.margins.sums import paid
from partnerbook.pricing.exact import exactly, share
from partnerbook.pricing.rows import Nesting, in_currency
from partnerbook.resolve.axes import LAST_DAY
from partnerbook.resolve.program import ListPrice, Program, Row, Step
from partnerbook.values.box import BoxSet
from partnerbook.values.money import Money

OF_ONE_ORDER = (QUANTITY, "list-value")
"""What bands may be cut by for a single order to stand on either side of an edge."""
BUYERS = ("partner", "end-customer")


@dataclass(frozen=True, slots=True)
class Discount:
    """A row of a discount table that counts besides the bands, and its table."""

    step: Step
    row: Row


@dataclass(frozen=True, slots=True)
class Sum:
    """What so many units cost: list, less the discount, less what the band gives."""

    units: int
    listed: Decimal
    discount: Decimal
    band: Decimal

    @property
    def total(self) -> Decimal:
        """What is left to pay in the end."""
        return self.listed - self.discount - self.band


@dataclass(frozen=True, slots=True)
class Edge:
    """Two neighbouring bands, and an order at the start of the upper one that costs less."""

    step: Step
    low: Row
    high: Row
    price: ListPrice
    discount: Discount | None
    below: Sum
    at: Sum

    @property
    def drop(self) -> Decimal:
        """How much less is paid, in parts of what the smaller order costs."""
        return share(self.below.total - self.at.total, self.below.total)


def drops(program: Program) -> Iterator[list[Edge]]:
    """By table and currency: each edge at which more costs less, on the deal where most is lost."""
    for step in program.steps:
        if step.partner or step.side not in BUYERS or step.period.end <= program.as_of:
            continue
        for rows in tables(step):
            if rows[0].measure in OF_ONE_ORDER and not rows[0].marginal:
                found = list(_of_table(program, step, rows))
                if found:
                    yield found


def _of_table(program: Program, step: Step, rows: Sequence[Row]) -> Iterator[Edge]:
    deals = list(_deals(program, step, rows[0]))
    # Where two bands do not meet there is no edge; margin/bands says so.
    for low, high in ((low, high) for low, high in pairwise(rows) if meet(low, high)):
        with exactly():
            met = (_edge(step, low, high, *deal) for deal in deals)
            falling = [edge for edge in met if edge and edge.at.total < edge.below.total]
        if falling:
            yield max(falling, key=lambda edge: (edge.drop, edge.price.product))


def _deals(program: Program, step: Step, band: Row) -> Iterator[tuple[ListPrice, Discount | None]]:
    """The list prices at which bands count, each with every discount that may come besides."""
    today = ((program.as_of.toordinal(), LAST_DAY),)
    nested = [one for one in program.steps if one.nested and one.side == "partner"]
    others = [(one, Nesting(one)) for one in nested if not one.partner and one is not step]
    for price in program.prices:
        currency = price.price.currency
        if band.band_currency not in ("", currency) or not price.price.amount:
            continue
        here = in_currency(program.axes, band.cells, currency).limited("day", today)
        here = here.without("quantity", f"list_value:{currency}")
        here = here.meet(in_currency(program.axes, price.cells, currency))
        if not here:
            continue
        counting: list[Discount] = []
        for table, nesting in others:
            for at, row in enumerate(table.rows):
                if row.rate is not None and row.band is None:
                    cells = here.meet(in_currency(program.axes, row.cells, currency))
                    if cells and _counts(table, nesting, at, cells):
                        counting.append(Discount(table, row))
        if not counting:
            yield price, None
        yield from ((price, discount) for discount in counting)


def _counts(table: Step, nesting: Nesting, at: int, cells: BoxSet) -> bool:
    """Whether a row counts in some of these cells: no narrower one takes all of them."""
    for other, row in enumerate(table.rows):
        if cells and nesting.inside(other, at) and row.cells.meets(cells):
            cells = cells.subtract(row.cells)
    return bool(cells)


def _edge(
    step: Step, low: Row, high: Row, price: ListPrice, discount: Discount | None
) -> Edge | None:
    """The smallest order in the upper band and the next smaller one, if that is in the lower."""
    each = Decimal(1) if high.measure == QUANTITY else price.price.amount
    start, least = ends(high)[0], ends(low)[0]
    units = int(start // each) + (1 if start % each else 0)
    if units < 2 or (units - 1) * each < least:
        return None
    below = _sum(step, low, price, discount, units - 1)
    return Edge(step, low, high, price, discount, below, _sum(step, high, price, discount, units))


def _sum(step: Step, band: Row, price: ListPrice, discount: Discount | None, units: int) -> Sum:
    currency, listed = price.price.currency, price.price.amount * units
    less = Decimal(0)
    if discount is not None and discount.row.rate is not None:
        less = paid(listed * discount.row.rate.fraction, currency)
    # Steps of one stage do not see each other.
    later = discount is not None and discount.step.stage != step.stage
    base = listed - less if step.base != "list" and later else listed
    given = base * band.rate.fraction if band.rate is not None else Decimal(0)
    for cap in step.caps:
        if cap.per == "deal" and cap.cells is None and currency in cap.amounts:
            given = min(given, cap.amounts[currency].amount)
    return Sum(units, paid(listed, currency), less, paid(given, currency))


def money(value: Decimal, price: ListPrice) -> str:
    """An amount in the currency of a price."""
    return str(Money(value, price.price.currency))
