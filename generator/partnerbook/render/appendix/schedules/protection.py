"""What registering a deal gives besides its price, as a contract says it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from partnerbook.render.appendix import conditions
from partnerbook.render.appendix.case import Case, Node
from partnerbook.render.appendix.model import Block, Phrase, Value
from partnerbook.render.appendix.say import listing, paragraph, phrase, said, worded
from partnerbook.resolve.law import active_sales_areas
from partnerbook.resolve.program import Step
from partnerbook.rights.protection import PROTECTION, is_exclusive, protections
from partnerbook.values.box import meet_spans

REGISTRATION = "deal-registration"
_ONLY = "this price and precedence over later claims, and nothing else"
_ALONE = "protects the registered deal"


def protection(case: Case, node: Node, step: Step) -> Iterator[Block | None]:
    """What a registration gives and what it leaves alone; nothing of other incentives."""
    if step.kind != REGISTRATION:
        return
    written = node.find(PROTECTION)
    if written is None or not is_exclusive(node.value):
        only: str | Value = _ONLY if written is None else worded(written, _ONLY)
        yield paragraph(
            "A registration gives ",
            only,
            ". It changes no right of the Partner, of another partner or of the Vendor",
        )
        yield from _how_long(case)
        return
    yield paragraph(
        "A registration ",
        worded(written, _ALONE),
        ": while it holds, the Vendor supports nobody else on that deal, neither another partner"
        " nor its own sales team. The Partner gets no support on deals that another partner has"
        " registered in this way. All other rights stay as they are",
    )
    yield from _how_long(case)
    yield from _active_sales(case, step)


def _how_long(case: Case) -> Iterator[Block | None]:
    """What the rules of engagement say of the time; each by its name where there are several."""
    rules = [case.at(one.ref) for one in case.program.records.get("engagement", {}).values()]
    told = [each for each in rules if each.find(PROTECTION) is not None]
    if len(told) == 1:
        yield paragraph("A registration holds for ", _term(told[0]))
    elif told:
        yield paragraph("How long a registration holds follows from the rules it is made under:")
        yield listing([phrase(said(each["name"]), ": ", _term(each)) for each in told])


def _term(rules: Node) -> Phrase:
    longer = rules.find("extension")
    more: Sequence[str | Value] = ()
    if longer is not None:
        more = (", and can be extended by ", said(longer))
    return phrase(said(rules[PROTECTION]), *more)


def _active_sales(case: Case, step: Step) -> Iterator[Block]:
    """Where law lets this limit active sales only, of the places in which it is given."""
    cells = [one.cells for one in protections(case.program) if one.step.id == step.id]
    here = {
        area.id
        for area in active_sales_areas(case.program, case.on)
        if any(each and meet_spans(each.on("place"), area.held) for each in cells)
    }
    for area in case.head.each("policies", "law"):
        if area["id"].value in here:
            yield paragraph(
                "In the ",
                conditions.every(case, "places", area["places"]),
                ", this limits active sales only. It keeps no partner from answering customers who"
                " come to it unasked.",
            )
