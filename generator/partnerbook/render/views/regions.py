"""Authorised regions: where partners may hold rights at all, by where they are established.

They guide the vendor's hand, so a signed partner may know them. They narrow no right that a partner
has signed: a right outside its region is refused by the check before anybody signs it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from partnerbook.render import fmt
from partnerbook.render.views.places import in_words
from partnerbook.render.views.scope import place_name
from partnerbook.render.views.seen import head
from partnerbook.resolve.program import Program
from partnerbook.values.audience import Viewer
from partnerbook.values.box import Spans, meet_spans


@dataclass(frozen=True, slots=True)
class Region:
    """Partners established in ``sellers`` may hold rights for customers in ``places``.

    Both in words, as the file lists them; ``held`` are the latter on the day, on the place axis.
    """

    name: str
    sellers: str
    places: str
    held: Spans


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a region reaches into some places: everywhere if ``where`` is empty."""

    name: str
    sellers: str
    where: str


def regions_of(program: Program, viewer: Viewer, on: date) -> tuple[Region, ...] | None:
    """The regions of a program, in the order of the file.

    None where it has no such limit, a part of it is not understood, or it is not for the viewer.
    """
    shown = {item["id"]: item for item in head(program, viewer).get("authorised_regions", ())}
    known = program.authority.regions
    if known is None or not shown:
        return None
    return tuple(
        Region(
            region.name,
            _named(program, shown[region.id]["seller_places"]),
            _named(program, shown[region.id]["places"]),
            region.cells.meet(program.axes.on(on)).on("place"),
        )
        for region in known
    )


def reaching(
    program: Program, regions: Sequence[Region], places: Spans, on: date
) -> tuple[Reach, ...]:
    """Those that reach into some places."""
    return tuple(
        Reach(
            region.name,
            region.sellers,
            "" if inside == places else in_words(program, inside, on),
        )
        for region in regions
        if (inside := meet_spans(region.held, places))
    )


def _named(program: Program, places: Sequence[str]) -> str:
    names = [place_name(program, place) for place in places]
    plain = not any(" and " in name for name in names)
    return fmt.sentence(fmt.joined(names) if plain else "; ".join(names))
