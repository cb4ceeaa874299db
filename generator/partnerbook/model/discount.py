"""What a discount table says: rate rows that together are one step of the waterfall."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import Field

from partnerbook.model.bands import BAND_EXAMPLE, Bands
from partnerbook.model.base import (
    Items,
    Maybe,
    Part,
    Rule,
    RuledPart,
    each,
    one_of,
    optional,
    required,
)
from partnerbook.model.scalars import (
    BaseName,
    DateText,
    Id,
    Line,
    MoneyText,
    Prose,
    RateText,
)
from partnerbook.model.scope import Anchor, Except, For, Side
from partnerbook.model.shared import AudienceName

GIVES = ("rate", "rates", "prices", "bands")
_OF_A_TIER = each("Rate of a tier", "What this tier is given, in % of the base.", "20%")
Rates = Annotated[Mapping[Id, Annotated[RateText, _OF_A_TIER]], Field(min_length=1)]


PRICES = (
    "Prices",
    (
        "What one unit costs after this step, one price per currency, whatever the base says: what"
        " is left of the price when the stage opens is lowered to it, and nothing is given where"
        " that is lower already. Other steps of the same stage come off besides. In a currency"
        " without a price nothing is given."
    ),
    ["80 EUR", "88 USD"],
)


class RateRow(RuledPart):
    """What is given for some cells, in one of four ways. The innermost matching row counts."""

    RULES: ClassVar[tuple[Rule, ...]] = one_of(
        GIVES, "a row has either one rate, rates per tier, prices or bands"
    )
    id: Id = required("Id", "The id of the row, unique in this file.", "core")
    for_: For = required(
        "For", "For which cells.", {"products": ["core"]}, key="for", adverse="narrowing"
    )
    except_: Maybe[Except] = optional(
        "Except", "Cells left out.", [{"places": ["CH"]}], key="except", adverse="narrowing"
    )
    rate: Maybe[RateText] = optional(
        "Rate",
        "The discount in % of the table's base.",
        "12%",
        audience="partner",
        adverse="decrease",
    )
    rates: Maybe[Rates] = optional(
        "Rates",
        "The discount of each tier in % of the table's base.",
        {"silver": "20%", "gold": "25%"},
        audience="partner",
        adverse="decrease",
    )
    prices: Maybe[Items[MoneyText]] = optional(*PRICES, audience="partner", adverse="increase")
    bands: Maybe[Bands] = optional(
        "Bands",
        "Rates by quantity or value, in % of the table's base.",
        {"measure": "quantity", "counts": "all-units", "rows": BAND_EXAMPLE},
        audience="partner",
        adverse="any",
    )
    flat: Maybe[bool] = optional(
        "Flat",
        "Whether neighbouring tiers are meant to get the same. Without it, equal rates are pointed"
        " out.",
        True,
        audience="internal",
    )
    from_: Maybe[DateText] = optional(
        "From", "The first day of the row.", "2026-01-01", key="from", adverse="later"
    )
    through: Maybe[DateText] = optional(
        "Through", "The last day of the row.", "2026-12-31", adverse="earlier"
    )
    announced: Maybe[DateText] = optional(
        "Announced", "When partners were told of the change.", "2026-10-01"
    )
    reason: Maybe[Prose] = optional("Reason", "Why this rate.", "You carry the credit risk.")


class DiscountFile(Part):
    """One table of discounts."""

    name: Line = required("Name", "The name of the table.", "Reseller discount")
    summary: Maybe[Prose] = optional("Summary", "What it is for.", "What resellers buy at.")
    side: Side = required("Side", "Who gets the discount.", "partner", adverse="any")
    stage: Id = required("Stage", "The stage of the waterfall.", "tier-discount", adverse="any")
    base: BaseName = required(
        "Base",
        "What the rates are a percentage of: list, opening (the price at the stage's opening) or "
        "after- and an earlier stage.",
        "list",
        adverse="any",
    )
    anchor: Anchor = required(
        "Anchor", "Whose date decides which rows are in force.", "order", adverse="any"
    )
    audience: AudienceName = required(
        "Audience", "Who may see the table; its rates are never public.", "partner"
    )
    flat: Maybe[bool] = optional(
        "Flat",
        "Whether neighbouring tiers are meant to get the same in every row. Without it, equal rates"
        " are pointed out.",
        True,
        audience="internal",
    )
    rows: Items[RateRow] = required(
        "Rows",
        "The rates.",
        [{"id": "core", "for": {"products": ["core"]}, "rate": "12%"}],
        adverse="removal",
    )
