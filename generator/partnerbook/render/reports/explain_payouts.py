"""How what an order earns is paid, and what a lower list price credits, at a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.explain.price import PriceAnswer
from partnerbook.pricing import payouts
from partnerbook.render.fmt import day
from partnerbook.render.payouts import labels_in_words, parts_in_words
from partnerbook.render.reports.explain_frame import Frame
from partnerbook.render.reports.ink import Ink, safe, wrap
from partnerbook.render.reports.ledger import plain, sourced
from partnerbook.render.reports.source import COLUMNS


def paid_out(answer: PriceAnswer, frame: Frame, ink: Ink) -> Iterator[str]:
    """How what has parts or labels is paid."""
    for payout in payouts(answer.quote):
        yield ""
        step, currency = payout.step, answer.order.currency
        amount = plain(payout.amount.amount, currency)
        yield ink("bold", safe(f"How {currency} {amount} of {step.name} is paid"))
        labels = [(text, step.ref.child("payment")) for text in labels_in_words(payout)]
        parts = zip(parts_in_words(payout), payout.parts, strict=True)
        for text, ref in (*((text, paid.part.ref) for text, paid in parts), *labels):
            yield from sourced(text, ref, frame, ink, 2)


def protected(answer: PriceAnswer, frame: Frame, ink: Ink) -> Iterator[str]:
    """What is credited for each unit in stock when a list price falls."""
    currency, supposed = answer.order.currency, answer.supposed
    for fall in (*answer.falls, *(() if supposed is None else supposed.falls)):
        yield ""
        if supposed is not None and fall in supposed.falls:
            price = plain(supposed.price.amount, currency)
            yield f"Supposed that the list price is {price} from {day(supposed.on)} on:"
        name = frame.program.products[fall.product].name
        credit = plain(fall.credit.amount, currency)
        yield ink("bold", safe(f"{fall.step.name}: {currency} {credit} for each {name} in stock"))
        old, new = (plain(net.amount, currency) for net in (fall.old, fall.new))
        text = f"The list price falls on {day(fall.on)}: {old} - {new} = {credit} net per unit,"
        yield from sourced(f"{text} both at the rates of the order.", fall.refs[1], frame, ink, 2)
        terms = fall.step.terms
        window = f"Ordered less than {terms.window} before"
        days = f"{terms.reported_within}, with the day of the fall"
        report = f"{window}; stock reported by {day(fall.report_by)} ({days})."
        yield from sourced(report, fall.step.ref.child("window"), frame, ink, 2)
    if supposed is not None and supposed.why:
        yield ""
        name = frame.program.products[supposed.product].name
        price = plain(supposed.price.amount, currency)
        text = (
            f"If the list price of {name} were {price} from {day(supposed.on)} on, nothing would"
            f" be credited: {supposed.why}."
        )
        yield from wrap(safe(text), COLUMNS)
