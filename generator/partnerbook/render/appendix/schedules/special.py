"""Schedule L: what was agreed with this partner alone."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.render.appendix import conditions
from partnerbook.render.appendix.case import Case, Node
from partnerbook.render.appendix.model import Block, Clause
from partnerbook.render.appendix.say import (
    Part,
    clause,
    facts,
    listed,
    made,
    phrase,
    prose,
    said,
    worded,
)
from partnerbook.render.appendix.schedules import rates
from partnerbook.render.views.seen import stage_names
from partnerbook.resolve.program import Step

_KINDS = {
    "discount": "Additional discount",
    "special-price": "Special price",
    "payment": "Payment",
    "text": "Agreed text",
}


def clauses(case: Case) -> tuple[Clause, ...]:
    """A clause for each special term that has not ended before the day."""
    return tuple(
        clause(
            str(node["id"].value),
            phrase(worded(node["kind"], _KINDS), ": ", said(node["id"])),
            *_term(case, node),
        )
        for node in case.own.each("special_terms")
        if node["through"].value >= case.on
    )


def _term(case: Case, node: Node) -> Iterator[Block | None]:
    yield from prose(node.find("text"))
    given = {step.ref: step for step in case.program.steps if step.partner == case.partner.id}
    step = given.get(node.ref)
    but = conditions.left_out(case, node)
    yield facts(
        "Special term",
        *(_rate(case, node, step) if step else ()),
        *conditions.lines(case, node),
        *(("Left out", box) for box in but),
        ("From", said(node["from"])),
        ("Through", said(node["through"])),
    )
    yield conditions.companies(node)


def _rate(case: Case, node: Node, step: Step) -> Iterator[tuple[str, Part]]:
    (line,) = step.rows
    if line.rate is not None:
        yield "Rate", made(line.rate, step.audience, line.rate_ref)
        yield "Percentage of", rates.base(case, step, node)
    else:
        prices = [made(price, step.audience, line.rate_ref) for price in line.prices.values()]
        yield "Price per unit", listed(prices, "or")
        yield "Reckoned from", rates.base(case, step, node)
    yield "Stage", worded(node["stage"], stage_names(case.program))
    yield "Day that counts", rates.anchor(step, node)
