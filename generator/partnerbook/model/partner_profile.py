"""How a partner presents itself: what it does, for whom, in which languages and places."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from partnerbook.model.base import (
    Items,
    Maybe,
    Names,
    Part,
    Rule,
    RuledPart,
    each,
    optional,
    required,
)
from partnerbook.model.scalars import Email, Id, Language, Line, Prose, WebAddress

_VALUES = each("Segment", "Values of a segmentation of the program.", ["public"])
Segments = Annotated[Mapping[Id, Annotated[Names[Line], _VALUES]], Field(min_length=1)]


class Service(RuledPart):
    """Something that the partner does for customers."""

    RULES: ClassVar[tuple[Rule, ...]] = (
        Rule("kind", "another service says what it is", values=("other",), require=("name",)),
    )
    kind: Literal[
        "advice",
        "implementation",
        "integration",
        "migration",
        "development",
        "training",
        "support",
        "hosting",
        "operation",
        "monitoring",
        "equipment",
        "translation",
        "other",
    ] = required("Kind", "What sort of service it is.", "implementation", adverse="any")
    name: Maybe[Line] = optional(
        "Name", "What the partner calls it, where its kind does not say enough.", "Sensor fitting"
    )
    languages: Maybe[Names[Language]] = optional(
        "Languages",
        "In which languages it is done; in all that the partner speaks if left out.",
        ["de", "en"],
        adverse="removal",
    )
    places: Maybe[Names[Line]] = optional(
        "Places",
        "Where it is done, in the same words as the places of a right; where the partner holds"
        " rights if left out.",
        ["dach"],
        adverse="removal",
    )


class Profile(Part):
    """How the partner is shown in the directory."""

    summary: Prose = required("Summary", "What the partner does.", "Runs ERP for utilities.")
    website: Maybe[WebAddress] = optional("Website", "The web site.", "https://example.com")
    email: Maybe[Email] = optional("E-mail", "A role mailbox.", "sales@example.com")
    languages: Maybe[Names[Language]] = optional(
        "Languages", "Languages spoken there.", ["de", "en"]
    )
    services: Maybe[Items[Service]] = optional(
        "Services",
        "What it does for customers besides selling.",
        [{"kind": "implementation", "languages": ["de", "en"], "places": ["dach"]}],
        adverse="removal",
    )
    competencies: Maybe[Names[Id]] = optional(
        "Competencies", "Ids of the awards it has.", ["cloud-migration"], adverse="removal"
    )
    segments: Maybe[Segments] = optional(
        "Segments",
        "Whom it serves: of the program's segmentations the values that it works for.",
        {"sector": ["public"], "size": ["midmarket"]},
    )
    verticals: Maybe[Names[Id]] = optional(
        "Verticals", "Ids of the verticals it knows, from program.yml.", ["rail"]
    )
    listed: bool = required("Listed", "Whether the directory shows it.", True, adverse="any")
