"""How large a deal is: the smallest one in a band, and where a cap begins to bind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from partnerbook.pricing.exact import ONE, ZERO, share
from partnerbook.pricing.items import LIST, OPENING, Item
from partnerbook.values.spans import INFINITY, Number, Spans


@dataclass(frozen=True, slots=True)
class Size:
    """Deals of ``units`` or more, below ``below`` (None: without end).

    ``lines``: on how many lines the smallest one has to be spread, because each line must stay in a
    band of quantities while the order reaches a list value. ``first`` and ``last``: the fewest and
    the most units of a line then.
    """

    units: int
    below: int | None
    lines: int = 1
    first: int = 1
    last: int = 1

    def on(self, units: int) -> int:
        """On how many lines such an order of so many units has to be, if none may be fewer."""
        return 1 if self.lines == 1 else max(self.lines, -(-units // self.last))

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


def sized(grades: Sequence[tuple[Spans, Spans]], price: Decimal) -> tuple[tuple[Size, ...], int]:
    """The sizes that deals can have at a price, and among which grades the smallest is."""
    found = [
        (size, at)
        for at, (quantity, value) in enumerate(grades)
        for size in sizes(quantity, value, price)
    ]
    found.sort(key=lambda one: one[0].order)
    return tuple(size for size, _ in found), found[0][1] if found else 0


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
    if last is None:
        return Size(units, below)
    if lines > 1:
        return Size(units, below, lines, first, last)
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


class Straight(NamedTuple):
    """An amount that grows with the deal: ``start`` + ``slope`` × units."""

    start: Decimal
    slope: Decimal

    def at(self, units: Decimal) -> Decimal:
        """How much it is at a number of units."""
        return self.start + self.slope * units

    def plus(self, other: Straight) -> Straight:
        """The sum."""
        return Straight(self.start + other.start, self.slope + other.slope)

    def times(self, rate: Decimal) -> Straight:
        """So much of it."""
        return Straight(self.start * rate, self.slope * rate)

    def meets(self, other: Straight, beyond: Decimal) -> Iterator[Decimal]:
        """Beyond how many units (to 60 digits) it is as much as another, if anywhere."""
        if self.slope != other.slope:
            units = share(other.start - self.start, self.slope - other.slope)
            if units > beyond:
                yield units


NOTHING = Straight(ZERO, ZERO)


class _Given(NamedTuple):
    """What an item gives on a chain just above a number of units, and where that bends next."""

    item: Item
    chain: str
    amount: Straight
    bends: tuple[Decimal, ...]


def kinks(
    stack: Sequence[Item], price: Decimal, *, two_tier: bool, lines: int = 1
) -> tuple[Decimal, ...]:
    """The numbers of units (to 60 digits) at which what a stack gives changes course, ascending.

    Of orders of so many ``lines``. A cap begins or ends to bind, or an absolute price begins to
    lower anything. Of several between the same two whole numbers only the first is told; for whole
    units that makes no difference.
    """
    found: list[Decimal] = []
    if not any(item.bending for item in stack):
        return ()
    units = ZERO
    while True:
        ahead = [
            bend
            for given in _given(stack, price, units, two_tier=two_tier, lines=lines)
            for bend in given.bends
        ]
        if not ahead:
            return tuple(found)
        found.append(min(ahead))
        units = Decimal(_up(min(ahead)))


def earned_from(stack: Sequence[Item], price: Decimal, units: Decimal) -> Straight:
    """What the partner company gets of a stack just above a number of units, up to the next kink.

    Exact only while no cap begins to bind.
    """
    total = NOTHING
    for given in _given(stack, price, units, two_tier=False):
        counts = ONE if given.item.chain == "partner" else ZERO
        if given.item.bearing is not None:
            counts -= given.item.bearing.partner
        if given.chain == "partner" and counts:
            total = total.plus(given.amount.times(counts))
    return total


def _given(
    stack: Sequence[Item], price: Decimal, units: Decimal, *, two_tier: bool, lines: int = 1
) -> Iterator[_Given]:
    """What each item gives just above a number of units."""
    value = Straight(ZERO, price)
    for chain in ("partner", "distributor") if two_tier else ("partner",):
        running = value
        opening: dict[int, Straight] = {}
        closed: list[tuple[int, Straight]] = [(OPENING, value)]
        for item in stack:
            if item.chain != "customer" and (item.chain == "distributor") != (
                chain == "distributor"
            ):
                continue
            base = opening.setdefault(item.stage, running)
            if item.base == LIST:
                base = value
            elif item.base != OPENING:
                base = next(was for at, was in reversed(closed) if at <= item.base)
            given = _cut(item, chain, _raw(item, base, price * lines), units)
            yield given
            if item.chain != "person":
                running = running.plus(given.amount.times(Decimal(-1)))
            closed.append((item.stage, running))


def _raw(item: Item, base: Straight, price: Decimal) -> Straight:
    """What an item gives before its caps, while that is more than nothing.

    ``price``: of one unit on each line.
    """
    beside = Straight(item.fixed + item.list_units * price, ZERO)
    if item.per_unit:
        beside = Straight(ZERO, item.fixed)
    return base.times(item.rate).plus(beside)


def _cut(item: Item, chain: str, raw: Straight, units: Decimal) -> _Given:
    """The least of what it gives and its caps; an absolute price takes nothing back."""
    if not item.bending:
        return _Given(item, chain, raw, ())
    most = [raw]
    if item.limit is not None:
        most.append(Straight(item.limit, ZERO))
    if item.unit_limit is not None:
        most.append(Straight(ZERO, item.unit_limit))
    bends = [x for one, two in combinations(most, 2) for x in one.meets(two, units)]
    amount = min(most, key=lambda one: (one.at(units), one.slope))
    if item.floored:
        bends += raw.meets(NOTHING, units)
        amount = max(amount, NOTHING, key=lambda one: (one.at(units), one.slope))
    return _Given(item, chain, amount, tuple(bends))
