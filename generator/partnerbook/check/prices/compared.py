"""The prices of two lists in different currencies, product by product: which are out of line.

Nothing is said about exchange rates: what the lists have in common is the middle of their ratios.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from partnerbook.pricing.exact import ONE, share
from partnerbook.resolve.offer import ListPrice
from partnerbook.resolve.program import Program

FEWEST = 4
"""With fewer products on both lists there is no telling which of them is out of line."""
FAR = Decimal(5)
"""Five times more or less than the middle is a slip rather than a price."""
NEAR = Decimal("1.5")
"""A slip is named only where the price is then no further than this off what it should be."""

Lists = Mapping[str, Mapping[str, ListPrice]]
"""List → product → its price."""


@dataclass(frozen=True, slots=True)
class Odd:
    """A price that is out of line with another one.

    ``ratio`` of the two amounts, ``middle`` of these ratios over ``common`` products: the price is
    ratio / middle times what the other leads to expect, to 60 digits.
    """

    price: ListPrice
    other: ListPrice
    ratio: Decimal
    middle: Decimal
    common: int

    @property
    def times(self) -> Decimal:
        """How many times too high the price looks; below 1, too low."""
        return share(self.ratio, self.middle)


@dataclass(frozen=True, slots=True)
class Suspect:
    """A price and all the comparisons that it is out of line in.

    ``sure``: more speaks against it than against the price that it is compared with.
    """

    odds: tuple[Odd, ...]
    sure: bool

    @property
    def first(self) -> Odd:
        """The comparison that is shown: over the most products, then by list."""
        return min(self.odds, key=lambda odd: (-odd.common, odd.other.price_list))


def suspects(program: Program) -> Iterator[Suspect]:
    """Each price that stands out, as few as explain all that is out of line."""
    left = list(_odds(_lists(program.prices)))
    while left:
        against: dict[ListPrice, list[Odd]] = {}
        for odd in left:
            against.setdefault(odd.price, []).append(odd)
        ranked = sorted(against, key=lambda price: _weight(program, price, against[price]))
        worst, odds = ranked[-1], against[ranked[-1]]
        rivals = {odd.other for odd in odds}
        mine = _weight(program, worst, odds)[:2]
        sure = all(_weight(program, other, against[other])[:2] < mine for other in rivals)
        yield Suspect(tuple(odds), sure)
        left = [odd for odd in left if worst not in (odd.price, odd.other)]


def _lists(prices: Iterable[ListPrice]) -> Lists:
    found: dict[str, dict[str, ListPrice]] = {}
    for price in prices:
        if price.price.amount > 0:
            found.setdefault(price.price_list, {}).setdefault(price.product, price)
    return found


def _odds(lists: Lists) -> Iterator[Odd]:
    """Each comparison twice, once from either side."""
    for one, two in combinations(lists.values(), 2):
        pairs = [
            (one[name], two[name]) for name in one if name in two and one[name].per == two[name].per
        ]
        # Every price of a list is in the list's one currency.
        if len(pairs) < FEWEST or pairs[0][0].price.currency == pairs[0][1].price.currency:
            continue
        yield from _out_of_line(pairs)
        yield from _out_of_line([(b, a) for a, b in pairs])


def _out_of_line(pairs: Sequence[tuple[ListPrice, ListPrice]]) -> Iterator[Odd]:
    ratios = [share(mine.price.amount, other.price.amount) for mine, other in pairs]
    middle = _middle(ratios)
    for (mine, other), ratio in zip(pairs, ratios, strict=True):
        if ratio >= FAR * middle or ratio * FAR <= middle:
            yield Odd(mine, other, ratio, middle, len(pairs))


def _middle(numbers: Sequence[Decimal]) -> Decimal:
    ordered = sorted(numbers)
    at = len(ordered) // 2
    return ordered[at] if len(ordered) % 2 else share(ordered[at - 1] + ordered[at], Decimal(2))


def _weight(
    program: Program, price: ListPrice, odds: Sequence[Odd]
) -> tuple[int, int, Decimal, str, str]:
    """What speaks against a price: out of line with many lists, and with what it costs."""
    off = _off_cost(program, price)
    if off is None:
        return (len(odds), 1, ONE, price.price_list, price.product)
    return (len(odds), 2 if off >= FAR else 0, off, price.price_list, price.product)


def _off_cost(program: Program, price: ListPrice) -> Decimal | None:
    """How many times its part of cost is off the middle one of all prices, either way."""
    mine = _cost_part(program, price)
    known = [part for part in (_cost_part(program, one) for one in program.prices) if part]
    if not mine or not known:
        return None
    off = share(mine, _middle(known))
    return max(off, share(ONE, off))


def _cost_part(program: Program, price: ListPrice) -> Decimal | None:
    if price.price.amount <= 0:
        return None
    costs = {cost.currency: cost.amount for cost in program.products[price.product].cost}
    cost = costs.get(price.price.currency)
    return None if cost is None else share(cost, price.price.amount)


def distance(program: Program, one: str, two: str) -> Decimal | None:
    """How many times as high prices are in one currency as in another; None where few are in both.

    The middle over all products that have a price in both.
    """
    prices: dict[str, dict[str, Decimal]] = {one: {}, two: {}}
    for listed in program.prices:
        if listed.price.currency in prices and listed.price.amount > 0:
            prices[listed.price.currency].setdefault(listed.product, listed.price.amount)
    both = prices[one].keys() & prices[two].keys()
    if len(both) < FEWEST:
        return None
    return _middle([share(prices[one][name], prices[two][name]) for name in both])


def power(times: Decimal) -> int:
    """By how many places a decimal point has slipped, 0 if that does not explain it."""
    for places in (1, 2, 3, 4, -1, -2, -3, -4):
        rest = times.scaleb(-places)
        if ONE / NEAR <= rest <= NEAR:
            return places
    return 0
