"""An order with its steps as people read it: what is assumed, each step, and what comes out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from partnerbook.pricing import LineQuote, Order, Quote, Taken, falls, payouts
from partnerbook.pricing.exact import exactly
from partnerbook.pricing.first_period import MEASURED, what_sums_are_for
from partnerbook.pricing.roles import in_words
from partnerbook.pricing.terms import Stream, streams
from partnerbook.render import fmt, words
from partnerbook.render.payouts import parts_in_words
from partnerbook.render.views.seen import stage_names
from partnerbook.resolve.program import Cap, Program
from partnerbook.values.audience import Viewer
from partnerbook.values.money import Money


@dataclass(frozen=True, slots=True)
class ExampleRow:
    """One step on the way down; ``this`` is the incentive that the page is about."""

    name: str
    base: str
    rate: str
    amount: str
    after: str
    this: bool


@dataclass(frozen=True, slots=True)
class Example:
    """A worked order: what is assumed, the steps, and what comes out.

    ``title`` and ``summary`` are those that people wrote; empty where nobody did. ``first``: what
    is done to the order before any price.
    """

    intro: str
    rows: tuple[ExampleRow, ...]
    outcome: str
    title: str = ""
    summary: str = ""
    first: tuple[str, ...] = ()


def all_seen(viewer: Viewer, quote: Quote) -> bool:
    """Whether all that would be said may be seen, and nothing is left open."""
    sums = quote.sums
    if sums is None or not quote.certain:
        return False
    said = (sums.list_value, sums.invoice, sums.back_end, sums.persons)
    return all(viewer.sees(figure.audience) for figure in said)


def gives(quote: Quote, step: str) -> bool:
    """Whether a step gives something here."""
    return any(taken.step.id == step and taken.amount for taken in quote.taken)


def told(
    program: Program, quote: Quote, this: str = "", title: str = "", summary: str = ""
) -> Example:
    """A quote with lines as an example; ``this`` is the step that the page is about."""
    rows = tuple(row for line in quote.lines for row in _rows(program, quote, line, this=this))
    first = tuple(f"{fmt.sentence(words)}." for words, _ in in_words(quote.recast))
    outcome = " ".join([_outcome(program, quote), *_falls(program, quote)])
    return Example(_intro(program, quote), rows, outcome, title, summary, first)


def distributed(program: Program, quote: Quote) -> tuple[ExampleRow, ...]:
    """The steps of what the distributor pays, and of what it is credited."""
    return tuple(row for line in quote.lines for row in _rows(program, quote, line, mine=True))


def _falls(program: Program, quote: Quote) -> Iterator[str]:
    """What is credited when a list price falls soon after the order."""
    for fall in falls(program, quote.order):
        name, new = program.products[fall.product].name, fmt.money(fall.new)
        yield (
            f"On {fmt.day(fall.on)} the list price falls: {name} then costs {new} instead of"
            f" {fmt.money(fall.old)} net at the rates of the order, and {fmt.money(fall.credit)} is"
            f" credited for each unit still in stock that is reported by {fmt.day(fall.report_by)}."
        )


def _rows(
    program: Program, quote: Quote, line: LineQuote, *, this: str = "", mine: bool = False
) -> Iterator[ExampleRow]:
    """The steps of one line; ``mine``: those of the distributor's own price."""
    value = fmt.money(line.sums.list_value.money)
    name = "List price"
    if len(quote.lines) > 1:
        name += f", {program.products[line.line.product].name}"
    yield ExampleRow(name, "", "", value, value, this=False)
    for taken in line.taken:
        if (taken.chain == "distributor") == mine and taken.amount:
            yield _row(program, quote, taken, this=taken.step.id == this)


def _row(program: Program, quote: Quote, taken: Taken, *, this: bool) -> ExampleRow:
    said = partial(_said, quote)
    rate = fmt.percent(taken.rate) if taken.rate else fmt.sentence(taken.how)
    base = fmt.sentence(words.base(taken.step.base, taken.step.stage, stage_names(program)))
    after = said(taken.price_after)
    if taken.chain == "person":
        after = "Paid to a person"
    elif not taken.front and quote.customer_pays:
        after = "Paid to the partner"
    return ExampleRow(
        name=f"{taken.step.name} (recommended)" if quote.is_recommended(taken) else taken.step.name,
        base=f"{base}, {said(taken.base_amount)}" if taken.rate else fmt.sentence(taken.base),
        rate=f"{rate}, {_capped(taken.cap, quote)}" if taken.cap else rate,
        amount=said(taken.amount),
        after=after,
        this=this,
    )


