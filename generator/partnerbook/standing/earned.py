"""Which tier a partner has earned on a day, what it lacks for the next, and what it may lose when.

The highest tier of its track and region for which everything holds. A tier that it holds, and those
below, are kept by their maintenance; those above are entered by their requirements. An invitation
is not earned: such a tier counts only for partners who hold it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from partnerbook.resolve.held import Held
from partnerbook.resolve.program import Partner, Program
from partnerbook.resolve.rungs import Ask, Rung
from partnerbook.standing.expiring import expiring_days
from partnerbook.standing.keeping import (
    OWN_WISH,
    RESPITE,
    WHY_KEPT,
    Kept,
    cohort_of,
    in_a_row,
    keeps,
    month_ends,
    reached,
    since,
    stay_ends,
    while_held,
)
from partnerbook.standing.measure import Meter, Reading
from partnerbook.standing.state import Deadline, of, untiered
from partnerbook.standing.unfollowed import unfollowed
from partnerbook.standing.unkept import unkept
from partnerbook.standing.verdict import NO, UNTOLD_VERDICT, YES, Verdict, all_of, judge
from partnerbook.standing.words import line
from partnerbook.values.dates import in_words

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Step:
    """One tier for one partner.

    ``verdict`` sums up ``items`` with what else decides: tiers that must hold too, quarters in a
    row. ``by_stay``: judged by what keeps the tier. ``open``: whether it can be earned, that is
    held or not by invitation alone.
    """

    rung: Rung
    verdict: str
    items: tuple[Verdict, ...]
    by_stay: bool
    open: bool
    why: str = ""


@dataclass(frozen=True, slots=True)
class Position:
    """Where a partner stands on a day by its evidence.

    ``held`` is the tier that counts on the day, None without an agreement in force. ``earned`` is
    the highest tier for which everything holds, "" for none; ``could`` are higher ones that cannot
    be ruled out. ``steps`` are the tiers of its track and region, from the entry up; ``next`` is
    the one above what it holds and has earned. ``kept`` says why a tier that is not earned is still
    held, ``unkept`` why what its file says does not do that. ``losses`` come due on or after the
    day, the next one first. ``untiered`` says why no tier counts.
    """

    partner: str
    on: date
    held: Held | None
    earned: str
    could: tuple[str, ...]
    steps: Mapping[str, Step]
    next: str
    kept: Kept | None
    losses: tuple[Deadline, ...]
    untiered: str = ""
    unkept: str = ""

    @property
    def in_doubt(self) -> bool:
        """Whether it cannot be told if the tier held is earned."""
        return self.held is not None and self.held.tier in self.could

    @property
    def unearned(self) -> bool:
        """Whether the tier held is certainly above what is earned."""
        step = self.steps.get(self.held.tier) if self.held else None
        return step is not None and step.verdict == NO and not self._higher(step)

    @property
    def by_own_wish(self) -> bool:
        """Whether it holds less than it has earned, or may have, because it wants no more."""
        held = self.held
        if held is None or held.because != OWN_WISH or held.tier not in self.steps:
            return False
        return self._higher(self.steps[held.tier])

    def _higher(self, step: Step) -> bool:
        ranks = {name: one.rung.rank for name, one in self.steps.items()}
        return any(ranks[name] > step.rung.rank for name in (self.earned, *self.could) if name)


@dataclass(slots=True)
class Ladder:
    """Positions of the partners of one program; evidence is read once for each day."""

    program: Program
    _meters: dict[tuple[date, date], Meter] = field(default_factory=dict)

    def positions(self, on: date) -> Iterator[Position]:
        """Every partner, in the program's order."""
        for partner in self.program.partners:
            yield self.position(partner, on)

    def position(self, partner: str, on: date) -> Position:
        """One partner on a day. KeyError if the program has no such partner."""
        who = self.program.partners[partner]
        held = of(self.program, partner, on).held
        steps = self._steps(who, held, on)
        ranked = list(steps.values())
        sure = [one for one in ranked if one.open and one.verdict == YES]
        earned = sure[-1].rung if sure else None
        above = [
            one.rung.tier
            for one in ranked
            if one.open
            and one.verdict == UNTOLD_VERDICT
            and (earned is None or one.rung.rank > earned.rank)
        ]
        reached = [steps[name].rung.rank for name in (held.tier if held else "",) if name in steps]
        reached += [earned.rank] if earned else []
        higher = [one.rung.tier for one in ranked if one.rung.rank > max(reached, default=0)]
        found = Position(
            partner=partner,
            on=on,
            held=held,
            earned=earned.tier if earned else "",
            could=tuple(above),
            steps=steps,
            next=higher[0] if higher else "",
            kept=None,
            losses=(),
            untiered="" if held else untiered(self.program, who, on),
        )
        if held is None or held.tier not in steps:
            return found
        kept = self._kept(who, held, on) if found.unearned else None
        losses = sorted(
            due for due in self._losses(who, held, steps[held.tier], kept, on) if due.day >= on
        )
        why = ""
        if found.unearned and kept is None:
            name = self.program.tiers[held.tier].name
            why = unkept(steps[held.tier].rung, who, held, on, name)
        return replace(found, kept=kept, losses=tuple(losses), unkept=why)

    def _steps(self, who: Partner, held: Held | None, on: date) -> dict[str, Step]:
        """The tiers of a partner's track and region, from the entry up."""
        seat = self.program.axes.node("seller", who.seller_place)
        rungs = self.program.rungs
        rank = rungs[held.tier].rank if held and held.tier in rungs else 0
        found = {}
        for name, rung in rungs.items():
            if rung.takes(who.track, seat):
                stays = held is not None and rung.rank <= rank
                own = held is not None and held.tier == name
                found[name] = self._step(who, rung, on, stays, open_=own or not rung.invited)
        return found

    def _step(self, who: Partner, rung: Rung, on: date, stays: bool, *, open_: bool) -> Step:
        items = self._items(who, rung, on, stays, on)
        found, why = all_of([one.verdict for one in items]), ""
        if stays and found != YES and rung.demotion is not None:
            found, why = self._missed(who, rung, on, found)
        elif not stays and found != NO and rung.promotion is not None:
            found, why = self._reached(who, rung, on, found)
        before = [self._entry(who, name, on, {rung.tier}) for name in rung.after]
        if before and not stays:
            found = all_of([found, *before])
        return Step(rung, found, items, stays, open_, why)

    def _items(
        self, who: Partner, rung: Rung, day: date, stays: bool, known: date
    ) -> tuple[Verdict, ...]:
        """The requirements on a day, by what was known on the same day or a later one."""
        meter = self._meters.setdefault((day, known), Meter(self.program, day, known))
        return tuple(judge(meter, who, ask) for ask in rung.asks(day, stays=stays))

    def alone(self, partner: str, ask: Ask, day: date) -> Reading:
        """What is known of a requirement by one partner's own evidence on a day."""
        meter = self._meters.setdefault((day, day), Meter(self.program, day, day))
        return judge(meter, self.program.partners[partner], ask).reading

    def met(self, partner: str, rung: Rung, day: date, known: date) -> str:
        """Whether a partner met what gets it into a tier on a day, by what is known on another."""
        return self._all(self.program.partners[partner], rung, day, stays=False, known=known)

    def _all(self, who: Partner, rung: Rung, day: date, stays: bool, *, known: date) -> str:
        return all_of([one.verdict for one in self._items(who, rung, day, stays, known)])

    def _entry(self, who: Partner, name: str, on: date, seen: set[str]) -> str:
        """Whether a tier that another asks for would be reached, with what that asks for."""
        if name in seen:
            return UNTOLD_VERDICT
        rung = self.program.rungs[name]
        below = [self._entry(who, other, on, {*seen, name}) for other in rung.after]
        return all_of([self._all(who, rung, on, stays=False, known=on), *below])

    def _reached(self, who: Partner, rung: Rung, on: date, found: str) -> tuple[str, str]:
        """Promotion after some months or quarters in a row."""
        assert rung.promotion is not None
        count, unit = rung.promotion
        days = in_a_row(on, count, unit, self.program.fiscal_month)
        each = [self._all(who, rung, day, stays=False, known=on) for day in days]
        if all_of(each) == YES:
            return found, ""
        said = f"met at {each.count(YES)} of the last {count} ends of {unit}"
        return all_of([found, *each]), f"{said}; promotion needs all of them in a row"

    def _missed(self, who: Partner, rung: Rung, on: date, found: str) -> tuple[str, str]:
        """Demotion only after some months or quarters in a row."""
        assert rung.demotion is not None
        count, unit = rung.demotion
        days = in_a_row(on, count, unit, self.program.fiscal_month)
        each = [self._all(who, rung, day, stays=True, known=on) for day in days]
        if YES in each:
            said = f"missed at {each.count(NO)} of the last {count} ends of {unit}"
            return YES, f"{said}; the tier is lost only after all of them in a row"
        return (found if UNTOLD_VERDICT not in each else UNTOLD_VERDICT), ""

    def _kept(self, who: Partner, held: Held, on: date) -> Kept | None:
        """Why a tier that is not earned is still held; None for no reason that is written."""
        rung = self.program.rungs[held.tier]
        cohort = cohort_of(rung, who, held, on)
        if cohort is not None:
            return Kept("cohort", cohort.through, cohort.ref)
        if rung.hold:
            until = self._held_through(who, rung, held, on)
            if on <= until:
                return Kept("hold", until, rung.ref.child("hold"))
        if (
            held.because in RESPITE
            and held.period.through is not None
            and (keeps(rung, who, held, on) or f"{who.id}/standing" in self.program.left_out)
        ):
            return Kept(held.because, held.period.through, held.ref)
        agreed = held.agreed_until
        if agreed is not None and on <= agreed:
            return Kept("negotiation", agreed, held.ref)
        return None

    def _held_through(self, who: Partner, rung: Rung, held: Held, on: date) -> date:
        """The end of the calendar year after the last one in which the tier was reached."""
        entered, began = reached(who, held), since(who, held)
        begun = date(entered.year + 1, 12, 31) if entered else date.min
        for day in month_ends(on):
            if day < began:
                break
            if self._all(who, rung, day, stays=False, known=on) == YES:
                return max(begun, date(day.year + 1, 12, 31))
        return begun

    def _losses(
        self, who: Partner, held: Held, step: Step, kept: Kept | None, on: date
    ) -> Iterator[Deadline]:
        """What ends the tier: what keeps it, the longest stay, what expires, what gets harder."""
        name = self.program.tiers[held.tier].name
        if kept is not None and kept.until is not None:
            then = unfollowed(who, held) if kept.ref == held.ref else ""
            say = f"{name} is kept {WHY_KEPT[kept.why]} until then{then}"
            yield Deadline(kept.until, say, kept.ref)
        elif held.period.through is not None:
            yield Deadline(held.period.through, f"{name} ends", held.ref.child("through"))
        if step.rung.maximum_stay is not None:
            last = stay_ends(who, held, step.rung.maximum_stay)
            what = f"the longest stay in {name} ({step.rung.maximum_stay}) ends"
            yield Deadline(last, what, step.rung.ref.child("maximum_stay"))
        coming = self._coming(who, step.rung, on, name)
        expiring = (each for one in step.items for each in expiring_days(one, name, on))
        yield from while_held((*expiring, *coming), who, held)
        agreement = who.agreement
        if agreement is not None and agreement.in_force.end != date.max:
            last = agreement.in_force.end - DAY
            yield Deadline(last, f"the agreement ends, and {name} with it", agreement.ref)

    def _coming(self, who: Partner, rung: Rung, on: date, tier: str) -> Iterator[Deadline]:
        """Things asked for later on that today's figures do not meet, or not for long."""
        for ask in rung.stay:
            if ask.period.start > on:
                one = judge(self._meters[on, on], who, ask)
                yield from expiring_days(one, tier, ask.period.start - DAY)
                if one.verdict == NO:
                    say = f"{line(one)}, by what {tier} asks from {in_words(ask.period.start)} on"
                    yield Deadline(ask.period.start - DAY, say, ask.ref)
