"""What an order costs and earns, for people at a terminal: at most 80 columns wide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from partnerbook.check.examples.unreckoned import said_as
from partnerbook.explain.price import Hanging, PriceAnswer, Why
from partnerbook.findings import Ref
from partnerbook.pricing import LineQuote, Quote, Taken
from partnerbook.pricing.first_period import first_of
from partnerbook.pricing.roles import in_words
from partnerbook.pricing.terms import Stream, streams
from partnerbook.render.fmt import joined, percent, sentence
from partnerbook.render.reports.explain_expected import expected
from partnerbook.render.reports.explain_frame import Frame
from partnerbook.render.reports.explain_own_price import at_own_price
from partnerbook.render.reports.explain_payouts import paid_out, protected
from partnerbook.render.reports.explain_sums import best_stack, in_all
from partnerbook.render.reports.explain_text import closing, heading
from partnerbook.render.reports.ink import Ink, safe, wrap
from partnerbook.render.reports.ledger import Entry, ledger, plain, sourced, step
from partnerbook.render.reports.source import COLUMNS
from partnerbook.values.dates import in_words as in_words_of_day

HEADS = ("base", "rate", "amount", "price after")
_FLAGS = {
    "place": "--place",
    "seller": "--seller",
    "account": "--account",
    "route": "--route",
    "claim": "--claim",
    "tier": "--tier",
    "period_value": "--period-value",
    "period_growth": "--period-growth",
    "term_months": "--term-months",
}


def price(answer: PriceAnswer, frame: Frame, ink: Ink) -> str:
    """The waterfall of every line, the sums, and why nothing else is given."""
    quote = answer.quote
    lines = [*heading(f"What {answer.who} pays and earns", frame, ink), ""]
    coordinates = [one.words for one in answer.said]
    asked = answer.order.take is None
    if asked and any(one.step.applies == "on-request" for one in quote.taken):
        coordinates.append("of what is on request, what is best for the partner")
    coordinates.append(f"amounts in {quote.order.currency}")
    lines += wrap(safe("; ".join(coordinates)), COLUMNS)
    lines += _doubts(answer, frame, ink)
    lines += _selling_off(answer, frame, ink)
    lines += _unheld(answer, frame, ink)
    lines += _remarks(answer, frame, ink)
    lines += _recast(answer, frame, ink)
    for line in quote.lines:
        lines += ["", *_line(answer, line, frame, ink)]
    if quote.sums is not None:
        lines += ["", *in_all(answer, frame, ink)]
    lines += at_own_price(answer, frame, ink)
    lines += expected(answer, frame, ink)
    lines += paid_out(answer, frame, ink)
    lines += protected(answer, frame, ink)
    lines += best_stack(answer, ink)
    lines += _open(answer, frame, ink)
    lines += _why(answer, frame, ink)
    lines += _routes(answer, frame, ink)
    return "\n".join([*lines, *closing(frame, ink, active_sales=False)]) + "\n"


def _doubts(answer: PriceAnswer, frame: Frame, ink: Ink) -> Iterator[str]:
    quote = answer.quote
    unpriced = len(answer.order.lines) - len(quote.lines)
    if not answer.doubts and not unpriced:
        return
    yield ""
    title = "This order cannot be priced:"
    if quote.sums is not None:
        title = "Not certain:" if quote.doubts or unpriced else "Not as the order says:"
    yield ink("warning", title)
    if unpriced and answer.open:
        count = len(answer.order.lines)
        which = "it" if count == 1 else f"{unpriced} of its {count} lines"
        text = f"no list price can be told for {which} by what the order says"
        yield from sourced(text, None, frame, ink, 2)
    for doubt in answer.doubts:
        first, *rest = doubt.refs or (None,)
        yield from sourced(doubt.reason, first, frame, ink, 2)
        for ref in rest:
            yield from sourced("and", ref, frame, ink, 4)


def _selling_off(answer: PriceAnswer, frame: Frame, ink: Ink) -> Iterator[str]:
    """What an order after the end of the agreement is priced by."""
    if answer.off is not None:
        last = in_words_of_day(answer.off.last)
        yield ""
        text = (
            f"In the time to sell off: the agreement of {answer.who} ended on {last}. Offers made"
            f" by that day may become orders until {in_words_of_day(answer.off.through)}, at what"
            f" held on {last}."
        )
        yield from sourced(text, answer.off.ref, frame, ink, 0)


def _unheld(answer: PriceAnswer, frame: Frame, ink: Ink) -> Iterator[str]:
    """What the partner may not actively sell there, though it has a price."""
    if answer.unheld:
        names = joined([frame.program.products[one].name for one in answer.unheld])
        partner = frame.program.partners[answer.order.partner]
        yield ""
        text = f"{answer.who} holds no grant for {names} with such a customer; a price is no right."
        yield from sourced(text, partner.ref, frame, ink, 0)


def _remarks(answer: PriceAnswer, frame: Frame, ink: Ink) -> Iterator[str]:
    """What is odd about what was bought in the period."""
    if answer.remarks:
        yield ""
        yield ink("warning", "Worth a look:")
    for one in answer.remarks:
        first, *rest = one.refs
        yield from sourced(one.words, first, frame, ink, 2)
        for ref in rest:
            yield from sourced("and", ref, frame, ink, 4)


def _recast(answer: PriceAnswer, frame: Frame, ink: Ink) -> Iterator[str]:
    """What is done to the order before any price."""
    said = list(in_words(answer.quote.recast))
    if said:
        yield ""
        yield ink("bold", "First, before any price")
    for words, one in said:
        yield from sourced(f"{sentence(words)}: {one.rule.reason}", one.ref, frame, ink, 2)


def _line(answer: PriceAnswer, line: LineQuote, frame: Frame, ink: Ink) -> Iterator[str]:
    product = frame.program.products[line.line.product]
    currency = answer.order.currency
    each = plain(line.price.price.amount, currency)
    what = f"{line.line.quantity:,} × {product.name}"
    months = line.line.term_months
    said = (line.line.line_type, line.line.billing, f"{months} months" if months else None)
    what += "".join(f", {one}" for one in said if one and not line.line.of)
    if line.line.of is not None:
        day = in_words_of_day(line.line.of.dates["order"])
        what += f", a {line.line.line_type}: taken back as of the order of {day}"
    yield from wrap(ink("bold", safe(what)), COLUMNS)
    listed = f"list price {each} per {line.price.per}"
    yield from sourced(listed, line.price.ref, frame, ink, 2)
    for words, ref in line.back:
        yield from sourced(words, ref, frame, ink, 2)
    if product.bundle:
        parts = [
            f"{part.quantity:,} × {frame.program.products[part.product].name}"
            for part in product.bundle
            if part.product in frame.program.products
        ]
        yield from sourced(
            f"a bundle of {joined(parts)}", product.ref.child("bundle"), frame, ink, 2
        )
    value = plain(line.sums.list_value.amount, currency)
    first = first_of(line.line)
    label = f"List value, first {first}" if first else "List value"
    entries = [Entry(label, ("", "", "", value))]
    whole = {id(one.taken): one for one in streams(frame.program.axes, answer.quote, line)}
    entries += _steps(answer.quote, line.taken, whole)
    yield from ledger(entries, HEADS, frame, ink)


def _steps(quote: Quote, taken: Iterable[Taken], whole: Mapping[int, Stream]) -> Iterator[Entry]:
    """The partner's price first, then the distributor's, then what people get."""
    currency, paid_out = quote.order.currency, quote.customer_pays
    rank = {"partner": 0, "distributor": 1, "person": 2}
    for one in sorted(taken, key=lambda one: rank[one.chain]):
        shared = sum((one.step.id, one.chain) == (o.step.id, o.chain) for o in quote.taken) > 1
        entry = step(one, currency, quote.order.used, paid_out=paid_out, shared=shared)
        label = entry.label
        if one.chain == "distributor":
            label += " (the distributor's price)"
        elif quote.is_recommended(one):
            label += " (recommended)"
        notes = entry.notes
        if id(one) in whole:
            words = whole[id(one)].in_words(lambda amount: plain(amount, currency))
            notes = (*notes, (words, one.step.ref.child("term")))
        yield Entry(label, entry.figures, notes)


def _open(answer: PriceAnswer, frame: Frame, ink: Ink) -> Iterator[str]:
    listed = answer.open
    if listed:
        yield ""
        yield ink("warning", "What the order does not say, and what depends on it")
    steps: dict[str, Hanging] = {}
    for one in listed:
        names = joined([hanging.name for hanging in one.hanging])
        yield from sourced(
            f"{sentence(one.words)} ({said_by(answer, one.axis)}): {names}", None, frame, ink, 2
        )
        steps |= {hanging.id: hanging for hanging in one.hanging}
    if steps:
        yield "  These are written in"
    for hanging in steps.values():
        yield from sourced(hanging.name, hanging.ref, frame, ink, 4)


def said_by(answer: PriceAnswer, axis: str) -> str:
    """How a coordinate is said: by an option, or by a key of the order's file."""
    return flag(axis) if answer.written is None else said_as(axis)


