"""The best stack where much is alike: the same incentives on top of many different discounts.

In one tier, while no cap binds and nothing is fixed, every amount is a straight line of two prices:
list, and the price that the leading steps leave, those that every stack takes first. So what each
stack gives on top is reckoned at two such prices, once; for any other it is read off the line,
exactly.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from partnerbook.pricing.exact import HUNDRED, ZERO
from partnerbook.pricing.items import LIST, OPENING, Item
from partnerbook.pricing.measure import Deal, begun, further
from partnerbook.pricing.stacks import Choice

DEAL = Deal(HUNDRED, 1, two_tier=False, uncapped=True)
"""What shares of list are reckoned on."""

Key = tuple[tuple[Item, ...], tuple[Choice, ...], str]


class Lines:
    """What stacks give on top of leading steps; remembered for the same items and stacks."""

    def __init__(self) -> None:
        self._known: dict[Key, tuple[tuple[Decimal, Decimal], ...]] = {}

    def best(
        self, items: Sequence[Item], listed: tuple[Choice, ...], count: int, figure: str
    ) -> list[Choice]:
        """Of stacks that all take the first ``count`` items those with the most, on DEAL.

        ``figure``: of Totals. Call inside exactly(), with a ``count`` that ``leading`` answered.
        """
        price = further(begun(DEAL), items[:count], DEAL).partner
        key = (tuple(items[count:]), listed, figure)
        if key not in self._known:
            tails = ([items[at] for at in choice[count:]] for choice in listed)
            self._known[key] = tuple([_line(tail, figure) for tail in tails])
        values = [start + slope * price for start, slope in self._known[key]]
        most = max(values)
        return [choice for choice, value in zip(listed, values, strict=True) if value == most]


def leading(items: Sequence[Item], listed: Sequence[Choice]) -> int:
    """How many of the first items every stack takes and leave no more than one price behind."""
    # What the first and the last have in common in the order of a dictionary, all have.
    first, last_one = min(listed), max(listed)
    count = 0
    while first[count : count + 1] == last_one[count : count + 1] == (count,):
        count += 1
    while count and count < len(items) and items[count].stage == items[count - 1].stage:
        count -= 1
    last = items[count - 1].stage if count else OPENING
    named = (item.base for item in items[count:] if item.base not in (LIST, OPENING))
    return count if all(base >= last for base in named) else 0


def _line(tail: Sequence[Item], figure: str) -> tuple[Decimal, Decimal]:
    """What comes on top: at a price of nothing, and how much more for each unit of price."""
    low, high = (_on_top(tail, figure, price) for price in (ZERO, HUNDRED))
    return low, (high - low).scaleb(-2)


def _on_top(tail: Sequence[Item], figure: str, price: Decimal) -> Decimal:
    start = begun(DEAL)._replace(partner=price, partner_open=price)
    found: Decimal = getattr(further(start, tail, DEAL).totals, figure)
    return found
