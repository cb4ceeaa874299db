"""What an order comes to in all, and what the best permitted stack would: for people."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.explain.price import PriceAnswer
from partnerbook.findings import Ref
from partnerbook.pricing import Quote
from partnerbook.pricing.first_period import MEASURED, what_sums_are_for
from partnerbook.pricing.items import is_promised
from partnerbook.render.fmt import joined, percent
from partnerbook.render.reports.explain_frame import Frame
from partnerbook.render.reports.ink import Ink, safe, wrap
from partnerbook.render.reports.ledger import Entry, ledger, plain, sourced
from partnerbook.render.reports.source import COLUMNS
from partnerbook.render.words import ROUNDING


def sum_words(quote: Quote) -> Iterator[tuple[str, str]]:
    """What the sums are called, by their name, as far as they say anything."""
    who = "the customer" if quote.customer_pays else "the partner"
    sums = quote.sums
    assert sums is not None
    yield "list_value", "list value"
    yield "invoice", f"{who} pays at the order"
    yield "back_end", "the partner gets later"
    yield "net_net", "net-net: the invoice less what comes later"
    yield "earned", "the partner company earns in all"
    if sums.persons.amount:
        yield "persons", "people get"
    if sums.distributor_invoice is not None:
        yield "distributor_invoice", "the distributor pays the vendor at the order"
        yield "distributor_back_end", "the distributor gets later"
    yield "vendor_net", "the vendor keeps, its net revenue (internal)"
    if sums.cost is not None:
        yield "cost", "cost (internal)"


def in_all(answer: PriceAnswer, frame: Frame, ink: Ink) -> Iterator[str]:
    """The sums of the whole order, and how amounts were rounded."""
    quote, currency = answer.quote, answer.order.currency
    sums = quote.sums
    assert sums is not None
    yield ink("bold", "In all")
    entries = []
    for name, words in sum_words(quote):
        figure = getattr(sums, name)
        # Of the other sums the terms stand above, each with where it is written.
        refs = figure.refs if name == "cost" else ()
        notes = tuple((f"of one unit{_of_what(frame, ref, currency)}", ref) for ref in refs)
        if name == "invoice" and figure.amount < 0:
            who = "the customer" if quote.customer_pays else "the partner"
            entries.append(Entry(f"{who} gets back", (plain(-figure.amount, currency),)))
            continue
        entries.append(Entry(words, (plain(figure.amount, currency),), notes))
        if name == "invoice" and any(map(quote.is_recommended, quote.taken)):
            entries.append(Entry("if the distributor passes on what is recommended", ("",)))
        if name == "distributor_back_end" and sums.distributor_margin is not None:
            kept = plain(sums.distributor_margin.amount, currency)
            entries.append(Entry("the distributor keeps, passing the price on", (kept,)))
    if sums.margin is not None:
        entries.append(Entry("margin, in % of net revenue (internal)", (percent(sums.margin),)))
    yield from ledger(entries, ("",), frame, ink)
    part = what_sums_are_for(frame.program, quote)
    if part:
        yield from sourced(f"these sums are for {part}; {MEASURED}", None, frame, ink, 2)
    (head,) = frame.program.records["program"].values()
    if "rounding" in head.data:
        text = f"each amount is rounded as {currency} is paid, {ROUNDING[head.data['rounding']]}"
        yield from sourced(text, head.ref.child("rounding"), frame, ink, 2)
    if answer.open:
        yield from wrap("What depends on what the order does not say is not in it.", COLUMNS)


def _of_what(frame: Frame, cost: Ref, currency: str) -> str:
    """The product whose cost is written there."""
    products = frame.program.products.values()
    return next((f" of {one.name}" for one in products if one.cost_ref(currency) == cost), "")


def best_stack(answer: PriceAnswer, ink: Ink) -> Iterator[str]:
    """What would be best for the partner, where the order takes something else."""
    best, mine = answer.best, answer.quote.sums
    if best is None or best.sums is None or mine is None:
        return
    currency = answer.order.currency
    names = dict.fromkeys(one.step.name for one in best.taken if one.step.applies != "automatic")
    with_ = joined(list(names)) or "none of those on request"
    if (best.sums.earned.amount, best.sums.persons.amount) == (
        mine.earned.amount,
        mine.persons.amount,
    ):
        return
    earns, here = (plain(sums.earned.amount, currency) for sums in (best.sums, mine))
    net = plain(best.sums.net_net.amount, currency)
    text = f"With {with_} the partner company earns {earns} (here {here}), net-net {net}"
    if best.sums.persons.amount or mine.persons.amount:
        people, some = (plain(sums.persons.amount, currency) for sums in (best.sums, mine))
        text += f"; people get {people} (here {some})"
    given = {one.step.name: None for one in answer.quote.taken if not is_promised(one.step)}
    if given:
        text += f"; {joined(list(given))} is at the vendor's discretion and not counted on there"
    yield ""
    yield ink("bold", "The best permitted stack for the partner")
    yield from wrap(safe(f"{text}."), COLUMNS)
