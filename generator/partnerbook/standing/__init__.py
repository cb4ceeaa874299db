"""Where does a partner stand: the third of the three calculators.

What lives here: the tier held on a date, the state of the agreement, deadlines, notice arithmetic.
What does not: prices (pricing), rights (rights), whether a state is a mistake (check). Earned tiers
need evidence and are not worked out here.
"""

from partnerbook.standing.agenda import Agenda, agenda
from partnerbook.standing.event import TURNS, Event
from partnerbook.standing.recurring import Again, due_again, sell_off
from partnerbook.standing.state import (
    ENDED,
    IN_FORCE,
    NONE,
    NOT_YET,
    RENEWED,
    Deadline,
    Standing,
    agreement_in_force,
    agreement_state,
    earliest,
    of,
)

__all__ = [
    "ENDED",
    "IN_FORCE",
    "NONE",
    "NOT_YET",
    "RENEWED",
    "TURNS",
    "Again",
    "Agenda",
    "Deadline",
    "Event",
    "Standing",
    "agenda",
    "agreement_in_force",
    "agreement_state",
    "due_again",
    "earliest",
    "of",
    "sell_off",
]
