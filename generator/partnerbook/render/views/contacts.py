"""Where partners turn to: role mailboxes only."""

from __future__ import annotations

from dataclasses import dataclass

from partnerbook.render import fmt
from partnerbook.render.views.scope import place_name
from partnerbook.render.views.seen import head
from partnerbook.resolve.program import Program
from partnerbook.values.audience import Viewer


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact."""

    id: str
    topic: str
    email: str
    places: str
    hours: str


def contacts(program: Program, viewer: Viewer) -> tuple[Contact, ...]:
    """All contacts in the order of the file."""
    return tuple(
        Contact(
            id=contact["id"],
            topic=contact["topic"],
            email=contact["email"],
            places=_places(program, contact.get("places", ("world",))),
            hours=contact.get("hours", ""),
        )
        for contact in head(program, viewer).get("contacts", ())
    )


def _places(program: Program, codes: tuple[str, ...]) -> str:
    if "world" in codes:
        return "Everywhere"
    names = [place_name(program, code) for code in codes]
    # "Japan and Australia and New Zealand" does not say where one name ends.
    return "; ".join(names) if any(" and " in name for name in names) else fmt.joined(names)
