"""Where does a partner stand: the third of the three calculators.

What lives here: the tier held on a date, the tier earned by evidence, the state of the agreement,
deadlines, notice arithmetic. What does not: prices (pricing), rights (rights), whether a state is
a mistake (check).
"""

from partnerbook.standing.agenda import Agenda, agenda
from partnerbook.standing.change import Change
from partnerbook.standing.earned import Ladder, Position, Step
from partnerbook.standing.engagement import CANNOT_TELL, ONE, Care, Cares, Figure
from partnerbook.standing.event import TURNS, Event
from partnerbook.standing.excepted import Exempt, with_waiver
from partnerbook.standing.keeping import Kept
from partnerbook.standing.measure import Doubt, Meter, Reading
from partnerbook.standing.recurring import ATTESTED, DILIGENCE, Again, due_again
from partnerbook.standing.revised import changes_since
from partnerbook.standing.scores import Score, scores
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
    "ATTESTED",
    "CANNOT_TELL",
    "DILIGENCE",
    "ENDED",
    "IN_FORCE",
    "NONE",
    "NOT_YET",
    "ONE",
    "RENEWED",
    "TURNS",
    "Again",
    "Agenda",
    "Care",
    "Cares",
    "Change",
    "Deadline",
    "Doubt",
    "Event",
    "Exempt",
    "Figure",
    "Kept",
    "Ladder",
    "Meter",
    "Position",
    "Reading",
    "Score",
    "Standing",
    "Step",
    "Verdict",
    "agenda",
    "agreement_in_force",
    "agreement_state",
    "changes_since",
    "due_again",
    "earliest",
    "of",
    "scores",
    "with_waiver",
]