def flag(axis: str) -> str:
    """The option with which a coordinate is said."""
    name, _, anchor = axis.partition(":")
    if name == "day":
        return f"--date {anchor or 'order'}=DAY"
    return _FLAGS.get(name, f"--segment {name}=VALUE")


def _why(answer: PriceAnswer, frame: Frame, ink: Ink) -> Iterator[str]:
    if answer.why:
        yield ""
        yield ink("bold", "What else there is, and why it gives nothing")
    for why in answer.why:
        if len(why.steps) == 1:
            only = why.steps[0]
            text = f"{only.step.name}{_where(answer, only.lines, frame)}: {why.reason}"
            yield from sourced(text, only.ref, frame, ink, 2)
        else:
            yield from _several(answer, why, frame, ink)


def _several(answer: PriceAnswer, why: Why, frame: Frame, ink: Ink) -> Iterator[str]:
    yield from sourced(f"{sentence(why.reason)}:", None, frame, ink, 2)
    for one in why.steps:
        text = f"{one.step.name}{_where(answer, one.lines, frame)}"
        yield from sourced(text, one.ref, frame, ink, 4)


def _where(answer: PriceAnswer, lines: tuple[int, ...], frame: Frame) -> str:
    """On which lines, if not on all."""
    products = [answer.quote.lines[at].line.product for at in lines]
    names = dict.fromkeys(frame.program.products[product].name for product in products)
    return f" on {joined(list(names))}" if names else ""


