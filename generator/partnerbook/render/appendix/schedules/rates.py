"""The cells that tables of rates share: for which tier, from when, through when, of what."""

from __future__ import annotations

from datetime import date

from partnerbook.render import words
from partnerbook.render.appendix.case import Case, Node
from partnerbook.render.appendix.model import Column, Phrase, Value
from partnerbook.render.appendix.reach import Offer
from partnerbook.render.appendix.say import Part, made, name, phrase, said
from partnerbook.render.fmt import joined
from partnerbook.render.views.seen import stage_names
from partnerbook.resolve.lasting import RECURRING
from partnerbook.resolve.program import Step
from partnerbook.values.audience import own

WHEN = (Column("From"), Column("Through"))


def tier(case: Case, offer: Offer) -> Value | str:
    """The tier by which a line holds; nothing where tiers make no difference."""
    code = offer.row.tier or (offer.held[0].tier if offer.held else "")
    if not code:
        return ""
    known = case.program.tiers[code]
    if not offer.held:
        title = case.at(known.ref)["name"]
        return name(known.name, code, title.audience, title.ref)
    refs = tuple(entry.ref.child("tier") for entry in offer.held)
    return name(known.name, code, own(case.partner.id), *refs)


def when(case: Case, thing: Node, offer: Offer) -> tuple[Phrase, Phrase]:
    """The first and the last day of a line. ``thing`` is the row or incentive as written."""
    return phrase(_first(case, thing, offer)), phrase(_last(case, thing, offer))


def base(case: Case, step: Step, thing: Node) -> Value:
    """What a rate is a percentage of, or what is lowered to a price."""
    node = thing["base"]
    if step.rows and all(row.prices for row in step.rows):
        text = _opening(case, step)
    elif step.base == "list":
        text = "the list price"
    elif step.base == RECURRING:
        text = "what is paid for the line in each billing period"
    elif step.base == "opening":
        text = _opening(case, step)
    else:
        earlier = step.base.removeprefix("after-")
        text = f"the price after the stage {stage_names(case.program).get(earlier, earlier)}"
    return name(text, step.base, node.audience, node.ref)


def band(row: Node, node: Node, step: Step) -> Phrase:
    """Where a band of a table reaches: ``from 50 through 199 users``. ``row`` has the bands."""
    bands = row["bands"]
    last = node.find("through") or node.find("below")
    counted = bands.find("unit")
    what = _MEASURED[str(bands["measure"].value)]
    parts: list[Part] = [f"{what} from ", said(node["from"])]
    if last is not None:
        parts += [" through " if node.find("through") else " to below ", said(last)]
    if counted is not None:
        parts += [" ", said(counted)]
    if bands["counts"].value == "marginal":
        parts.append(name(", each part by its own band", "marginal", step.audience, bands.ref))
    return phrase(*parts)


_MEASURED = {
    "quantity": "quantity",
    "list-value": "deal at list price",
    "period-value": "purchases of the period",
    "period-growth": "growth over the period before",
}


def _opening(case: Case, step: Step) -> str:
    """The price with which the stage of a step begins: what the stages before it have left."""
    names = stage_names(case.program)
    ids = list(names)
    before = [names[stage] for stage in ids[: ids.index(step.stage)]]
    if not before:
        return "the list price"
    stages = "the stage" if len(before) == 1 else "the stages"
    return f"the price that is left after {stages} {joined(before)}"


def anchor(step: Step, thing: Node) -> Value:
    """Whose day decides."""
    node = thing["anchor"]
    return name(words.ANCHORS[step.anchor], step.anchor, node.audience, node.ref)


def _first(case: Case, thing: Node, offer: Offer) -> Phrase | str:
    start = offer.period.start
    if start == date.min:
        return ""
    written = thing.find("from")
    if written is None or start != offer.row.period.start:
        return phrase(made(start, own(case.partner.id), offer.held[0].ref.child("from")))
    announced = thing.find("announced")
    if announced is None or start <= case.on:
        return phrase(said(written))
    return phrase(said(written), " (announced ", said(announced), ")")


def _last(case: Case, thing: Node, offer: Offer) -> Value | str:
    last = offer.period.through
    if last is None:
        return "until changed"
    written = thing.find("through")
    if written is None or offer.period.end != offer.row.period.end:
        return made(last, own(case.partner.id), offer.held[-1].ref.child("through"))
    return said(written)
