"""Parts that several kinds of file have: an address, a cap, how something is paid."""

from __future__ import annotations

from typing import Literal

from partnerbook.model.base import Items, Maybe, Part, optional, required
from partnerbook.model.scalars import CountryCode, DurationText, Id, Line, MoneyText, Prose
from partnerbook.model.scope import Except, For

AudienceName = Literal["public", "partner", "distributor", "internal"]


class Address(Part):
    """Where a legal entity has its seat."""

    street: Line = required("Street", "Street and number.", "Lindwurmstraße 8")
    city: Line = required("City", "The town.", "Munich")
    postal_code: Line = required("Postal code", "The postal code, in quotes.", "80337")
    country: CountryCode = required(
        "Country", "The country code of two capital letters (ISO 3166-1).", "DE"
    )


class Cap(Part):
    """The most that a step gives per deal, unit or period, in all cells or in some."""

    id: Id = required("Id", "The id of the cap, unique in this file.", "per-deal")
    per: Literal["deal", "unit", "month", "quarter", "year", "period"] = required(
        "Per",
        "What the amounts are the ceiling of: one deal, one unit or one period. The word period"
        " means all the time from the incentive's first day through its last.",
        "deal",
        adverse="any",
    )
    amounts: Items[MoneyText] = required(
        "Amounts",
        "The most that is given, one amount per currency.",
        ["10000 EUR", "11000 USD"],
        adverse="decrease",
    )
    for_: Maybe[For] = optional(
        "For",
        "The cells in which the cap binds; all of the incentive's if left out.",
        {"products": ["core"]},
        key="for",
        adverse="any",
    )
    except_: Maybe[Except] = optional(
        "Except",
        "Cells in which it does not bind.",
        [{"places": ["CH"]}],
        key="except",
        adverse="any",
    )


class ChangeNotice(Part):
    """How long before a change takes effect the partner is told."""

    prices: Maybe[DurationText] = optional(
        "Prices", "For prices and discounts.", "30 days", adverse="decrease"
    )
    program: Maybe[DurationText] = optional(
        "Program", "For tiers, incentives and rules.", "60 days", adverse="decrease"
    )
    territory: Maybe[DurationText] = optional(
        "Territory", "For territories and rights.", "90 days", adverse="decrease"
    )


class Payout(Part):
    """How and when an incentive is paid."""

    how: Literal["discount", "credit-note", "transfer"] = required(
        "How", "Taken off the invoice, credited, or transferred.", "credit-note", adverse="any"
    )
    when: Maybe[Prose] = optional(
        "When", "When it is worked out.", "after the end of each quarter", adverse="any"
    )
    within: Maybe[DurationText] = optional(
        "Within", "How long the payment takes at most.", "45 days", adverse="later"
    )
    minimum: Maybe[Items[MoneyText]] = optional(
        "Minimum",
        "The smallest amount paid out, one per currency; less is carried over.",
        ["100 EUR"],
        adverse="increase",
    )
    tax: Maybe[Line] = optional(
        "Tax",
        "How it is taxed, in a line: what the note that is sent says.",
        "A price reduction: the tax on the invoice is corrected.",
        adverse="any",
    )
    books_as: Maybe[Line] = optional(
        "Books as",
        "As what it is booked, in a line.",
        "Reduction of the cost of goods",
        adverse="any",
    )
