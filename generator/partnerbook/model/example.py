"""What a worked example says: an order, and the result that the program manager expects of it.

A file that ``explain price`` is asked about says no more: its order, and a result to compare.
"""

from __future__ import annotations

from typing import Literal

from partnerbook.model.base import Items, Maybe, Part, optional, required
from partnerbook.model.order_parts import OrderPart
from partnerbook.model.scalars import DateText, Id, Line, Prose, SumText

_ORDER = {
    "tier": "gold",
    "currency": "EUR",
    "dates": {"order": "2026-12-10"},
    "lines": [{"product": "core", "quantity": 50}],
}


class ExpectedStep(Part):
    """What one discount or incentive gives on the whole order."""

    step: Line = required(
        "Step",
        "The id of the discount or incentive; of a special term partner/term.",
        "deal-registration",
    )
    amount: SumText = required("Amount", "What it gives on all lines together.", "4200 EUR")


class ExpectedPart(Part):
    """One part of what an incentive pays, where it is paid in parts."""

    step: Id = required("Step", "The id of the incentive.", "connect-co-op")
    part: Id = required("Part", "The id of the part under its `split:`.", "marketing")
    amount: SumText = required("Amount", "What this part comes to on all lines.", "26.10 EUR")


class ExpectedCredit(Part):
    """What is credited on each unit in stock when its list price falls after the order."""

    step: Id = required("Step", "The id of the price protection.", "price-protection")
    product: Id = required("Product", "The id of the product, a line of the order.", "connect-edge")
    on: DateText = required("On", "The day from which the lower list price holds.", "2027-01-01")
    amount: SumText = required("Amount", "The credit for one unit.", "12 EUR")


class ExpectedResult(Part):
    """What comes out, for the whole order. What is stated must be right to the minor unit."""

    list_value: Maybe[SumText] = optional(
        "List value",
        "Quantities times list prices; below zero where more is taken back than bought.",
        "60000 EUR",
    )
    invoice: Maybe[SumText] = optional(
        "Invoice",
        "What the partner pays at the order; on direct and referral routes what the customer pays.",
        "41000 EUR",
    )
    back_end: Maybe[SumText] = optional(
        "Back end", "What the partner company gets later.", "1200 EUR"
    )
    net_net: Maybe[SumText] = optional(
        "Net-net", "The invoice less what the partner company gets later.", "39800 EUR"
    )
    persons: Maybe[SumText] = optional("Persons", "What people at the partner get.", "0 EUR")
    distributor_invoice: Maybe[SumText] = optional(
        "Distributor's invoice",
        "What the distributor pays the vendor at the order, in two tiers.",
        "38000 EUR",
        audience="distributor",
    )
    vendor_net: Maybe[SumText] = optional(
        "Vendor's net revenue",
        "What is left to the vendor after everything.",
        "36800 EUR",
        audience="internal",
    )
    steps: Maybe[Items[ExpectedStep]] = optional(
        "Steps",
        "What single discounts and incentives give.",
        [{"step": "deal-registration", "amount": "4200 EUR"}],
        audience="internal",
    )
    parts: Maybe[Items[ExpectedPart]] = optional(
        "Parts",
        "What the parts of a payment come to, where an incentive is paid in parts.",
        [{"step": "connect-co-op", "part": "marketing", "amount": "26.10 EUR"}],
        audience="internal",
    )
    credits: Maybe[Items[ExpectedCredit]] = optional(
        "Credits",
        "What is credited for each unit when a list price falls after the order.",
        [
            {
                "step": "price-protection",
                "product": "connect-edge",
                "on": "2027-01-01",
                "amount": "12 EUR",
            }
        ],
        audience="internal",
    )


class ExampleFile(Part):
    """One worked example: a test of the program, and an illustration on the site."""

    name: Line = required("Name", "What is shown, in one line.", "A gold reseller registers a deal")
    summary: Prose = required(
        "Summary", "What happens in this deal.", "Fifty users, found by the partner."
    )
    audience: Literal["partner", "distributor", "own", "internal"] = required(
        "Audience",
        "Who may see it: all partners, distributors, the partner that orders, or the vendor alone.",
        "partner",
    )
    order: OrderPart = required("Order", "The order.", _ORDER)
    result: ExpectedResult = required(
        "Result", "What is expected to come out: at least one amount.", {"invoice": "41000 EUR"}
    )


class OrderFile(Part):
    """An order to ask about, with the result to compare it with. It is no part of the program."""

    name: Maybe[Line] = optional("Name", "What the deal is called.", "The project in Bavaria")
    summary: Maybe[Prose] = optional("Summary", "What happens in it.", "Fifty users.")
    audience: Maybe[Literal["partner", "distributor", "own", "internal"]] = optional(
        "Audience", "Says nothing here: so that a worked example can be asked about.", "partner"
    )
    order: OrderPart = required("Order", "The order.", _ORDER, audience="internal")
    result: Maybe[ExpectedResult] = optional(
        "Result",
        "What is expected to come out, to be compared.",
        {"invoice": "41000 EUR"},
        audience="internal",
    )
