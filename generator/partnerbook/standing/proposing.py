"""What a review of tiers proposes for a partner: a higher tier, a lower one, or to leave it.

Reads positions; whether an exception is approved is told by whoever asks (``waived``).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from partnerbook.resolve.held import Held
from partnerbook.resolve.program import Partner, Program
from partnerbook.resolve.rungs import Rung
from partnerbook.standing.earned import Ladder, Position
from partnerbook.standing.excepted import Exempt
from partnerbook.standing.keeping import OWN_WISH, RESPITE, appeal_ends, follows
from partnerbook.standing.rows_ahead import earliest_promotion
from partnerbook.standing.state import IN_FORCE, RENEWED, of
from partnerbook.standing.verdict import UNTOLD_VERDICT, YES, Verdict
from partnerbook.standing.words import flat, lacking
from partnerbook.values.period import Duration, last_day

DAY = timedelta(days=1)
UP, DOWN, BACK, ENDS, STAYS, UNTOLD = "up", "down", "back", "ends", "stays", "cannot tell"
TURNS = (UP, DOWN, BACK, ENDS, STAYS, UNTOLD)
(OPEN, NOT_YET, EARNED, WAIVED, WRITTEN, INVITED, IN_A_ROW, ELSEWHERE, UNMEASURED, UNREAD) = (
    *("no tier", "not begun", "earned", "waiver", "written", "invitation", "in a row"),
    *("other region", "not measured", "not understood"),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a partner's standing that a review would write; ``through`` None: no end."""

    tier: str
    start: date
    through: date | None
    because: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """What becomes of one partner's tier.

    ``turn`` is one of TURNS. ``tier`` is the one it comes to hold on ``day``, "" for none;
    for who stays, the tier held. ``because`` says why it stays, or is given time: the reason of
    its entry or tier (cohort, hold, grace, cure, appeal, negotiated, own-wish), or one of the words
    above. ``until``: how long that lasts. ``entries`` would be written, ``over`` would go.
    ``beyond`` is a higher tier of which all is met except what ``because`` says, or the next one;
    where the file says already what follows, the tier that does.
    """

    position: Position
    turn: str
    tier: str
    day: date | None = None
    because: str = ""
    until: date | None = None
    waiver: str = ""
    entries: tuple[Entry, ...] = ()
    over: tuple[Held, ...] = ()
    beyond: str = ""

    @property
    def changed(self) -> bool:
        """Whether the file would be written."""
        return bool(self.entries) or self.turn == ENDS

    @property
    def lacks(self) -> tuple[Verdict, ...]:
        """What keeps it from the tier that it holds, or else from the next one."""
        held = self.position.held
        name = held.tier if held and self.position.unearned else self.beyond
        if self.because == WRITTEN and not self.position.unearned:
            return ()
        step = self.position.steps.get(name)
        return lacking(step.items) if step else ()

    @property
    def doubts(self) -> tuple[Verdict, ...]:
        """The single requirements of which nobody can tell whether they hold."""
        names = self.position.could
        steps = [self.position.steps[name] for name in names]
        asked = [one for step in steps for _, one in flat(step.items)]
        return tuple(one for one in asked if one.verdict == UNTOLD_VERDICT and not one.inner)


def proposals(program: Program, waived: Mapping[str, Exempt], partner: str = "") -> list[Proposal]:
    """All partners with an agreement in force, or one, on the program's day.

    KeyError for a partner that there is not.
    """
    ladder = Ladder(program)
    names = [partner] if partner else list(program.partners)
    found = (_Round(ladder, program, waived).of(name) for name in names)
    return [one for one in found if one is not None]


