"""What the vendor thinks of a partner and plans with it: for its own people alone."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from partnerbook.model.base import Maybe, Part, optional, required
from partnerbook.model.scalars import DateText, Id, Line, Prose


class Score(Part):
    """How somebody judged a partner on a day."""

    id: Id = required("Id", "The id, unique in this file.", "capability-2026")
    of: Literal["capability", "desire", "capacity"] = required(
        "Of",
        "What is judged. Capability: what it can do. Desire: how much it wants to do it with us."
        " Capacity: how many people and how much money it has for it.",
        "capability",
    )
    value: Annotated[int, Field(ge=0, le=100)] = required("Value", "From 0 to 100.", 80)
    on: DateText = required("On", "When it was judged; it counts for 12 months.", "2026-10-12")
    by: Line = required("By", "The role that judged, never a person.", "Partner manager")
    evidence: Prose = required(
        "Evidence", "What it rests on.", "Two pilots; three certified consultants."
    )


class Priority(Part):
    """What the vendor wants to reach with a partner in a year."""

    id: Id = required("Id", "The id, unique in this file.", "rail-2027")
    year: Annotated[int, Field(ge=2000, le=2199)] = required(
        "Year", "The calendar year for which it holds.", 2027
    )
    what: Line = required("What", "What shall be reached.", "Two rail operators on Insight")


class OtherLine(Part):
    """What the partner sells of another vendor."""

    id: Id = required("Id", "The id, unique in this file.", "fieldware")
    vendor: Line = required("Vendor", "Whose it is.", "Fieldware Inc.")
    what: Line = required("What", "What it is.", "Maintenance planning")
    competes: bool = required("Competes", "Whether it competes with what the vendor sells.", True)
    note: Maybe[Prose] = optional("Note", "What else is known.", "Half of its sales.")
