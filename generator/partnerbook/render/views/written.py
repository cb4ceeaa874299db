"""The worked examples that people wrote, as an edition may show them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from partnerbook.pricing import Quote, falls, price
from partnerbook.pricing.written import order_of
from partnerbook.render.views.worked import Example, all_seen, gives, told
from partnerbook.resolve.program import Program
from partnerbook.values.audience import Viewer


@dataclass(frozen=True, slots=True)
class Written:
    """A written example, reckoned from what its reader may know. The partner stays unnamed.

    ``tier`` is the tier of who orders.
    """

    id: str
    title: str
    summary: str
    tier: str
    quote: Quote


def written(program: Program, viewer: Viewer) -> tuple[Written, ...]:
    """Those that the viewer may see and that are certain, in the order of their ids."""
    return tuple(_written(program, viewer))


def _written(program: Program, viewer: Viewer) -> Iterator[Written]:
    for example in program.examples:
        if not viewer.sees(example.audience):
            continue
        quote = price(program, order_of(example.order, viewer))
        if all_seen(viewer, quote):
            summary = str(program.records["example"][example.id]["summary"])
            tier = _tier(program, example.order.partner, quote)
            yield Written(example.id, example.name, summary, tier, quote)


def _tier(program: Program, partner: str, quote: Quote) -> str:
    if not partner:
        return quote.order.tier
    held = program.partners[partner].held(quote.order.dates["order"])
    return held.tier if held else ""


def about(program: Program, found: Sequence[Written], incentive: str) -> tuple[Example, ...]:
    """Those in which an incentive gives something, at the order or when a list price falls."""
    return tuple(
        told(program, one.quote, incentive, one.title, one.summary)
        for one in found
        if gives(one.quote, incentive)
        or any(fall.step.id == incentive for fall in falls(program, one.quote.order))
    )


def of_tier(program: Program, found: Sequence[Written], tier: str) -> tuple[Example, ...]:
    """Those in which a partner of a tier orders."""
    return tuple(
        told(program, one.quote, title=one.title, summary=one.summary)
        for one in found
        if one.tier == tier
    )
