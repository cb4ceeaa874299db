"""What the head of a price list says; the prices themselves lie beside it as a table (.csv)."""

from __future__ import annotations

from partnerbook.model.base import Maybe, Part, optional, required
from partnerbook.model.scalars import CurrencyCode, DateText, Line, Prose
from partnerbook.model.scope import Except, PlacedFor


class PriceListFile(Part):
    """One price list: the prices of one currency, in some places, for some time."""

    name: Line = required("Name", "The name of the list.", "Europe in euro")
    summary: Maybe[Prose] = optional("Summary", "What it is for.", "All of Europe but Switzerland.")
    currency: CurrencyCode = required(
        "Currency", "The currency of all its prices (ISO 4217).", "EUR", adverse="any"
    )
    for_: PlacedFor = required(
        "For",
        "For which customers it holds.",
        {"places": ["europe"]},
        key="for",
        adverse="narrowing",
    )
    except_: Maybe[Except] = optional(
        "Except", "Cells left out.", [{"places": ["CH"]}], key="except", adverse="narrowing"
    )
    from_: DateText = required(
        "From", "The first day of the list.", "2026-01-01", key="from", adverse="any"
    )
    through: Maybe[DateText] = optional(
        "Through", "The last day of the list.", "2026-12-31", adverse="any"
    )
    announced: Maybe[DateText] = optional(
        "Announced", "When partners were told of it, in general.", "2026-10-01", audience="partner"
    )
