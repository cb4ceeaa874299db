"""The parts of program.yml that say where partners may, and where some partner must, sell."""

from __future__ import annotations

from partnerbook.model.base import Maybe, Names, Part, optional, required
from partnerbook.model.scalars import DateText, Id, Line, Prose
from partnerbook.model.scope import Except, GrantFor


class AuthorisedRegion(Part):
    """Where partners that are established in some places may be granted rights."""

    id: Id = required("Id", "The id of the region.", "emea")
    name: Maybe[Line] = optional("Name", "What people call it.", "Europe and Africa")
    seller_places: Names[Line] = required(
        "Seller places", "Where the partner is established.", ["europe"], adverse="any"
    )
    places: Names[Line] = required(
        "Places", "Where its customers may be.", ["europe", "africa"], adverse="narrowing"
    )
    reason: Prose = required(
        "Reason", "Why it is so.", "One tax number for each region.", audience="internal"
    )


class MustCover(Part):
    """What some partner must be able to sell: without one, the program has a hole."""

    id: Id = required("Id", "The id of the promise.", "core-in-germany")
    for_: GrantFor = required(
        "For", "Which cells.", {"places": ["DE"], "products": ["core"]}, key="for"
    )
    except_: Maybe[Except] = optional(
        "Except", "Cells left out.", [{"places": ["DE-BE"]}], key="except"
    )
    from_: Maybe[DateText] = optional(
        "From", "The first day on which it holds.", "2026-01-01", key="from"
    )
    through: Maybe[DateText] = optional("Through", "The last day on which it holds.", "2027-12-31")
    reason: Prose = required("Reason", "Why it must be covered.", "Half of our customers.")
