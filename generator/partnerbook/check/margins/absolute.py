"""Absolute prices against what they lower: the list price, or the price that earlier steps left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_UP, Decimal

from partnerbook.findings import Ref
from partnerbook.pricing.exact import ONE, exactly, share, smallest
from partnerbook.resolve.axes import LAST_DAY
from partnerbook.resolve.program import Step
from partnerbook.rulebook import Answers
from partnerbook.values.money import Money
from partnerbook.values.percent import Percent


@dataclass(frozen=True, slots=True)
class Lowered:
    """An absolute price, where it is written, and what one unit of a product costs without it.

    ``listed``: whether that is the list price itself, at ``base_ref``.
    """

    price: Money
    at: Ref
    product: str
    base: Decimal
    base_ref: Ref
    listed: bool = True

    @property
    def part(self) -> Decimal:
        """What is given, as a part of what it is taken off; to show."""
        with exactly():
            return share(self.base - self.price.amount, self.base)

    def above(self, most: Percent) -> bool:
        """Whether more is given than so much of it."""
        return self.price.amount < self.least(most)

    def least(self, most: Percent) -> Decimal:
        """The lowest price that gives no more than so much, exact."""
        with exactly():
            return self.base * (ONE - most.fraction)


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


def against_base(answers: Answers, step: Step) -> Iterator[Lowered]:
    """The same with what it is reckoned from: in the worst stacks, where that is no list price."""
    if step.base == "list":
        yield from against_list(answers, step)
        return
    for one in answers.extremes:
        if one.partner != step.partner or not any(i.step.id == step.id for i in one.plan.items):
            continue
        for taken in one.worst.taken:
            if taken.step.id == step.id and one.currency in taken.row.prices:
                number = list(taken.row.prices).index(one.currency)
                at, money = taken.row.rate_ref.child(number), taken.row.prices[one.currency]
                with exactly():
                    base = share(taken.base_amount, Decimal(one.worst.units))
                yield Lowered(money, at, one.product, base, one.price.ref, listed=False)


def payable(amount: Decimal, currency: str) -> Money:
    """The lowest price in whole coins that is not below an amount."""
    return Money(amount.quantize(smallest(currency), ROUND_UP), currency)
