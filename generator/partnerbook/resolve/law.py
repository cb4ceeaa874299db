"""Where which law looks at terms, and lets a right limit active sales only, as program.yml says it.

Nothing here decides what is lawful; it says where answers, pages and contracts choose their words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from partnerbook.resolve.program import Program
from partnerbook.resolve.written_place import on_day
from partnerbook.values.box import Spans, meet_spans, spans

VERTICAL, PAYMENT, AGENTS, USERS = (
    "vertical-agreements",
    "late-payment",
    "commercial-agents",
    "business-users",
)
"""The acts by which terms are flagged for legal review."""


@dataclass(frozen=True, slots=True)
class LawArea:
    """An area of ``policies.law``, on a day.

    ``places`` are as written; ``held`` is what they hold, on the place axis.
    """

    id: str
    places: tuple[str, ...]
    held: Spans


def active_sales_areas(program: Program, on: date) -> Iterator[LawArea]:
    """Those with wording of their own for active sales."""
    for said, area in _areas(program, on):
        if said["active_sales_wording"]:
            yield area


def areas_under(program: Program, act: str, on: date) -> Iterator[LawArea]:
    """Those in which an act applies; an area that names none has all, if it has such wording."""
    for said, area in _areas(program, on):
        if act in said["acts"] if "acts" in said else said["active_sales_wording"]:
            yield area


def _areas(program: Program, on: date) -> Iterator[tuple[Mapping[str, Any], LawArea]]:
    """Those that hold anything on the day; a place that is not understood holds nothing."""
    (frame,) = program.records["program"].values()
    policies: Mapping[str, Any] = frame.get("policies", {})
    for said in policies.get("law", ()):
        held = spans(side for place in said["places"] for side in on_day(program, place, on))
        if held:
            yield said, LawArea(said["id"], tuple(said["places"]), held)


def in_active_sales_area(program: Program, held: Spans, on: date) -> bool:
    """Whether any of some places lies in such an area."""
    return any(meet_spans(held, area.held) for area in active_sales_areas(program, on))
