"""Where law lets a right limit active sales only, and what in the program bears on that.

Nothing here decides what is lawful. It finds what somebody who knows the law should look at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from partnerbook.resolve.law import LawArea, active_sales_areas
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Form, Grant, Partner, Program
from partnerbook.rights.conflict import EXCLUSIVE, SHARED, unfinished
from partnerbook.rights.own import PARTNER_SIDE
from partnerbook.values.box import BoxSet, Spans

REVIEW = ("what this is", "a pointer for legal review: no legal advice, no verdict")
SOURCE = ("source", "Regulation (EU) 2022/720, Art. 4(b)(i)")
MOST_HOLDERS = 5
"""So many may share an exclusive territory or customer group under Regulation (EU) 2022/720."""
BUYERS = ("distributor", "managed-service-provider", "reseller", "system-integrator")
"""The types of partner that buy and sell on; the others bring customers or work for them."""
CLAUSE = "reserved-places"
_IN_WORDS = re.compile(r"\bactiv(?:e sales?|ely sell)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Area:
    """An area of ``policies.law`` with wording of its own for active sales, on the as-of day."""

    id: str
    places: Spans
    words: str


def areas(program: Program) -> Iterator[Area]:
    """Those of the program; a place that is not understood is left out."""
    for area in active_sales_areas(program, program.as_of):
        yield Area(area.id, area.held, area_words(program, area))


def area_words(program: Program, area: LawArea) -> str:
    """The places of an area by name."""
    return joined([_name(program, place) for place in area.places], "and")


def limits_active_sales(form: Form) -> bool:
    """Whether a form has a clause on active sales into places that others hold.

    That is one of that kind, else one on territory with the id ``reserved-places``, or one that
    speaks of active sales.
    """
    if any(one.get("kind") == "active-sales" for one in form.record.get("clauses", ())):
        return True
    clauses: list[dict[str, Any]] = [
        one for one in form.record.get("clauses", ()) if one["schedule"] == "territory"
    ]
    return any(
        one["id"].startswith(CLAUSE) or _IN_WORDS.search(f"{one['title']} {one['text']}")
        for one in clauses
    )


def alive(program: Program, cells: BoxSet, area: Area) -> BoxSet:
    """The part of some cells in an area that is not over, on the customer's side."""
    inside = cells.limited("place", area.places).without("covers", *PARTNER_SIDE)
    return unfinished(inside, program.as_of.toordinal())


def held_alone(program: Program, area: Area) -> Iterator[tuple[Grant, BoxSet]]:
    """The rights in an area that keep other partners and the vendor out, each with its cells."""
    for grant in program.grants:
        if grant.kind in (EXCLUSIVE, SHARED) and (cells := alive(program, grant.cells, area)):
            yield grant, cells


def buyers(program: Program, area: Area) -> Iterator[tuple[Partner, BoxSet]]:
    """The partners that buy to sell on in an area, each with all that it may sell there."""
    for partner in program.partners.values():
        cells = program.axes.space.nothing
        for grant in partner.grants if partner.type in BUYERS else ():
            cells = cells.union(alive(program, grant.cells, area))
        if cells:
            yield partner, cells


def _name(program: Program, place: str) -> str:
    if place in program.territories:
        return program.territories[place].name
    return program.axes.trees["place"].names.get(place, place)
