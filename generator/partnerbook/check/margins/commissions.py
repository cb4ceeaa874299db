"""Commissions beside what a partner of the same tier earns by buying and reselling the product."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from partnerbook.findings import Ref
from partnerbook.pricing.extreme import Extreme
from partnerbook.pricing.items import FEES, Item
from partnerbook.pricing.stacks import clash
from partnerbook.rulebook import Answers

Sort = tuple[str, str]
"""Tier and product. Rates are the same in every currency."""


@dataclass(frozen=True, slots=True)
class Above:
    """A commission, from a day on larger than all discounts for resale of one tier and product."""

    sort: Sort
    since: date
    commission: Item
    resale: Item


@dataclass(frozen=True, slots=True)
class Both:
    """A deal on which a commission is paid on top of a discount for resale."""

    extreme: Extreme
    commission: Item
    resale: Item


def beside_resale(answers: Answers) -> tuple[tuple[Above, ...], tuple[Both, ...]]:
    """Commissions above resale, and those on one deal with it; the first deal for each rate."""
    resale: dict[Sort, dict[Ref, Item]] = {}
    paid: dict[Sort, dict[Ref, Item]] = {}
    both: dict[Ref, Both] = {}
    for one in answers.extremes:
        items = [item for item in one.plan.items if item.chain == "partner" and item.rate > 0]
        discounts = [item for item in items if item.step.nested]
        commissions = [item for item in items if item.step.kind in FEES]
        sort = (one.tier, one.product)
        for item in discounts:
            resale.setdefault(sort, {})[item.row.rate_ref] = item
        for item in commissions:
            paid.setdefault(sort, {})[item.row.rate_ref] = item
            together = [other for other in discounts if not clash(item.step, other.step)]
            if together:
                both.setdefault(item.row.rate_ref, Both(one, item, together[0]))
    above = tuple(
        found
        for sort, mine in paid.items()
        for ref, item in mine.items()
        if ref not in both
        for found in _above(answers, sort, item, resale.get(sort, {}))
    )
    return above, tuple(both.values())


def _above(answers: Answers, sort: Sort, item: Item, resale: Mapping[Ref, Item]) -> Iterator[Above]:
    """The day from the as-of day on when a commission is furthest above all discounts."""
    today = answers.program.as_of
    starts = {item.row.period.start, *(other.row.period.start for other in resale.values())}
    found: list[Above] = []
    for day in sorted({today, *(start for start in starts if start > today)}):
        there = [other for other in resale.values() if day in other.row.period]
        if day in item.row.period and there:
            most = max(there, key=lambda other: (other.rate, other.row.rate_ref))
            found.append(Above(sort, day, item, most))
    worst = min(found, key=lambda one: (one.resale.rate, one.since), default=None)
    if worst is not None and item.rate > worst.resale.rate:
        yield worst
