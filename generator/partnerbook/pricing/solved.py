"""The number of one step with which an order comes out as expected: a round rate or amount."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from partnerbook.findings import Ref
from partnerbook.pricing.exact import HUNDRED, ZERO, share
from partnerbook.pricing.expected import Difference, reckoned
from partnerbook.pricing.order import Order
from partnerbook.pricing.quoting import price
from partnerbook.pricing.waterfall import Taken
from partnerbook.resolve.program import Program, Row
from partnerbook.values.money import Money
from partnerbook.values.percent import Percent

_HALF = Decimal("0.5")
"""Rates that are solved for are told only as whole and half percents: any amount fits some rate."""


@dataclass(frozen=True, slots=True)
class Solved:
    """What would have to be written at a place, and the program as it is then."""

    text: str
    ref: Ref
    program: Program


def solved(program: Program, order: Order, first: Difference, taken: Taken) -> Iterator[Solved]:
    """The whole or half percent, or the whole amount, with which the first difference is gone."""
    if first.reckoned is None:
        return
    if taken.rate is not None:
        yield from _rate(program, order, first, taken)
    elif order.currency in taken.row.amounts:
        yield from _amount(program, order, first, taken)


def _rate(program: Program, order: Order, first: Difference, taken: Taken) -> Iterator[Solved]:
    rate, now = taken.rate, first.reckoned
    assert rate is not None
    assert now is not None
    if taken.row.rate != rate or taken.row.marginal:
        return
    step = Decimal(1 if rate.points < 50 else -1)
    probe = with_rate(program, taken, Percent(rate.points + step))
    then = reckoned(probe, price(probe, order), first.expected)
    if then is None or then == now:
        return
    more = share((first.expected.money - now).amount * step, (then - now).amount)
    points = share(rate.points + more, _HALF).to_integral_value() * _HALF
    if ZERO < points <= HUNDRED and points != rate.points:
        found = Percent(_short(points))
        yield Solved(str(found), taken.row.rate_ref, with_rate(program, taken, found))


def _amount(program: Program, order: Order, first: Difference, taken: Taken) -> Iterator[Solved]:
    row, currency = taken.row, order.currency

    def given(probe: int) -> Decimal | None:
        then = with_amount(program, taken, Money(Decimal(probe), currency))
        money = reckoned(then, price(then, order), first.expected)
        return None if money is None else money.amount

    # Two that are small enough for every cap.
    one, two = given(1), given(2)
    if one is None or two is None or one == two:
        return
    wanted = 1 + share(first.expected.money.amount - one, two - one)
    whole = wanted == wanted.to_integral_value()
    if whole and ZERO < wanted != row.amounts[currency].amount:
        found, at = Money(wanted.to_integral_value(), currency), list(row.amounts).index(currency)
        yield Solved(str(found), row.rate_ref.child(at), with_amount(program, taken, found))


def with_rate(program: Program, taken: Taken, rate: Percent) -> Program:
    """The program with another rate in the row that something was taken by."""
    return _changed(program, taken, lambda row: replace(row, rate=rate))


def with_amount(program: Program, taken: Taken, money: Money) -> Program:
    """The program with another amount in the row that something was taken by."""
    return _changed(
        program, taken, lambda row: replace(row, amounts={**row.amounts, money.currency: money})
    )


def _changed(program: Program, taken: Taken, change: Callable[[Row], Row]) -> Program:
    at = taken.row.rate_ref
    rows = tuple(change(row) if row.rate_ref == at else row for row in taken.step.rows)
    steps = (replace(s, rows=rows) if s.id == taken.step.id else s for s in program.steps)
    return replace(program, steps=tuple(steps))


def _short(points: Decimal) -> Decimal:
    whole = points.to_integral_value()
    return whole if whole == points else points.normalize()
