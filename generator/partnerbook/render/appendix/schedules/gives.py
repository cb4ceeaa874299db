"""What an incentive gives this partner: rates by tier, bands in its currency, or fixed amounts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from partnerbook.render.appendix.case import Case, Node
from partnerbook.render.appendix.model import Block, Column, Value
from partnerbook.render.appendix.model import Row as Line
from partnerbook.render.appendix.reach import Offer
from partnerbook.render.appendix.say import made, optional, paragraph, phrase, row, said, table
from partnerbook.render.appendix.schedules import rates
from partnerbook.resolve.program import Row, Step

_MEASURES = {
    "quantity": "the quantity of the order line",
    "list-value": "the deal at list price",
    "period-growth": "the growth of purchases over the period before",
}
_RATE = Column("Rate", number=True)


def gives(case: Case, thing: Node, step: Step, offered: Sequence[Offer]) -> Iterator[Block | None]:
    """One table or sentence with everything that the partner can get."""
    if "milestones" in thing.value:
        yield from _milestones(case, thing)
        return
    if "window" in thing.value:
        yield paragraph(
            "When the list price falls less than ",
            said(thing["window"]),
            " after the order, each unit in stock that is reported within ",
            said(thing["reported_within"]),
            ", the day of the fall counted, is credited with the net price before less the net"
            " price after it",
        )
        return
    by_id = {offer.row.id: offer.row for offer in offered}
    if step.measure:
        yield from _bands(thing, step, list(by_id.values()))
    elif any(offer.row.tier for offer in offered):
        columns = (Column("Tier"), *rates.WHEN, _RATE)
        rows = [
            row(rates.tier(case, offer), *rates.when(case, thing, offer), _rate(step, offer.row))
            for offer in offered
        ]
        yield table("Rates", columns, rows)
    else:
        for line in by_id.values():
            yield _single(case, thing, step, line)


def _milestones(case: Case, thing: Node) -> Iterator[Block | None]:
    columns = (Column("Milestone"), Column("Amount", number=True), Column("Within"))
    rows = [
        row(said(one["what"]), said(amount), said(one["within"]))
        for one in thing.each("milestones")
        for amount in one.each("amounts")
        if amount.value.currency == case.partner.currency
    ]
    yield paragraph("It is paid beside all deals, out of a budget of the Vendor")
    yield table("Milestones", columns, rows)


def _rate(step: Step, line: Row) -> Value:
    assert line.rate is not None, f"{line.ref} gives no rate"
    return made(line.rate, step.audience, line.rate_ref)


def _single(case: Case, thing: Node, step: Step, line: Row) -> Block | None:
    if line.rate is not None:
        return paragraph("The rate is ", _rate(step, line))
    price = line.prices.get(case.partner.currency)
    if price is not None:
        what = made(price, step.audience, line.rate_ref)
        return paragraph("It lowers the price to ", what, " for each unit")
    amount = line.amounts.get(case.partner.currency)
    if amount is None:
        return None
    what = made(amount, step.audience, line.rate_ref)
    return paragraph("The amount is ", what, " for each ", said(thing["per"]))


def _bands(thing: Node, step: Step, lines: Sequence[Row]) -> Iterator[Block | None]:
    bands = thing["bands"]
    measure, unit, period = bands["measure"], bands.find("unit"), bands.find("period")
    if period is not None and step.measure == "period-growth":
        by = phrase("how much the Partner's purchases of a ", said(period), " grew over the last")
    elif period is not None:
        by = phrase("what the Partner bought in a ", said(period))
    else:
        by = phrase(made(_MEASURES[step.measure], measure.audience, measure.ref))
    if unit is not None:
        by = phrase(by, ", in ", said(unit))
    counts = "Once a band is reached, its rate is for all of it."
    if any(line.marginal for line in lines):
        counts = "Each part has the rate of the band in which it lies."
    yield paragraph("The rate depends on ", by, f". {counts}")
    end = Column("Through" if step.measure == "quantity" else "Below", number=True)
    columns = (Column("From", number=True), end, _RATE)
    yield table("Rates", columns, [_band(thing.at(line.ref), step, line) for line in lines])


def _band(node: Node, step: Step, line: Row) -> Line:
    end = optional(node.find("through")) or optional(node.find("below")) or "and more"
    return row(said(node["from"]), end, _rate(step, line))
