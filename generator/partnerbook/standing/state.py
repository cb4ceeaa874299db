"""Where one partner stands on a day: tier held, agreement, and what comes due next."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from partnerbook.findings import Ref
from partnerbook.resolve.held import Held
from partnerbook.resolve.program import Agreement, Partner, Program
from partnerbook.standing.event import STARTS
from partnerbook.standing.partner_days import partner_days
from partnerbook.values.period import Duration, after

IN_FORCE, RENEWED, NOT_YET, ENDED, NONE = "in-force", "assumed-renewal", "not-yet", "ended", "none"


@dataclass(frozen=True, slots=True, order=True)
class Deadline:
    """Something that comes due: the last day on which it still holds or can still be done."""

    day: date
    what: str
    ref: Ref


@dataclass(frozen=True, slots=True)
class Standing:
    """One partner on one day.

    ``held`` is the tier it holds, None without an agreement in force: then no tier counts.
    ``agreement_state``: in-force, assumed-renewal (in force only because renewal is assumed),
    not-yet, ended or none. ``deadlines`` lie on or after the day, the next one first.
    """

    partner: str
    on: date
    held: Held | None
    agreement: Agreement | None
    agreement_state: str
    deadlines: tuple[Deadline, ...]


def of(program: Program, partner: str, on: date) -> Standing:
    """Where a partner stands on a day. KeyError if the program has no such partner."""
    who = program.partners[partner]
    state = agreement_state(who.agreement, on)
    counts = state in (IN_FORCE, RENEWED) and on in who.active
    held = who.held(on) if counts else None
    events = partner_days(program, who, program.as_of)
    due = (Deadline(one.day, one.say, one.ref) for one in events if one.turn != STARTS)
    deadlines = tuple(sorted(one for one in due if one.day >= on))
    return Standing(partner, on, held, who.agreement, state, deadlines)


def agreement_in_force(program: Program, partner: str, on: date) -> bool:
    """Whether a partner's agreement binds on a day, assumed renewals included."""
    return agreement_state(program.partners[partner].agreement, on) in (IN_FORCE, RENEWED)


def agreement_state(agreement: Agreement | None, on: date) -> str:
    """In which state an agreement is on a day."""
    if agreement is None:
        return NONE
    if on < agreement.in_force.start:
        return NOT_YET
    if on not in agreement.in_force:
        return ENDED
    return IN_FORCE if on in agreement.firm else RENEWED


def earliest(announced: date, notice: Duration, holidays: Collection[date] = ()) -> date:
    """The first day on which a change announced on a day may take effect, by the notice agreed.

    The day of the announcement does not count: the notice runs from the day after.
    """
    return after(announced + timedelta(days=1), notice, holidays)


def untiered(program: Program, who: Partner, on: date) -> str:
    """Why no tier of a partner counts on a day."""
    if not agreement_in_force(program, who.id, on):
        return "no tier counts: no agreement is in force"
    state = who.life.on(on)
    if on not in who.active and state is not None:
        return f"no tier counts: the partner is {state.name}"
    return "no tier is entered for this day"