def _routes(answer: PriceAnswer, frame: Frame, ink: Ink) -> Iterator[str]:
    if not answer.routes:
        return
    currency = answer.order.currency
    yield ""
    yield ink("bold", "The same order by every route")
    entries: list[Entry] = []
    for one in answer.routes:
        name = f"{one.route} (as asked)" if one.stated else one.route
        sums = one.quote.sums
        if one.why or sums is None:
            refs = one.refs or (None,)
            entries.append(Entry(name, ("", "", "", "", ""), ((one.why, refs[0]),)))
            continue
        figures = (sums.invoice, sums.back_end, sums.net_net, sums.vendor_net)
        margin = percent(sums.margin) if sums.margin is not None else "not known"
        cells = tuple(plain(figure.amount, currency) for figure in figures)
        notes: tuple[tuple[str, Ref | None], ...] = ()
        if one.quote.missing:
            notes = (("without what depends on what the order does not say", None),)
        if one.quote.customer_pays and not sums.earned.amount and not sums.persons.amount:
            notes = (*notes, ("the customer pays the vendor; the partner earns nothing", None))
        entries.append(Entry(name, (*cells, margin), notes))
    heads = ("invoice", "back end", "net-net", "vendor keeps", "margin")
    yield from ledger(entries, heads, frame, ink)
