"""Lines that take something back: what they say of the original order, and what is then repaid."""

from __future__ import annotations

from typing import Literal

from partnerbook.model.base import Items, Maybe, Names, Part, optional, required
from partnerbook.model.scalars import DateText, DurationText, Id, MoneyText, Positive

Reversing = Literal["downgrade", "cancellation", "return"]
Bought = Literal["new", "added", "renewal", "upgrade"]
_HOW = (
    "in-full: all that was earned on what is taken back; by-remaining-term: for the months of the "
    "line's term that had not begun."
)


class Reverses(Part):
    """When what was earned is taken back."""

    on: Names[Reversing] = required(
        "On", "On which types of line.", ["cancellation", "return"], adverse="any"
    )
    within: Maybe[DurationText] = optional(
        "Within",
        "How long after the original order, whose day is the first; for ever if left out.",
        "90 days",
        adverse="increase",
    )
    how: Literal["in-full", "by-remaining-term"] = required("How", _HOW, "in-full", adverse="any")


class EarnedThen(Part):
    """What a line got of one incentive when it was bought."""

    incentive: Id = required("Incentive", "The id of the incentive.", "deal-registration")
    amount: MoneyText = required("Amount", "How much the whole line got of it then.", "300 EUR")


class OriginalOrder(Part):
    """The order with which the line was bought: it is priced as on that day."""

    order: DateText = required("Order", "The day of the original order.", "2026-09-01")
    registration: Maybe[DateText] = optional(
        "Registration", "The day on which that deal was registered.", "2026-08-20"
    )
    contract: Maybe[DateText] = optional("Contract", "The day of its contract.", "2026-09-01")
    invoice: Maybe[DateText] = optional("Invoice", "The day of its invoice.", "2026-09-03")
    first_sale: Maybe[DateText] = optional(
        "First sale",
        "The day of the first sale to this customer.",
        "2026-09-01",
        key="first-sale",
    )
    line_type: Maybe[Bought] = optional("Line type", "What kind of line it was then.", "new")
    quantity: Maybe[Positive] = optional(
        "Quantity", "How many units the line had; those taken back if left out.", 50
    )
    list_value: Maybe[MoneyText] = optional(
        "List value",
        "The list value of that whole order; that of the lines taken back if left out.",
        "60000 EUR",
    )
    earned: Maybe[Items[EarnedThen]] = optional(
        "Earned",
        "What the line got of an incentive then. Asked for only where it shared a cap or an amount "
        "per order with lines that stay, or where the cap of a period was used in part.",
        [{"incentive": "deal-registration", "amount": "300 EUR"}],
    )
