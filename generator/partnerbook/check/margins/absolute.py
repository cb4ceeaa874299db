"""Absolute prices against the list prices that they are to lower."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_UP, Decimal

from partnerbook.findings import Ref
from partnerbook.pricing.exact import smallest
from partnerbook.resolve.axes import LAST_DAY
from partnerbook.resolve.program import Step
from partnerbook.rulebook import Answers
from partnerbook.values.money import Money


@dataclass(frozen=True, slots=True)
class Lowered:
    """An absolute price, where it is written, and what one unit of a product costs at list."""

    price: Money
    at: Ref
    product: str
    base: Decimal
    base_ref: Ref


def against_list(answers: Answers, step: Step) -> Iterator[Lowered]:
    """Each absolute price of a step with each list price that it holds for, from today on."""
    program = answers.program
    ahead = ((program.as_of.toordinal(), LAST_DAY),)
    for row in step.rows:
        for number, (currency, money) in enumerate(row.prices.items()):
            at = row.rate_ref.child(number)
            for listed in program.prices:
                if listed.price.currency != currency or not listed.price.amount:
                    continue
                if row.cells.meet(listed.cells).limited("day", ahead):
                    yield Lowered(money, at, listed.product, listed.price.amount, listed.ref)


def payable(amount: Decimal, currency: str) -> Money:
    """The lowest price in whole coins that is not below an amount."""
    return Money(amount.quantize(smallest(currency), ROUND_UP), currency)
