"""Two price lists of one currency that both have a price for the same product, place and day.

A list for a part of another's places is the more specific there, so those two never compete; nor
do two where a third one is more specific than both.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from partnerbook.resolve.program import ListPrice, Program
from partnerbook.values.box import BoxSet


@dataclass(frozen=True, slots=True)
class TwoPrices:
    """Two lists, in the order of their ids, that compete in ``cells`` (products left out).

    ``prices``: what either has for each product that both price there; never empty.
    """

    first: str
    second: str
    cells: BoxSet
    prices: tuple[tuple[ListPrice, ListPrice], ...]


def priced_twice(program: Program) -> tuple[TwoPrices, ...]:
    """Every pair of lists that compete, past days too, with all products for which they do."""
    by_product: dict[tuple[str, str], list[ListPrice]] = {}
    for price in program.prices:
        by_product.setdefault((price.product, price.price.currency), []).append(price)
    pairs: dict[tuple[str, str], TwoPrices] = {}
    for prices in by_product.values():
        for one, two, meet in _rivals(prices):
            key, cells = (one.price_list, two.price_list), meet.without("product")
            old = pairs.get(key)
            if old is None:
                pairs[key] = TwoPrices(*key, cells, ((one, two),))
            else:
                both = cells if cells.same(old.cells) else old.cells.union(cells)
                pairs[key] = TwoPrices(*key, both, (*old.prices, (one, two)))
    return tuple(pairs[key] for key in sorted(pairs))


def _rivals(prices: list[ListPrice]) -> Iterator[tuple[ListPrice, ListPrice, BoxSet]]:
    """The prices of one product in one currency, two by two, where both count."""
    scopes = {price.price_list: price.cells.without("day") for price in prices}

    def nearer(one: ListPrice, two: ListPrice) -> bool:
        inner, outer = scopes[one.price_list], scopes[two.price_list]
        return inner.inside(outer) and not outer.inside(inner)

    for one, two in combinations(sorted(prices, key=lambda price: price.price_list), 2):
        meet = one.cells.meet(two.cells)
        if not meet or nearer(one, two) or nearer(two, one):
            continue
        for third in prices:
            if nearer(third, one) and nearer(third, two):
                meet = meet.subtract(third.cells)
        if meet:
            yield one, two, meet
