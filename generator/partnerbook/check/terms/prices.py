"""Absolute prices of special terms against what the partner pays without them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from partnerbook.findings import Ref
from partnerbook.pricing.board import BUYING
from partnerbook.pricing.exact import exactly, share
from partnerbook.pricing.extreme import Extreme
from partnerbook.pricing.items import Item
from partnerbook.pricing.measure import Deal
from partnerbook.pricing.stack import written_out
from partnerbook.resolve.program import Step
from partnerbook.rulebook import Answers
from partnerbook.values.money import Money
from partnerbook.values.percent import Percent
from partnerbook.values.spans import meet_spans


@dataclass(frozen=True, slots=True)
class Lowered:
    """An absolute price, where it is written, and what one unit costs the partner without it.

    ``left``: after the discounts of the tables before its stage; other incentives may lower that
    further, so no deal gets more than the difference. ``of``: what the highest rate is a part of,
    the list price or what is left.
    """

    price: Money
    at: Ref
    product: str
    route: str
    left: Decimal
    of: Decimal
    listed: Money
    listed_at: Ref

    @property
    def gives(self) -> bool:
        """Whether there is anything to lower."""
        return self.price.amount < self.left

    @property
    def part(self) -> Decimal:
        """What is given, as a part of what the highest rate is of; to show and to compare."""
        with exactly():
            return share(self.left - self.price.amount, self.of)

    def least(self, most: Percent) -> Decimal:
        """The lowest price that gives no more than so much, exact."""
        with exactly():
            return self.left - self.of * most.fraction


def lowered(answers: Answers, step: Step) -> list[Lowered]:
    """Each price of a term with what its partner pays otherwise, on each route on which it buys.

    Where the program has tables of discounts, those are the routes that have a row.
    """
    tables = any(_is_table(each) for each in answers.program.steps)
    found: dict[Lowered, None] = {}
    seen: set[tuple[object, ...]] = set()
    for one in answers.extremes:
        if one.partner != step.partner:
            continue
        if tables and not any(_is_table(item.step) for item in one.plan.items):
            continue
        for item in one.plan.items:
            if item.step.id != step.id or not item.floored:
                continue
            before = [i for i in one.plan.items if _counts(i, item)]
            routes = one.cells.on("route")
            rates = [other.row.rate_ref for other in before]
            key = (one.price.ref, routes, item.row.rate_ref, *rates)
            if key not in seen:
                seen.add(key)
                found.update(dict.fromkeys(_on_routes(one, item, before)))
    return list(found)


def _counts(other: Item, item: Item) -> bool:
    """Whether a discount of a table comes before a price, for the partner."""
    return _is_table(other.step) and other.stage < item.stage


def _is_table(step: Step) -> bool:
    return step.nested and step.side == "partner" and not step.partner


def _on_routes(one: Extreme, item: Item, before: list[Item]) -> Iterator[Lowered]:
    program, row, deal = one.board.program, item.row, one.units * one.price.price.amount
    unit = Deal(deal, one.units, one.plan.two_tier)
    taken = written_out(program.stages, [*before, item], one.price, unit).taken
    opening = next(each.base_amount for each in taken if each.step.id == item.step.id)
    with exactly():
        left = share(opening, Decimal(one.units))
    listed = one.price.price
    for route in BUYING:
        if meet_spans(one.cells.on("route"), program.axes.node("route", route)):
            yield Lowered(
                row.prices[one.currency],
                row.rate_ref.child(list(row.prices).index(one.currency)),
                one.product,
                route,
                left,
                listed.amount if item.step.base == "list" else left,
                listed,
                one.price.ref,
            )
