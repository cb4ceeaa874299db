"""For which cells something holds, as files write it: ``for:`` and ``except:``.

A scope names dimensions; an absent dimension means all of it. The dimensions that a program
declares itself (segmentations, competencies, facts) are extra keys, whose names only the whole
program can judge. Where silence must not give anything away, a narrower class states the rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import ConfigDict, Discriminator, GetJsonSchemaHandler, Tag
from pydantic_core import CoreSchema

from partnerbook.model.base import (
    Items,
    Maybe,
    Names,
    Part,
    Rule,
    RuledPart,
    at_least_one,
    each,
    optional,
    required,
)
from partnerbook.model.scalars import Count, CurrencyCode, Id, Line, MoneyText

DealRole = Literal["sourced", "co-sell", "fulfilment", "referral"]
Claim = Literal["none", "first", "later"]
YesNo = Literal["yes", "no"]
LineType = Literal["new", "added", "renewal", "upgrade", "downgrade", "cancellation", "return"]
Route = Literal["direct", "one-tier", "two-tier", "marketplace", "referral"]
PartnerType = Literal[
    "reseller",
    "distributor",
    "referral-partner",
    "agent",
    "service-provider",
    "managed-service-provider",
    "system-integrator",
    "technology-partner",
]
Billing = Literal["monthly", "yearly", "once"]
Anchor = Literal["registration", "contract", "order", "invoice", "first-sale"]
Side = Literal["partner", "distributor", "end-customer"]

_EDGES = at_least_one("at_least", "below", "an interval has at_least, below or both")


class Whole(RuledPart):
    """An interval of whole numbers: at_least is inside, below is not."""

    RULES: ClassVar[tuple[Rule, ...]] = _EDGES
    at_least: Maybe[Count] = optional(
        "At least", "The smallest number inside.", 10, adverse="increase"
    )
    below: Maybe[Count] = optional(
        "Below", "The first number no longer inside.", 50, adverse="decrease"
    )


class Amounts(RuledPart):
    """An interval of money, one amount per currency: at_least is inside, below is not."""

    RULES: ClassVar[tuple[Rule, ...]] = _EDGES
    at_least: Maybe[Items[MoneyText]] = optional(
        "At least",
        "The smallest amount inside, one per currency.",
        ["10000 EUR", "11000 USD"],
        adverse="increase",
    )
    below: Maybe[Items[MoneyText]] = optional(
        "Below",
        "The first amount no longer inside, one per currency.",
        ["50000 EUR", "55000 USD"],
        adverse="decrease",
    )


_PLACES = (
    "Places",
    (
        "The customer's place: world, a region, a country or subdivision (ISO 3166), a territory,"
        " or a country's code and the beginning of its postal codes (DE 80)."
    ),
    ["DE", "dach"],
)
PARTNER_TYPES = ("Partner type", "Which types of partner.", ["reseller"])
TRACKS = ("Tracks", "Ids of the program's tracks.", ["resell"])
TIERS = ("Tiers", "Ids of tiers that the partner holds.", ["gold"])
_PRODUCTS = ("Products", "All, product families or ids of products.", ["core"])


_DECLARED = each(
    "Declared by the program",
    "Values of a segmentation of the program, or yes or no for a competency or fact of it.",
    ["public"],
)


class For(Part):
    """For which cells something holds: the listed values of each dimension, and all of the rest.

    Besides the keys below, a key may be the id of one of the program's segmentations (with its
    values), competencies or facts (with yes, no).
    """

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Annotated[Names[Line], _DECLARED]]

    places: Maybe[Names[Line]] = optional(*_PLACES, adverse="narrowing")
    seller_places: Maybe[Names[Line]] = optional(
        "Seller places",
        "Where the partner is established, in the same words as places.",
        ["europe"],
        adverse="narrowing",
    )
    products: Maybe[Names[Line]] = optional(*_PRODUCTS, adverse="narrowing")
    accounts: Maybe[Names[Line]] = optional(
        "Accounts",
        "Customers by name: all, or ids of accounts; a parent includes its subsidiaries. A partner"
        " reads in its own appendices the names of those that its own file cites.",
        ["volta-group"],
        audience="own",
        adverse="narrowing",
    )
    deal_role: Maybe[Names[DealRole]] = optional(
        "Deal role", "What the partner did for the deal.", ["sourced"], adverse="narrowing"
    )
    claim: Maybe[Names[Claim]] = optional(
        "Claim",
        "Whether the deal is registered, and by this partner first or later.",
        ["first"],
        adverse="narrowing",
    )
    incumbent: Maybe[Names[YesNo]] = optional(
        "Incumbent",
        "Whether the partner already serves the customer with this product.",
        ["yes"],
        adverse="narrowing",
    )
    line_type: Maybe[Names[LineType]] = optional(
        "Line type", "What kind of order line it is.", ["new", "added"], adverse="narrowing"
    )
    route: Maybe[Names[Route]] = optional(
        "Route", "By which route the product is bought.", ["one-tier"], adverse="narrowing"
    )
    partner_type: Maybe[Names[PartnerType]] = optional(*PARTNER_TYPES, adverse="narrowing")
    billing: Maybe[Names[Billing]] = optional(
        "Billing", "How often the product is billed.", ["yearly"], adverse="narrowing"
    )
    currencies: Maybe[Names[CurrencyCode]] = optional(
        "Currencies", "The currency of the order (ISO 4217).", ["EUR"], adverse="narrowing"
    )
    tracks: Maybe[Names[Id]] = optional(*TRACKS, adverse="narrowing")
    tiers: Maybe[Names[Id]] = optional(*TIERS, adverse="narrowing")
    quantity: Maybe[Whole] = optional(
        "Quantity",
        "How many units the order line has.",
        {"at_least": 10, "below": 50},
        adverse="narrowing",
    )
    term_months: Maybe[Whole] = optional(
        "Term", "The term of the subscription in months.", {"at_least": 12}, adverse="narrowing"
    )
    list_value: Maybe[Amounts] = optional(
        "List value",
        "The value of the deal at list price, per currency.",
        {"at_least": ["10000 EUR"]},
        adverse="narrowing",
    )
    period_value: Maybe[Amounts] = optional(
        "Period value",
        "What the partner bought in the incentive's measuring period, per currency.",
        {"at_least": ["50000 EUR"]},
        adverse="narrowing",
    )

    @property
    def declared(self) -> Mapping[str, tuple[str, ...]]:
        """The dimensions that the program declares itself, with their values."""
        return self.__pydantic_extra__


class PlacedFor(For):
    """A scope that must state its places."""

    places: Names[Line] = required(*_PLACES, adverse="narrowing")


class ProductFor(For):
    """A scope that must state its products."""

    products: Names[Line] = required(*_PRODUCTS, adverse="narrowing")


class GrantFor(For):
    """A scope that must state places and products: nothing is given away by silence."""

    places: Names[Line] = required(*_PLACES, adverse="narrowing")
    products: Names[Line] = required(*_PRODUCTS, adverse="narrowing")


class _TextOrBox:
    """The schema of ``everyone`` or a scope: the type picks the branch, so one error appears."""

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        box = next(choice for choice in handler(schema)["oneOf"] if "$ref" in choice)
        return {
            "type": ["string", "object"],
            "if": {"type": "string"},
            "then": {"enum": ["everyone"]},
            "else": {"if": {"type": "object"}, "then": box},
        }


def _branch(value: object) -> str:
    return "text" if isinstance(value, str) else "box"


Everyone = Annotated[
    Annotated[Literal["everyone"], Tag("text")] | Annotated[For, Tag("box")],
    Discriminator(_branch),
    _TextOrBox(),
]
Except = Items[For]
