"""How far waivers let stacks go below their floors: what a repair need not take away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from partnerbook.check.floors.blame import Blamed, subject_of
from partnerbook.check.floors.breach import Breach, Limit
from partnerbook.check.waiving.bounds import GIVE, MARGIN, MEASURES
from partnerbook.pricing.exact import exactly
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

    def passes(self, found: Breach) -> bool:
        """Whether a waiver lets the worst stack of a sort of deal pass as it is."""
        stack = found.stack
        with exactly():
            limit = self.on(found).limit
            return not limit.broken(stack.kept, stack.value, stack.price.price.amount)

    def beside(self, blamed: Blamed) -> Blamed:
        """What is laid to a number, without what a waiver of a partner's own terms lets pass."""
        if blamed.culprit.step.partner:
            return blamed
        left = [one for one in blamed.breaches if not self._of_term(one) or not self.passes(one)]
        return replace(blamed, breaches=tuple(left) or blamed.breaches)

    def _of_term(self, found: Breach) -> bool:
        """Whether what holds on a deal is the waiver of a special term."""
        subject = self.on(found).subject
        terms = (taken for taken in found.stack.taken if taken.step.partner)
        return bool(subject) and any(subject_of(taken) == subject for taken in terms)


@dataclass(frozen=True, slots=True)
class Allowed:
    """The limit that a stack has to keep; ``subject`` and ``words`` of the waiver that sets it."""

    limit: Limit
    subject: str = ""
    words: str = ""


def room(waivers: Iterable[Waiver]) -> Room:
    """What the waivers of floors leave, those that say how far they go."""
    return Room(tuple((waiver.subject, waiver) for waiver in waivers if waiver.accepts))
