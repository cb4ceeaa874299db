"""What a route file says: who must buy through which route, and from whom."""

from __future__ import annotations

from partnerbook.model.base import Items, Maybe, Names, Part, optional, required
from partnerbook.model.scalars import DateText, Id, Line, Prose
from partnerbook.model.scope import Except, For, Route


class RouteRule(Part):
    """One duty to buy through a route."""

    id: Id = required("Id", "The id of the rule, unique in this file.", "japan")
    for_: For = required(
        "For", "For which deals and partners.", {"places": ["JP"]}, key="for", adverse="any"
    )
    except_: Maybe[Except] = optional(
        "Except", "Cells left out.", [{"tiers": ["platinum"]}], key="except", adverse="any"
    )
    must_use: Route = required("Must use", "The route.", "two-tier", adverse="any")
    distributors: Maybe[Names[Id]] = optional(
        "Distributors", "Partner ids of the distributors to buy from.", ["sumida"], adverse="any"
    )
    reason: Prose = required("Reason", "Why it is so.", "Invoices in yen need a local entity.")
    announced: Maybe[DateText] = optional(
        "Announced", "When partners were told of it, in general.", "2026-10-01", audience="partner"
    )
    from_: Maybe[DateText] = optional(
        "From", "The first day of the rule.", "2026-01-01", key="from", adverse="any"
    )
    through: Maybe[DateText] = optional(
        "Through", "The last day of the rule.", "2026-12-31", adverse="any"
    )


class RouteFile(Part):
    """One set of route rules."""

    name: Line = required("Name", "The name of the set.", "Two-tier regions")
    summary: Maybe[Prose] = optional("Summary", "What it is for.", "Where to buy.")
    rules: Items[RouteRule] = required(
        "Rules",
        "Who must buy through which route.",
        [{"id": "japan", "for": {"places": ["JP"]}, "must_use": "two-tier", "reason": "Yen."}],
        adverse="any",
    )
