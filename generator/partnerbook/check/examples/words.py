"""The sum of an order line by line, from list price to what everybody pays and keeps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from partnerbook.check.margins.sums import amount, bearers, taken_words
from partnerbook.findings import Term
from partnerbook.pricing import LineQuote, Quote, Taken
from partnerbook.pricing.exact import ZERO
from partnerbook.pricing.expected import DISTRIBUTOR_INVOICE, VENDOR_NET
from partnerbook.pricing.stack import vendor_gives
from partnerbook.resolve.program import Program
from partnerbook.values.money import Money


def plain(money: Money) -> str:
    """An amount as files write it: ``41000 EUR``, ``1234.50 EUR``."""
    paid = money.rounded()
    whole = paid.amount.to_integral_value()
    return str(Money(whole, paid.currency) if whole == paid.amount else paid)


def sum_of(program: Program, quote: Quote, figures: frozenset[str]) -> Iterator[Term]:
    """What the partner pays and gets; the distributor's and the vendor's sums only where asked."""
    sums = quote.sums
    assert sums is not None
    currency = quote.order.currency

    def total(value: Decimal, words: str) -> Term:
        return Term(amount(value, currency), words, total=True)

    for line in quote.lines:
        yield _listed(program, line)
        yield from _steps(line.taken, currency, "partner", front=True)
    who = "the customer" if quote.customer_pays else "the partner"
    yield total(sums.invoice.amount, f"{who} pays")
    later = list(_steps(quote.taken, currency, "partner", front=False))
    later += _shared(quote.taken, currency, "partner")
    if later:
        yield from later
        yield total(sums.net_net.amount, "net-net")
    people = list(_steps(quote.taken, currency, "person", front=False))
    if figures & {DISTRIBUTOR_INVOICE, VENDOR_NET} and sums.distributor_invoice is not None:
        for line in quote.lines:
            yield _listed(program, line)
            yield from _steps(line.taken, currency, "distributor", front=True)
        yield total(sums.distributor_invoice.amount, "the distributor pays")
        if VENDOR_NET in figures:
            yield from _steps(quote.taken, currency, "distributor", front=False)
            yield from later
            yield from _shared(quote.taken, currency, "distributor")
            yield from _paid_back(quote, currency)
    yield from people
    if VENDOR_NET in figures:
        yield total(sums.vendor_net.amount, "the vendor keeps")
    elif people:
        yield total(sums.persons.amount, "paid to people, besides")


def _listed(program: Program, line: LineQuote) -> Term:
    units = "" if line.line.quantity == 1 else f"{line.line.quantity} × "
    name = program.products[line.line.product].name
    value = line.sums.list_value.money
    # Why so much of it goes back is written in a rule; that the rest keeps its rates is not.
    back = "".join(f"; {words}" for words, ref in line.back if ref is not None)
    return Term(amount(value.amount, value.currency), f"list, {units}{name}{back}", line.price.ref)


def _steps(taken: Iterable[Taken], currency: str, chain: str, *, front: bool) -> Iterator[Term]:
    for one in taken:
        if one.chain == chain and one.front == front and one.amount != ZERO:
            words = taken_words(one, currency)
            yield Term(amount(one.amount, currency, "-"), words, one.row.rate_ref)


def _shared(taken: Iterable[Taken], currency: str, who: str) -> Iterator[Term]:
    """What somebody bears of what is given, and pays back."""
    for one in taken:
        passed_on = who == "distributor" and one.chain == "partner" and one.front
        part = ZERO if one.borne is None or passed_on else getattr(one.borne, who)
        if part:
            words = f"{one.step.name}{bearers(one, who)}"
            yield Term(amount(part, currency, "+"), words, one.step.ref.child("borne_by"))


def _paid_back(quote: Quote, currency: str) -> Iterator[Term]:
    """What a distributor gets back of what it passed on to the partner at the order."""
    for one in quote.taken:
        if one.chain == "partner" and one.front and one.step.terms.borne_by:
            part = vendor_gives(one, two_tier=quote.two_tier)
            if part > ZERO:
                part += one.borne.partner if one.borne is not None else ZERO
                words = f"{one.step.name}, paid back to the distributor"
                yield Term(amount(part, currency, "-"), words, one.step.ref.child("borne_by"))