@dataclass(frozen=True, slots=True)
class _Round:
    ladder: Ladder
    program: Program
    waived: Mapping[str, Exempt]

    def of(self, name: str) -> Proposal | None:
        program, on = self.program, self.program.as_of
        partner = program.partners[name]
        found = self.ladder.position(name, on)
        held = found.held
        if f"{name}/standing" in program.left_out:
            return Proposal(found, UNTOLD, held.tier if held else "", because=UNREAD)
        later = tuple(one for one in partner.standing if one.period.start > on)
        if held is None:
            return self._without(found, partner, later)
        if held.tier not in found.steps:
            return Proposal(found, STAYS, held.tier, because=ELSEWHERE)
        risen = self._risen(found)
        # A line that began on this very day is left to be that of one day.
        start = max(on, held.period.start + DAY)
        if held.because in RESPITE and not found.unearned and not found.in_doubt:
            tier, turn = (risen, UP) if risen else (held.tier, BACK)
            if not (later and later[0].tier == tier):
                entry = Entry(tier, start, None, "earned")
                return Proposal(found, turn, tier, start, entries=(entry,), over=later)
        if later and found.kept is not None and held.because in RESPITE:
            because, until, then = held.because, held.period.through, later[0].tier
            return Proposal(found, STAYS, held.tier, None, because, until, beyond=then)
        if later:
            start, then = later[0].period.start, later[0].tier
            return Proposal(found, STAYS, held.tier, None, WRITTEN, start, beyond=then)
        if found.unearned:
            return self._fallen(found, held, start)
        if held.because in (OWN_WISH, "negotiated"):
            until = held.period.through
            return Proposal(found, STAYS, held.tier, because=held.because, until=until)
        if found.in_doubt:
            return Proposal(found, UNTOLD, held.tier)
        if risen:
            entry = Entry(risen, start, None, "earned")
            return Proposal(found, UP, risen, start, entries=(entry,))
        return self._waiting(found, held, partner)

    def _without(
        self, found: Position, partner: Partner, later: tuple[Held, ...]
    ) -> Proposal | None:
        """A partner without a tier; None for who is no partner yet or any more."""
        program, on = self.program, self.program.as_of
        state = of(program, partner.id, on).agreement_state
        if state not in (IN_FORCE, RENEWED) or on not in partner.active or not found.steps:
            return None
        if later:
            return Proposal(found, STAYS, "", because=NOT_YET, until=later[0].period.start)
        risen = self._risen(found)
        if risen:
            entry = Entry(risen, on, None, "earned")
            return Proposal(found, UP, risen, on, entries=(entry,))
        turn = UNTOLD if found.could else STAYS
        return Proposal(found, turn, "", because=OPEN, beyond=found.next)

    def _risen(self, found: Position) -> str:
        """The tier above the one held that is earned, by requirements that are measured."""
        rank = found.steps[found.held.tier].rung.rank if found.held else 0
        step = found.steps.get(found.earned)
        if step is None or step.rung.rank <= rank or not step.rung.measured:
            return ""
        return found.earned

    def _waiting(self, found: Position, held: Held, partner: Partner) -> Proposal:
        """A tier that is earned, with what keeps it from the next."""
        for step in found.steps.values():
            if step.rung.rank <= found.steps[held.tier].rung.rank or not step.rung.measured:
                continue
            name, whole = step.rung.tier, all(one.verdict == YES for one in step.items)
            if whole and step.verdict == YES and not step.open:
                return Proposal(found, STAYS, held.tier, because=INVITED, beyond=name)
            if whole and step.verdict != YES and step.why and step.open:
                day = earliest_promotion(self.ladder, partner, step.rung, self.program.as_of)
                because = IN_A_ROW
                return Proposal(found, STAYS, held.tier, None, because, day, beyond=name)
        turn = UNTOLD if found.could else STAYS
        measured = any(rung.measured for rung in self.program.rungs.values())
        because = EARNED if measured else UNMEASURED
        return Proposal(found, turn, held.tier, because=because, beyond=found.next)

    def _fallen(self, found: Position, held: Held, start: date) -> Proposal:
        """A tier that is certainly not earned."""
        kept, waiver = found.kept, self.waived.get(found.partner)
        if kept is None and waiver is not None:
            return Proposal(
                found, STAYS, held.tier, because=WAIVED, until=waiver.until, waiver=waiver.id
            )
        if kept is not None and not (kept.why in RESPITE and kept.ref == held.ref and kept.until):
            return Proposal(found, STAYS, held.tier, because=kept.why, until=kept.until)
        rung = found.steps[held.tier].rung
        if any(found.steps[name].rung.rank < rung.rank for name in found.could):
            return Proposal(found, UNTOLD, held.tier)
        spans = [("cure", rung.cure), ("grace", rung.grace)]
        claimed = held.because in RESPITE
        begun = claimed and follows(self.program.partners[found.partner], held)
        if claimed and not begun:
            spans = []  # There was nothing to keep, so nothing is given.
        elif begun:
            # Without a last day it lasts as long as the tier gives.
            over = self._over(held, rung, start)
            start = kept.until + DAY if kept and kept.until else max(start, over)
            spans = spans[1:] if held.because == "cure" else []
        stages = list(self._stages(held, rung, start, spans, begun=claimed))
        day = stages[-1].through + DAY if stages and stages[-1].through else start
        why = held.because if begun else stages[0].because if stages else ""
        last = Entry(found.earned, day, None, "earned")
        entries = (*stages, last) if found.earned else tuple(stages)
        ends = held.period.through
        if not entries and ends is not None and day > ends:
            # Its file says already that it ends then, and no tier follows.
            return Proposal(found, STAYS, held.tier, because=held.because, until=ends)
        turn = DOWN if found.earned else ENDS
        return Proposal(found, turn, found.earned, day, why, day - DAY, entries=entries)

    def _over(self, held: Held, rung: Rung, start: date) -> date:
        """The first day after a respite that began, as long as its tier gives it."""
        holidays = self.program.holidays
        if held.because == "appeal":
            within = rung.appeal
            return appeal_ends(held.period.start, within, holidays) + DAY if within else start
        given = rung.cure if held.because == "cure" else rung.grace
        return last_day(held.period.start, given, holidays) + DAY if given else start

    def _stages(
        self,
        held: Held,
        rung: Rung,
        start: date,
        spans: list[tuple[str, Duration | None]],
        *,
        begun: bool,
    ) -> Iterator[Entry]:
        """The time to meet it again, then grace; no shorter than the time to object.

        None of it goes beyond the day on which the tier ends anyway.
        """
        first, end = start, held.period.through
        for because, length in spans:
            if length is None:
                continue
            last = last_day(start, length, self.program.holidays)
            last = min(last, end) if end and not begun else last
            if last >= start:
                yield Entry(held.tier, start, last, because)
                start = last + DAY
        if rung.appeal is not None and not begun:
            last = appeal_ends(first, rung.appeal, self.program.holidays)
            last = min(last, end) if end else last
            if last >= start:
                yield Entry(held.tier, start, last, "appeal")
