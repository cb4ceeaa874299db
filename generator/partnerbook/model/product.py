"""What a product family says: products, nested to any depth, what they cost and when they sell."""

from __future__ import annotations

from typing import ClassVar

from partnerbook.model.base import Items, Maybe, Names, Part, Rule, RuledPart, optional, required
from partnerbook.model.scalars import DateText, Id, Line, MoneyText, Positive, Prose, RateText
from partnerbook.model.scope import PARTNER_TYPES, TIERS, TRACKS, Billing, PartnerType

_SOLD = ("sku", "per", "billing", "launch")
_EXAMPLE = {
    "id": "core-suite",
    "name": "Core Suite",
    "sku": "AUR-100",
    "per": "user-year",
    "billing": "yearly",
    "launch": "2024-01-01",
    "cost": ["300 EUR"],
}


class SoldBy(Part):
    """Which partners may be granted a product: those that meet all of its keys."""

    partner_type: Maybe[Names[PartnerType]] = optional(*PARTNER_TYPES, adverse="narrowing")
    tracks: Maybe[Names[Id]] = optional(*TRACKS, adverse="narrowing")
    tiers: Maybe[Names[Id]] = optional(*TIERS, adverse="narrowing")


class BundlePart(Part):
    """So many units of a product in one unit of a bundle."""

    product: Id = required(
        "Product", "The id of a product that is sold by itself too.", "core-suite", adverse="any"
    )
    quantity: Positive = required(
        "Quantity", "How many units of it are in one unit.", 5, adverse="decrease"
    )


class Product(RuledPart):
    """Something sold, or a group of products."""

    RULES: ClassVar[tuple[Rule, ...]] = (
        Rule(
            "products",
            "a product that is not a group of others is sold itself",
            when="absent",
            require=_SOLD,
        ),
        Rule(
            "products",
            "a product that is not a group of others is sold itself",
            when="absent",
            without=("bundle",),
            require=("cost",),
        ),
        Rule("sku", "what has a sku is sold", require=_SOLD[1:]),
        Rule("sku", "what has a sku is sold", without=("bundle",), require=("cost",)),
        Rule("bundle", "a bundle is sold as one thing", require=_SOLD, refuse=("products",)),
    )
    id: Id = required("Id", "The id, unique in the whole program.", "core-suite")
    name: Line = required("Name", "What people call it.", "Core Suite")
    summary: Maybe[Prose] = optional("Summary", "What it does.", "Everything for the back office.")
    sku: Maybe[Line] = optional("SKU", "The order number, as text.", "AUR-100", adverse="any")
    per: Maybe[Line] = optional(
        "Per", "What one unit is: the price is for one of these.", "user-year", adverse="any"
    )
    billing: Maybe[Billing] = optional("Billing", "How often it is billed.", "yearly")
    launch: Maybe[DateText] = optional(
        "Launch", "The first day on which it is sold.", "2024-01-01", adverse="later"
    )
    end_of_sale: Maybe[DateText] = optional(
        "End of sale", "The last day on which it is sold.", "2028-12-31", adverse="earlier"
    )
    sold_by: Maybe[SoldBy] = optional(
        "Sold by",
        "Which partners may be granted it, and all that it groups; all of them if left out.",
        {"partner_type": ["system-integrator"]},
        adverse="narrowing",
    )
    cost: Maybe[Items[MoneyText]] = optional(
        "Cost",
        "What one unit costs the vendor, one amount per currency. A bundle that leaves it out costs"
        " what its parts cost.",
        ["300 EUR", "330 USD"],
        audience="internal",
    )
    bundle: Maybe[Items[BundlePart]] = optional(
        "Bundle",
        "What one unit consists of, if it is several products at one price of its own. To sell it,"
        " a partner needs the right to sell each of them.",
        [{"product": "core-suite", "quantity": 5}],
        adverse="any",
    )
    maximum_give: Maybe[RateText] = optional(
        "Maximum give",
        "The most that may be given away on it, in % of list price.",
        "40%",
        audience="internal",
    )
    products: Maybe[Items[Product]] = optional(
        "Products", "The products of which it is the group.", [_EXAMPLE], adverse="removal"
    )


class ProductFile(Part):
    """One family of products."""

    name: Line = required("Name", "The name of the family.", "Core")
    summary: Maybe[Prose] = optional("Summary", "What the family is for.", "The back office.")
    products: Items[Product] = required(
        "Products", "The products of the family.", [_EXAMPLE], adverse="removal"
    )
