"""What is credited on units in stock when a list price falls soon after they were ordered."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from partnerbook.findings import Ref
from partnerbook.pricing.exact import Coins, exactly, share
from partnerbook.pricing.order import Order, cell_of
from partnerbook.pricing.quote import LineQuote, Quote
from partnerbook.pricing.quoting import price
from partnerbook.pricing.rows import Nesting, match
from partnerbook.resolve.axes import day_axis
from partnerbook.resolve.example_results import PRICE_PROTECTION
from partnerbook.resolve.program import ListPrice, Program, Step
from partnerbook.resolve.written import Original
from partnerbook.values.money import Money
from partnerbook.values.period import after, last_day


@dataclass(frozen=True, slots=True)
class Fall:
    """A lower list price within the window of an order's day, at the rates of the order.

    ``line``: which line of the order, from 0. ``old`` and ``new`` are what one unit costs the buyer
    at the order, on the day before and from ``on`` on; ``credit`` is the difference, for each unit
    still in stock that is reported by ``report_by``. ``refs``: the old and the new list price.
    """

    step: Step
    line: int
    product: str
    on: date
    old: Money
    new: Money
    credit: Money
    report_by: date
    refs: tuple[Ref, Ref]


def falls(program: Program, order: Order) -> tuple[Fall, ...]:
    """The credits to which an order entitles by the price lists that are there.

    The order is priced anew with the list prices of each day on which one begins, at the rates at
    which it was bought: whatever else changes by then is no fall of the list price.
    Only what can be told for certain is in the answer. Raises nothing for what an order says.
    """
    steps = [
        step
        for step in program.steps
        if step.kind == PRICE_PROTECTION and order.viewer.sees(step.audience)
    ]
    if not steps or "order" not in order.dates:
        return ()
    then = price(program, order)
    if len(then.lines) != len(order.lines):
        return ()
    with exactly():
        return tuple(fall for step in steps for fall in _falls(program, order, step, then))


def _falls(program: Program, order: Order, step: Step, then: Quote) -> Iterator[Fall]:
    window, reported = step.terms.window, step.terms.reported_within
    assert window is not None, f"{step.ref} has no window"
    assert reported is not None, f"{step.ref} says no time to report"
    bought = order.dates["order"]
    end = after(bought, window, program.holidays)
    before = list(then.lines)
    rated = _as_rated(order, then)
    for on in _beginnings(program, order):
        if not bought < on < end:
            continue
        again = price(replace(program, prices=tuple(_prices(program, order, on))), rated)
        if len(again.lines) != len(before):
            continue
        for at, (was, now) in enumerate(zip(before, again.lines, strict=True)):
            old, new = (_net(program, step, line) for line in (was, now))
            lower = now.price.price < was.price.price
            if lower and old is not None and new is not None and new < old:
                if _applies(program, order, step, at):
                    by = last_day(on, reported, program.holidays)
                    refs = (was.price.ref, now.price.ref)
                    product = was.line.product
                    yield Fall(step, at, product, on, old, new, old - new, by, refs)
                before[at] = now


def _as_rated(order: Order, then: Quote) -> Order:
    """The order that takes what it took, at the bands of its list value then."""
    listed = sum((line.sums.list_value.amount for line in then.lines), Decimal(0))
    value = Money(listed, order.currency)
    lines = tuple(
        replace(line, of=line.of or Original(order.dates, line.line_type, line.quantity, value))
        for line in order.lines
    )
    return replace(order, lines=lines, take=frozenset(one.step.id for one in then.taken))


def _prices(program: Program, order: Order, on: date) -> Iterator[ListPrice]:
    """The list prices, those of a later day as if they held on the day of the order."""
    ordered = {line.product for line in order.lines}
    axes = program.axes
    later, bought = (axes.on(day).on(day_axis()) for day in (on, order.dates["order"]))
    for listed in program.prices:
        cells = listed.cells
        if listed.product in ordered and listed.price.currency == order.currency:
            cells = cells.limited(day_axis(), later).without(day_axis())
            cells = cells.limited(day_axis(), bought)
        if cells:
            yield replace(listed, cells=cells)


def _beginnings(program: Program, order: Order) -> list[date]:
    """The days on which a list price of something ordered begins."""
    ordered = {line.product for line in order.lines}
    days = {
        int(low)
        for listed in program.prices
        if listed.product in ordered and listed.price.currency == order.currency
        for low, _ in listed.cells.on("day")
    }
    bought = order.dates["order"].toordinal()
    return [date.fromordinal(day) for day in sorted(days) if day > bought]


def _applies(program: Program, order: Order, step: Step, at: int) -> bool:
    cell = cell_of(program, order, order.lines[at], None)
    found = match(program.axes, step, Nesting(step), cell, order.currency)
    return found.row is not None


def _net(program: Program, step: Step, line: LineQuote) -> Money | None:
    """What one unit costs the buyer at the order, rounded as it is paid; None if it buys nothing.

    That is the distributor where the step is on its side.
    """
    sums = line.sums
    paid = sums.distributor_invoice if step.side == "distributor" else sums.invoice
    if paid is None:
        return None
    currency = paid.money.currency
    coins = Coins(currency, program.rounding)
    return Money(coins.rounded(share(paid.amount, Decimal(line.line.quantity))), currency)
