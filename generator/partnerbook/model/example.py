"""What a worked example says: an order, and the result that the program manager expects of it.

A file that ``explain price`` is asked about says no more: its order, and a result to compare.
"""

from __future__ import annotations

from typing import Literal

from partnerbook.model.base import Items, Maybe, Part, optional, required
from partnerbook.model.order_parts import OrderPart
from partnerbook.model.scalars import Line, Prose, SumText

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
