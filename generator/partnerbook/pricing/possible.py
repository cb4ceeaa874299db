"""Whether a deal can be: what is bought in a period has the order itself in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal

from partnerbook.pricing.contexts import Grades
from partnerbook.pricing.items import Item
from partnerbook.pricing.measure import Deal, totals
from partnerbook.pricing.stack import Stack
from partnerbook.resolve.program import Row
from partnerbook.values.box import BoxSet
from partnerbook.values.spans import INFINITY, Number, meet_spans


def bought_below(rows: Iterable[Row], currency: str) -> Number:
    """Below what the purchases of the period stay wherever all these rows count."""
    axis = f"period_value:{currency}"
    held = (row.cells.on(axis) for row in rows if axis in row.cells.axes())
    return min((side[-1][1] for side in held if side), default=INFINITY)


def can_be(stack: Sequence[Item], deal: Deal, below: Number) -> bool:
    """Whether an order that pays so much is still below a bound on what is bought in its period."""
    if below == INFINITY:
        return True
    return not deal.endless and deal.value - totals(stack, deal).at_order < below


def grade_of(grades: Grades, stack: Stack, otherwise: int) -> int:
    """Which quantities and list values a deal has; ``otherwise`` where its lines are several."""
    for at, (quantity, value) in enumerate(grades):
        if _holds(quantity, Decimal(stack.units)) and _holds(value, stack.value):
            return at
    return otherwise


def without_the_impossible(around: BoxSet, currency: str, stacks: Iterable[Stack]) -> BoxSet:
    """A sort of deals less purchases of a period that these orders alone go beyond.

    Deals of other purchases can have the very same rows; one box of them does not say so.
    """
    axis = f"period_value:{currency}"
    least = max(stack.partner_pays for stack in stacks)
    if meet_spans(around.on(axis), ((least, INFINITY),)):
        return around
    return around.without(axis)


def _holds(side: Sequence[tuple[Number, Number]], number: Decimal) -> bool:
    return any(low <= number < high for low, high in side)
