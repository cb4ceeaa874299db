"""Orders that have to be of several lines, under bands that give each part of a quantity its rate.

Each line begins in the first band again, so what such bands give hangs on the number of lines that
n units are on: ``rate × n + lines × list_units``. Rates that rise give most on the fewest lines,
those that fall on the most. Where all else only weighs less, the larger an order is, two things
follow. An order of as many units on each line as a line can have (or, where rates fall, as few) is
no worse than any larger one, which has at best lines like these. And up to that order the number of
lines is one and the same, so that what a stack gives is straight between its bends, as on one line.
"""

from __future__ import annotations

from collections.abc import Sequence

from partnerbook.pricing.exact import ZERO
from partnerbook.pricing.items import Item
from partnerbook.pricing.sizes import Size


def by_parts(stack: Sequence[Item]) -> tuple[Item, ...]:
    """The bands of a stack that give each part of a quantity a rate of its own."""
    return tuple(item for item in stack if item.list_units)


def why_not(stack: Sequence[Item], *, two_tier: bool) -> str:
    """Why the worst order of several lines cannot be found so; empty if it can.

    What weighs more on a larger deal, because what somebody else bears weighs less, is not asked
    about here.
    """
    parts = by_parts(stack)
    if not parts:
        return ""
    if len({item.list_units > ZERO for item in parts}) > 1:
        return "some of these rates rise and others fall with the quantity of a line"
    for item in stack:
        name = item.step.name
        if item.floored:
            return f"{name} is an absolute price, which each line reaches at another place"
        if item.fixed < ZERO and not item.per_unit:
            return f"{name} weighs more, the larger the order is, whatever its lines are"
        if item.unit_limit is not None and (item.list_units or item.on_price):
            return f"the cap per unit of {name} cuts each line at another place"
        if two_tier and item.on_price:
            return f"{name} is reckoned from a price that a distributor passes on"
    return ""


def spread(stack: Sequence[Item], size: Size) -> tuple[Size, ...]:
    """The orders of a size of several lines among which the worst one of a stack is."""
    parts = by_parts(stack)
    if not parts or size.lines == 1:
        return (size,)
    if parts[0].list_units < ZERO:
        return (_of_lines(size, size.lines, size.units, size.lines * size.last + 1),)
    lines = size.units // size.first
    more = (lines + 1) * size.first
    largest = min(more, lines * size.last + 1)
    fewer = _of_lines(size, lines, size.units, largest)
    if size.below is not None and more >= size.below:
        return (fewer,)
    return (fewer, _of_lines(size, lines + 1, more, more + 1))


def _of_lines(size: Size, lines: int, units: int, below: int) -> Size:
    end = below if size.below is None else min(below, size.below)
    return Size(units, end, lines, size.first, size.last)
