"""How far waivers let stacks go below their floors: what a repair need not take away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from partnerbook.check.floors.blame import subject_of
from partnerbook.check.floors.breach import Breach, Limit
from partnerbook.check.waiving.bounds import GIVE, MARGIN, MEASURES
from partnerbook.resolve.program import Waiver


@dataclass(frozen=True, slots=True)
class Room:
    """The waivers of floors that count today, by the subject that they are about."""

    waivers: tuple[tuple[str, Waiver], ...]

    def on(self, found: Breach) -> Allowed:
        """What holds on a sort of deal: its limit, or a waiver of something in its stack."""
        measure = GIVE if found.limit.minimum_margin is None else MARGIN
        best = Allowed(found.limit)
        subjects = {subject_of(taken) for taken in found.stack.taken if taken.amount}
        for subject, waiver in self.waivers:
            bound = waiver.accepts.get(measure)
            if subject not in subjects or bound is None:
                continue
            now = best.limit.maximum_give if measure == GIVE else best.limit.minimum_margin
            assert now is not None
            if MEASURES[measure].deeper(bound.fraction, now.fraction):
                if measure == GIVE:
                    wider = replace(found.limit, maximum_give=bound)
                else:
                    wider = replace(found.limit, minimum_margin=bound)
                best = Allowed(wider, subject, f"{bound} {MEASURES[measure].of}")
        return best


@dataclass(frozen=True, slots=True)
class Allowed:
    """The limit that a stack has to keep; ``subject`` and ``words`` of the waiver that sets it."""

    limit: Limit
    subject: str = ""
    words: str = ""


def room(waivers: Iterable[Waiver]) -> Room:
    """What the waivers of floors leave, those that say how far they go."""
    return Room(tuple((waiver.subject, waiver) for waiver in waivers if waiver.accepts))
