"""How large a deal is: the smallest one in a band, and where a cap begins to bind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from partnerbook.pricing.exact import ONE, ZERO, share
from partnerbook.pricing.items import LIST, OPENING, Item
from partnerbook.values.spans import INFINITY, Number, Spans


@dataclass(frozen=True, slots=True)
class Size:
    """Deals of ``units`` or more, below ``below`` (None: without end).

    ``lines``: on how many lines the smallest one has to be spread, because each line must stay in a
    band of quantities while the order reaches a list value.
    """

    units: int
    below: int | None
    lines: int = 1

    @property
    def order(self) -> tuple[int, int, Number]:
        """To sort by: the smallest deals first."""
        return (self.units, self.lines, INFINITY if self.below is None else self.below)


def sizes(quantity: Spans, value: Spans, price: Decimal) -> tuple[Size, ...]:
    """The deals whose lines lie in a set of quantities and whose list value lies in a set of sums.

    One Size per pair of stretches that some deal meets, the smallest deal first. ``price`` is that
    of one unit and not zero.
    """
    found: list[Size] = []
    for low, high in quantity:
        for start, end in value:
            size = _size((low, high), (start, end), price)
            if size is not None:
                found.append(size)
    return tuple(sorted(found, key=lambda size: size.order))


def _size(
    quantity: tuple[Number, Number], value: tuple[Number, Number], price: Decimal
) -> Size | None:
    first = max(1, _up(quantity[0]))
    last = None if quantity[1] == INFINITY else _up(quantity[1]) - 1
    if last is not None and last < first:
        return None
    below = None if value[1] == INFINITY else _up_share(Decimal(value[1]), price)
    units = max(first, _up_share(Decimal(value[0]), price))
    lines = 1
    if last is not None and units > last:
        # The order is larger than one line may be: spread it over as few lines as will do.
        lines = -(-units // last)
        units = max(units, lines * first)
    if below is not None and units >= below:
        return None
    if lines > 1 or last is None:
        return Size(units, below, lines)
    return Size(units, last + 1 if below is None else min(below, last + 1), lines)


def _up(number: Number) -> int:
    """The smallest whole number that is not less."""
    whole = int(number)
    return whole if whole == number else whole + 1


def _up_share(amount: Decimal, price: Decimal) -> int:
    """The fewest units whose list value is at least an amount."""
    # Not -(-amount // price): Decimal's // cuts towards zero.
    units = int(amount // price)
    return units if units * price == amount else units + 1


@dataclass(frozen=True, slots=True)
class Straight:
    """An amount that grows with the deal: ``start`` + ``slope`` × units."""

    start: Decimal
    slope: Decimal

    def plus(self, other: Straight) -> Straight:
        """The sum."""
        return Straight(self.start + other.start, self.slope + other.slope)

    def times(self, rate: Decimal) -> Straight:
        """So much of it."""
        return Straight(self.start * rate, self.slope * rate)


NOTHING = Straight(ZERO, ZERO)
_Given = tuple[Item, str, Straight]
"""An item, the chain that it lowers, and what it gives."""


def kinks(stack: Sequence[Item], price: Decimal, *, two_tier: bool) -> tuple[Decimal, ...]:
    """The numbers of units (to 60 digits) from which on a cap of the stack binds, ascending.

    Between two of them everything that the stack gives grows straight.
    """
    capped: set[int] = set()
    found: list[Decimal] = []
    while True:
        reached = [
            (share(item.limit - raw.start, raw.slope), at)
            for at, (item, _, raw) in enumerate(_given(stack, price, capped, two_tier=two_tier))
            if item.limit is not None and at not in capped and raw.slope > 0
        ]
        if not reached:
            return tuple(found)
        units, at = min(reached)
        capped.add(at)
        if units > 0:
            found.append(units)


def earned_from(stack: Sequence[Item], price: Decimal, units: Decimal) -> Straight:
    """What the partner company gets of a stack just above a number of units, up to the next kink.

    Exact only while no cap begins to bind.
    """
    capped: set[int] = set()
    while True:
        amounts = _given(stack, price, capped, two_tier=False)
        over = {
            at
            for at, (item, _, raw) in enumerate(amounts)
            if item.limit is not None and raw.start + raw.slope * units >= item.limit
        } - capped
        if not over:
            break
        capped.add(min(over))
    total = NOTHING
    for at, (item, chain, raw) in enumerate(amounts):
        counts = ONE if item.chain == "partner" else ZERO
        if item.bearing is not None:
            counts -= item.bearing.partner
        if chain == "partner" and counts:
            is_capped = at in capped and item.limit is not None
            given = Straight(item.limit or ZERO, ZERO) if is_capped else raw
            total = total.plus(given.times(counts))
    return total


def _given(
    stack: Sequence[Item], price: Decimal, capped: set[int], *, two_tier: bool
) -> list[_Given]:
    """What each item gives before its own cap, while the ``capped`` ones give their limit."""
    value = Straight(ZERO, price)
    out: list[_Given] = []
    for chain in ("partner", "distributor") if two_tier else ("partner",):
        running = value
        opening: dict[int, Straight] = {}
        closed: list[tuple[int, Straight]] = [(OPENING, value)]
        for item in stack:
            if item.chain != "customer" and (item.chain == "distributor") != (
                chain == "distributor"
            ):
                continue
            start = opening.setdefault(item.stage, running)
            if item.fixed:
                raw = Straight(ZERO, item.fixed) if item.per_unit else Straight(item.fixed, ZERO)
            elif item.base == LIST:
                raw = value.times(item.rate)
            elif item.base == OPENING:
                raw = start.times(item.rate)
            else:
                raw = next(was for at, was in reversed(closed) if at <= item.base).times(item.rate)
            is_capped = len(out) in capped and item.limit is not None
            amount = Straight(item.limit or ZERO, ZERO) if is_capped else raw
            out.append((item, chain, raw))
            if item.chain != "person":
                running = running.plus(amount.times(Decimal(-1)))
            closed.append((item.stage, running))
    return out
