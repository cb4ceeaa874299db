"""The worked examples that not every partner may see, as a page for each who may.

A distributor reads here what it pays, what it passes on, what it is credited and what it keeps; any
partner the examples that rest on its own terms. They are part of no edition of the site.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from partnerbook.pricing import Quote
from partnerbook.render import fmt
from partnerbook.render.pages.engine import fill
from partnerbook.render.views.home import Status
from partnerbook.render.views.worked import Example, ExampleRow, distributed, told
from partnerbook.render.views.written import Written, written
from partnerbook.resolve.program import Partner, Program
from partnerbook.values.audience import PARTNER_VIEWER, Viewer
from partnerbook.values.spans import touch_spans

FILE = "worked-examples.md"
MINE = ("You pay", "You are", "If you pass on what is recommended, you keep")
THEIRS = ("The distributor pays", "It is", "If it passes on what is recommended, it keeps")


@dataclass(frozen=True, slots=True)
class Shown:
    """One example; ``rows`` are the steps of what the distributor pays, empty in one tier.

    ``payer`` is who pays them: the reader, or another distributor that holds the place.
    """

    example: Example
    rows: tuple[ExampleRow, ...]
    outcome: str
    payer: str = "you"


def example_sheets(program: Program) -> dict[str, bytes]:
    """``PARTNER/worked-examples.md`` of every partner with an agreement in force that has some."""
    known = {one.id for one in written(program, PARTNER_VIEWER)}
    found: dict[str, bytes] = {}
    for partner in program.partners.values():
        viewer = Viewer("partner", partner.id, partner.type == "distributor")
        mine = [one for one in written(program, viewer) if one.id not in known]
        if mine and _is_signed(program, partner):
            found[f"{partner.id}/{FILE}"] = _sheet(program, partner, mine)
    return found


def _is_signed(program: Program, partner: Partner) -> bool:
    agreement, on = partner.agreement, program.as_of
    return agreement is not None and on in agreement.in_force and on in partner.active


def _sheet(program: Program, partner: Partner, mine: list[Written]) -> bytes:
    values: Mapping[str, object] = {
        "title": f"{partner.name}: worked examples",
        "status": Status(program.name, fmt.day(program.as_of), program.release, ""),
        "hide": "navigation",
        "boost": "",
        "shown": tuple(_shown(program, partner, one) for one in mine),
    }
    return fill("own-examples.md.j2", FILE, values)


def _shown(program: Program, partner: Partner, one: Written) -> Shown:
    example = told(program, one.quote, title=one.title, summary=one.summary)
    if partner.type != "distributor" or not one.quote.two_tier:
        return Shown(example, (), "")
    rows, mine = distributed(program, one.quote), _holds(program, partner, one.quote)
    payer = "you" if mine else "the distributor"
    return Shown(example, rows, " ".join(_keeps(one.quote, mine=mine)), payer)


def _holds(program: Program, partner: Partner, quote: Quote) -> bool:
    """Whether a right of the partner meets the place of an order, if that says one."""
    if quote.order.place is None:
        return True
    place = program.axes.node("place", quote.order.place)
    return any(touch_spans(grant.cells.on("place"), place) for grant in partner.grants)


def _keeps(quote: Quote, *, mine: bool) -> Iterator[str]:
    """What the distributor pays, gets back and keeps, in sentences."""
    sums = quote.sums
    assert sums is not None, "an example that is shown is priced"
    paid, later, kept = sums.distributor_invoice, sums.distributor_back_end, sums.distributor_margin
    assert paid is not None, "in two tiers the distributor pays"
    pays, is_, keeps = MINE if mine else THEIRS
    yield f"{pays} {fmt.money(paid.money)} at the order."
    if later is not None and later.amount:
        yield f"{is_} credited {fmt.money(later.money)} later."
    if kept is not None:
        yield f"{keeps} {fmt.money(kept)}."
