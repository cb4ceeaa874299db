"""What a territory says: a named set of places that may change over time, version by version."""

from __future__ import annotations

from partnerbook.model.base import Items, Maybe, Names, Part, optional, required
from partnerbook.model.scalars import DateText, Id, Line, Prose


class TerritoryVersion(Part):
    """The places of a territory during some time."""

    id: Id = required("Id", "The id of the version, unique in this file.", "since-2026")
    from_: Maybe[DateText] = optional(
        "From", "The first day of the version.", "2026-01-01", key="from", adverse="any"
    )
    through: Maybe[DateText] = optional(
        "Through", "The last day of the version.", "2026-12-31", adverse="any"
    )
    announced: Maybe[DateText] = optional(
        "Announced", "When partners were told of it, in general.", "2026-10-01", audience="partner"
    )
    places: Names[Line] = required(
        "Places",
        "World, regions, countries, subdivisions (ISO 3166) or ids of other territories.",
        ["DE", "AT"],
        adverse="narrowing",
    )
    except_: Maybe[Names[Line]] = optional(
        "Except", "Places taken out again.", ["AT-9"], key="except", adverse="narrowing"
    )


class TerritoryFile(Part):
    """One territory."""

    name: Line = required("Name", "The name of the territory.", "DACH")
    summary: Maybe[Prose] = optional("Summary", "What it is for.", "Sold from Munich.")
    versions: Items[TerritoryVersion] = required(
        "Versions",
        "Its places over time; a reference follows the version of the day asked about.",
        [{"id": "since-2026", "places": ["DE", "AT", "CH"]}],
        adverse="any",
    )
    contact: Maybe[Id] = optional(
        "Contact", "The id of the contact in program.yml.", "partner-desk"
    )