def _capped(cap: Cap, quote: Quote) -> str:
    """``capped at EUR 25,000 per deal``."""
    per = words.CAPPED_PER.get(cap.per, f"per {cap.per}")
    return f"capped at {fmt.money(cap.amounts[quote.order.currency])} {per}"


def _intro(program: Program, quote: Quote) -> str:
    order, partner = quote.order, program.partners.get(quote.order.partner)
    place = program.axes.trees["place"].names.get(order.place or "", "")
    held = partner.held(order.dates["order"]) if partner else None
    tier_id = order.tier or (held.tier if held else "")
    tier = program.tiers[tier_id].name if tier_id else ""
    type_ = partner.type if partner else order.facts.get("partner_type", "")
    kind = words.PARTNER_TYPES.get(type_, "Partner")
    agreed = any(t.step.applies == "discretionary" for t in quote.taken)
    parts = [
        *(_ordered(program, line) for line in quote.lines),
        f"for a customer in {place}" if place else "",
        f"{kind}, {tier}" if tier else kind,
        words.ROUTES.get(order.route or "", ""),
        words.CLAIMS.get(order.claim or "", "") if order.claim != "none" else "",
        _period(order.period_value),
        *_periods(program, order),
        f"purchases grown by {fmt.percent(order.period_growth)}" if order.period_growth else "",
        "if the vendor agrees to it" if agreed else "",
    ]
    return "; ".join(filter(None, parts)) + "."


def _ordered(program: Program, line: LineQuote) -> str:
    product = program.products[line.line.product]
    each = f"at {fmt.money(line.price.price)} per {line.price.per}"
    what = f"{fmt.number(line.line.quantity)} × {product.name}"
    if line.line.of is not None:
        bought = fmt.day(line.line.of.dates["order"])
        return f"{what}, taken back as of the order of {bought}; {each}"
    return f"{what}; {each}"


def _periods(program: Program, order: Order) -> Iterator[str]:
    """What was bought in the periods of some incentives, where theirs is another."""
    names = {step.id: step.name for step in program.steps}
    for step, own in order.periods.items():
        if own.value is not None:
            yield f"{fmt.money(own.value)} in the period of {names[step]}"
        if own.growth is not None:
            yield f"by {names[step]} grown by {fmt.percent(own.growth)}"


def _period(bought: Money | None) -> str:
    return f"purchases of the period {fmt.money(bought)}" if bought and bought.amount else ""


def _said(quote: Quote, amount: Decimal) -> str:
    return fmt.money(Money(amount, quote.order.currency))


def _of_all_lines(quote: Quote, whole: list[Stream]) -> Iterator[str]:
    """What a step that is paid for a term on several lines comes to in all, if no cap cuts it."""
    by_step: dict[str, list[Stream]] = {}
    for one in whole:
        by_step.setdefault(one.taken.step.name, []).append(one)
    for name, mine in by_step.items():
        if len(mine) > 1 and not any(one.capped for one in mine):
            with exactly():
                total = sum((one.total for one in mine), Decimal(0))
            yield f"{name}, all lines together: {_said(quote, total)}."


def _outcome(program: Program, quote: Quote) -> str:
    sums = quote.sums
    assert sums is not None
    who = "The customer" if quote.customer_pays else "The partner"
    paid, later = sums.invoice.money, sums.back_end.money
    part = what_sums_are_for(program, quote)
    parts = [f"{who} pays {fmt.money(paid)} at the order{f', for {part}' if part else ''}."]
    if paid.amount < 0:
        parts = [f"{who} gets {_said(quote, -paid.amount)} back."]
    by_value = f"list_value:{quote.order.currency}"
    if part and any(by_value in taken.row.cells.axes() for taken in quote.taken):
        parts.append(f"{fmt.sentence(MEASURED)}.")
    if later.amount:
        how = "is paid" if later.amount > 0 else "pays back"
        parts.append(f"The partner {how} {_said(quote, abs(later.amount))} later.")
    whole = [one for line in quote.lines for one in streams(program.axes, quote, line)]
    parts += [f"{one.taken.step.name}: {one.in_words(partial(_said, quote))}." for one in whole]
    parts += _of_all_lines(quote, whole)
    if any(map(quote.is_recommended, quote.taken)):
        parts.append("What is recommended is for the distributor to decide: it sets its own price.")
    if sums.persons.amount:
        parts.append(f"A person at the partner is paid {fmt.money(sums.persons.money)}.")
    for payout in payouts(quote):
        split = " ".join(parts_in_words(payout))
        parts += [f"{payout.step.name} is paid in parts: {split}"] if split else []
    return " ".join(parts)
