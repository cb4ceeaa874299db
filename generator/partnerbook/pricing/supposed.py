"""What price protection would credit if a list price fell: asked, not written in any list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from partnerbook.pricing.order import Order
from partnerbook.pricing.price_protection import Fall, falls
from partnerbook.pricing.quote import Quote
from partnerbook.pricing.reasons import budget_words
from partnerbook.resolve.axes import day_axis, day_spans
from partnerbook.resolve.example_results import PRICE_PROTECTION
from partnerbook.resolve.program import ListPrice, Program, Step
from partnerbook.values.dates import in_words
from partnerbook.values.money import Money
from partnerbook.values.period import Period, after


@dataclass(frozen=True, slots=True)
class Supposed:
    """A list price that falls from a day on: what is credited then, or why nothing is."""

    product: str
    price: Money
    on: date
    falls: tuple[Fall, ...]
    why: str


def suppose(program: Program, quote: Quote, product: str, price: Money, on: date) -> Supposed:
    """What is credited for an order if the list price of a product is ``price`` from ``on`` on."""
    order = quote.order
    prices = tuple(_fallen(program, product, price, on))
    found = falls(replace(program, prices=prices), order)
    mine = tuple(fall for fall in found if fall.product == product and fall.on == on)
    why = "" if mine else _why(program, quote, product, price, on)
    return Supposed(product, price, on, mine, why)


def _fallen(program: Program, product: str, price: Money, on: date) -> Iterator[ListPrice]:
    """The list prices; those of the product end before the day, and begin anew at the price."""
    before, later = day_spans(Period(date.min, on)), day_spans(Period(on, date.max))
    for listed in program.prices:
        if (listed.product, listed.price.currency) != (product, price.currency):
            yield listed
            continue
        yield replace(listed, cells=listed.cells.limited(day_axis(), before))
        yield replace(listed, price=price, cells=listed.cells.limited(day_axis(), later))


def _why(program: Program, quote: Quote, product: str, price: Money, on: date) -> str:
    order = quote.order
    lines = [line for line in quote.lines if line.line.product == product]
    steps = [step for step in program.steps if step.kind == PRICE_PROTECTION]
    if not steps:
        return "the program has no price protection"
    if not lines:
        return f"the order has no {program.products[product].name} with a list price"
    if price >= lines[0].price.price:
        return f"that is not below the list price of the order, {lines[0].price.price}"
    left = {one.step.id: one.reason for one in lines[0].not_applied}
    for step in steps:
        if left.get(step.id) == budget_words(step):
            return _out_of_window(program, order, step, on)
    step = steps[0]
    return f"{step.name}: {left.get(step.id, 'not for this order')}"


def _out_of_window(program: Program, order: Order, step: Step, on: date) -> str:
    bought, window = order.dates["order"], step.terms.window
    assert window is not None, f"{step.ref} has no window"
    if on <= bought:
        return f"the order of {in_words(bought)} comes after the fall"
    last = after(bought, window, program.holidays) - timedelta(days=1)
    if on > last:
        said = f"{step.name} covers {window} from the order on, to {in_words(last)}"
        return f"the fall is too late: {said}"
    return "what one unit costs net would not be lower"
