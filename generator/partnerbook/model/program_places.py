"""The parts of program.yml about places: places of its own, and which postal codes lie where."""

from __future__ import annotations

from partnerbook.model.base import Maybe, Names, Part, optional, required
from partnerbook.model.scalars import DateText, Id, Line, PlaceCode, PostalPrefix, Prose


class OwnPlace(Part):
    """What the program says about one place, over what the packaged table of places says."""

    id: Id = required("Id", "The id of the entry.", "franconia")
    code: PlaceCode = required(
        "Code", "The code as files write it, new or known.", "DE-FR", adverse="any"
    )
    name: Maybe[Line] = optional("Name", "What people call it.", "Franconia")
    parent: Maybe[Line] = optional("Parent", "The place in which it lies.", "DE-BY", adverse="any")
    from_: Maybe[DateText] = optional(
        "From", "The first day on which the code means it.", "2027-01-01", key="from", adverse="any"
    )
    through: Maybe[DateText] = optional(
        "Through", "The last day on which the code means it.", "2027-12-31", adverse="any"
    )
    successors: Maybe[Names[Line]] = optional(
        "Successors",
        "Of a code that is no more: the places that have its land.",
        ["NO-31", "NO-32"],
        adverse="any",
    )
    reason: Prose = required(
        "Reason", "Why the program says so.", "Split off on 1 January 2027.", audience="internal"
    )


class PostalArea(Part):
    """Which postal codes lie in a place: these all do, and no others."""

    id: Id = required("Id", "The id of the entry.", "bavaria")
    place: Line = required("Place", "A part of a country.", "DE-BY", adverse="any")
    prefixes: Names[PostalPrefix] = required(
        "Prefixes",
        "The beginnings of all of its postal codes, long enough to lie in it as a whole.",
        ["80", "81"],
        adverse="any",
    )
    reason: Maybe[Prose] = optional(
        "Reason", "Where this is from.", "The post's own directory.", audience="internal"
    )
