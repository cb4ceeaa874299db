"""What program.yml says of the price of what is taken back."""

from __future__ import annotations

from typing import Literal

from partnerbook.model.base import Names, Part, required
from partnerbook.model.reversal import Reversing
from partnerbook.model.scalars import Id, Prose


class PriceReversal(Part):
    """How much of the price some lines give back that take something back."""

    id: Id = required("Id", "The id of the rule.", "unused-months")
    on: Names[Reversing] = required(
        "On", "On which types of line; each type has one rule.", ["cancellation"], adverse="any"
    )
    how: Literal["in-full", "by-remaining-term"] = required(
        "How",
        "in-full: the whole price; by-remaining-term: that of the months that had not begun, of"
        " those that were paid (a month or a year as the line is billed, or its term if shorter).",
        "by-remaining-term",
        adverse="any",
    )
    reason: Prose = required("Reason", "Why it is so.", "Months that were used are paid.")
