"""Where does a partner stand: the third of the three calculators.

What lives here: the tier held on a date, the tier earned by evidence, the state of the agreement,
deadlines, notice arithmetic. What does not: prices (pricing), rights (rights), whether a state is
a mistake (check).
"""

from partnerbook.standing.agenda import Agenda, agenda
from partnerbook.standing.earned import Ladder, Position, Step
from partnerbook.standing.event import TURNS, Event
from partnerbook.standing.keeping import Kept
from partnerbook.standing.measure import Doubt, Meter, Reading
from partnerbook.standing.recurring import DILIGENCE, Again, due_again, sell_off
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
from partnerbook.standing.verdict import Verdict

__all__ = [
    "DILIGENCE",
    "ENDED",
    "IN_FORCE",
    "NONE",
    "NOT_YET",
    "RENEWED",
    "TURNS",
    "Again",
    "Agenda",
    "Deadline",
    "Doubt",
    "Event",
    "Kept",
    "Ladder",
    "Meter",
    "Position",
    "Reading",
    "Standing",
    "Step",
    "Verdict",
    "agenda",
    "agreement_in_force",
    "agreement_state",
    "due_again",
    "earliest",
    "of",
    "sell_off",
]
