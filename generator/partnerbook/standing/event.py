"""One dated thing: something starts, ends, renews, or is due, on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from partnerbook.findings import Ref

STARTS, ENDS, RENEWS, LAST_CHANCE, REVIEW = "starts", "ends", "renews", "last-chance", "review"
TURNS = (STARTS, ENDS, RENEWS, LAST_CHANCE, REVIEW)


@dataclass(frozen=True, slots=True)
class Event:
    """What happens on a day.

    ``turn``: starts (the first day), ends (the last day on which it holds), renews (the last day of
    a term that goes on by itself), last-chance (the last day on which something can be done) or
    review (something is due to be looked at). ``thing`` is what sort of thing it is, ``subject``
    its id as findings cite it, ``say`` the event in words without the partner. ``partner`` is empty
    where it concerns the program as a whole. ``waits``: it stays due after its day, until somebody
    does it and enters that.
    """

    day: date
    turn: str
    thing: str
    subject: str
    say: str
    partner: str
    ref: Ref
    waits: bool = False

    def __lt__(self, other: Event) -> bool:
        return self.order < other.order

    @property
    def order(self) -> tuple[date, str, str, str, str]:
        """By day; of one day, what concerns the whole program first."""
        return self.day, self.partner, self.thing, self.subject, self.turn
