"""What a change of tier changes in the discounts and incentives of one partner."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from partnerbook.pricing.rows import Nesting, match
from partnerbook.resolve.axes import ANCHORS, day_axis
from partnerbook.resolve.program import Partner, Program, RouteRule, Row, Step
from partnerbook.rights.roles import SELLS, role
from partnerbook.values.box import BoxSet

ONE_TIER, TWO_TIER = "one-tier", "two-tier"


@dataclass(frozen=True, slots=True)
class Rate:
    """A discount on one product by one route: what a partner has before and after.

    ``points`` are percent of the step's base, None where it is no plain rate of one row; then
    ``untold`` says what would decide, if that is it.
    """

    step: Step
    product: str
    route: str
    before: str
    after: str
    points: tuple[Decimal, Decimal] | None
    untold: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Extra:
    """An incentive that gives something else in the other tier; "" for nothing."""

    step: Step
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Prices:
    """What a partner's deals depend on: its own coordinates, on a day."""

    program: Program
    partner: Partner
    day: date

    def rates(self, before: str, after: str) -> Iterator[Rate]:
        """Every discount, product and route whose rate one of both tiers decides; "" is no tier."""
        if role(self.partner) != SELLS:
            return
        routes = [one for one in self.program.axes.values["route"] if one != self._shut()]
        for step in self.program.steps:
            if not step.nested or step.side != "partner" or step.partner:
                continue
            steps = [(own := _for(step, tier), Nesting(own), tier) for tier in (before, after)]
            for product in self._sold():
                for route in routes:
                    two = [
                        self._rate(own, nesting, self._cell(tier, product, route))
                        for own, nesting, tier in steps
                    ]
                    (old, one, asked), (new, other, more) = two
                    points = None if one is None or other is None else (one, other)
                    untold = tuple(sorted(asked | more))
                    if old or new or untold:
                        yield Rate(step, product, route, old, new, points, untold)

    def _shut(self) -> str:
        """The route by which the partner does not buy."""
        return ONE_TIER if self.partner.buys_from else TWO_TIER

    def distributors(self, before: str, after: str) -> Iterator[Rate]:
        """The same of what the distributor has that sells to the partner, by its tier."""
        if role(self.partner) != SELLS or not self.partner.buys_from:
            return
        for step in self.program.steps:
            if not step.nested or step.side != "distributor" or step.partner:
                continue
            steps = [(own := _for(step, tier), Nesting(own), tier) for tier in (before, after)]
            for product in self._sold():
                (old, first, _), (new, second, _) = (
                    self._rate(own, nesting, self._cell(tier, product, TWO_TIER))
                    for own, nesting, tier in steps
                )
                points = None if first is None or second is None else (first, second)
                if old or new:
                    yield Rate(step, product, TWO_TIER, old, new, points)

    def extras(self, before: str, after: str) -> Iterator[Extra]:
        """Every incentive of the partner that gives something else."""
        for step in self.program.steps:
            if step.nested or step.side != "partner" or step.partner not in ("", self.partner.id):
                continue
            old, new = (self._given(step, tier) for tier in (before, after))
            if old != new:
                yield Extra(step, old, new)

    def bound(self, before: str, after: str) -> Iterator[tuple[RouteRule, bool]]:
        """Rules about routes that bind it in one of the tiers alone; whether in the one after."""
        if role(self.partner) != SELLS or not before or not after:
            return
        old, new = self._cell(before), self._cell(after)
        for rule in self.program.routes:
            was, is_ = (self._holds(rule.cells, cell) for cell in (old, new))
            if was != is_:
                yield rule, is_

    def _holds(self, cells: BoxSet, cell: BoxSet) -> bool:
        """Whether some deal that the partner may make in a cell lies in some cells."""
        rights = [grant.written.without("day") for grant in self.partner.grants]
        met = cells.meet(cell)
        return bool(met) and (not rights or any(met.meets(right) for right in rights))

    def _sold(self) -> list[str]:
        """Products with a list price in the partner's currency on the day."""
        on = self.program.axes.on(self.day)
        found = {
            price.product
            for price in self.program.prices
            if price.price.currency == self.partner.currency and price.cells.meets(on)
        }
        return [name for name in self.program.products if name in found]

    def _cell(self, tier: str, product: str = "", route: str = "") -> BoxSet:
        said = {
            "seller": self.partner.seller_place,
            "partner_type": self.partner.type,
            "track": self.partner.track,
            "tier": tier,
            "currency": self.partner.currency,
            "route": route,
        }
        axes = self.program.axes
        cell = axes.cell(**{axis: code for axis, code in said.items() if code})
        if product:
            cell = cell.limited("product", axes.own("product", product))
        at = self.day.toordinal()
        for anchor in ANCHORS:
            cell = cell.limited(day_axis(anchor), ((at, at + 1),))
        return cell

    def _rate(
        self, step: Step, nesting: Nesting, cell: BoxSet
    ) -> tuple[str, Decimal | None, frozenset[str]]:
        """The rate in words, its points, and what else would decide it."""
        found = match(self.program.axes, step, nesting, cell, self.partner.currency)
        if found.missing:
            near = [row for row in step.rows if self._fits(row, cell)]
            return _span(near, self.partner.currency), None, found.missing
        if found.row is None:
            return "", (None if found.rivals else Decimal(0)), frozenset()
        words = _words(found.row, self.partner.currency)
        return words, found.row.rate.points if found.row.rate else None, frozenset()

    def _fits(self, row: Row, cell: BoxSet) -> bool:
        return row.band_currency in ("", self.partner.currency) and row.cells.meets(cell)

    def _given(self, step: Step, tier: str) -> str:
        """What an incentive gives to a tier, wherever the partner holds rights; "" for nothing."""
        shut = self.program.axes.node("route", self._shut())
        cell = self._cell(tier)
        cell = cell.subtract(self.program.axes.space.box({"route": shut}))
        near = [
            row
            for row in _for(step, tier).rows
            if self._fits(row, cell) and self._holds(row.cells, cell)
        ]
        return _span(near, self.partner.currency)


def _for(step: Step, tier: str) -> Step:
    """A step as it is for a tier: for none, only with the rows that ask for no tier."""
    if tier:
        return step
    return replace(step, rows=tuple(row for row in step.rows if "tier" not in row.scope.axes()))


def _words(row: Row, currency: str) -> str:
    """What a row gives: ``12%``, ``500 EUR``."""
    if row.rate is not None:
        return str(row.rate)
    for given in (row.amounts, row.prices):
        if currency in given:
            return f"{given[currency].amount:,f} {currency}"
    return ""


def _span(rows: list[Row], currency: str) -> str:
    """What rows give, from the least to the most: ``1% to 4%``."""
    rates = sorted({row.rate for row in rows if row.rate is not None})
    if not rates:
        said = dict.fromkeys(words for row in rows if (words := _words(row, currency)))
        return " or ".join(said)
    return str(rates[0]) if len(rates) == 1 else f"{rates[0]} to {rates[-1]}"
