"""The life of a partner: the state on every day, and the days on which its rights count."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from partnerbook.findings import Edit, Ref, Repair
from partnerbook.resolve.desk import Desk
from partnerbook.resolve.record import Record
from partnerbook.values.dates import in_words
from partnerbook.values.period import EVER, Days, Period, days_of, inclusive

SELLS = ("active", "on-notice")
"""In these states rights, prices and the listing count."""
OVER = ("terminated", "merged")
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class State:
    """What a partner is for a while. ``into``: whom a merged one became part of.

    ``evidence``: whether its evidence counts there. ``sell_off``: the last day on which offers made
    before the end may become orders, if written.
    """

    name: str
    period: Period
    ref: Ref
    into: str = ""
    sell_off: date | None = None
    evidence: bool = True


@dataclass(frozen=True, slots=True)
class Life:
    """The states in order, without a gap after the first; the days on which rights count.

    ``ended`` is the last day of a partnership that is, or will be, over for good.
    """

    states: tuple[State, ...]
    active: Days
    ended: date | None

    def on(self, day: date) -> State | None:
        """The state on a day; None before the first."""
        return next((state for state in self.states if day in state.period), None)


def life_of(record: Record, as_of: date, desk: Desk) -> Life:
    """The life as written; from a ``status`` alone, as far as that tells it.

    Where it is not in order, which is reported, nothing of it counts.
    """
    if "life" not in record.data:
        return _by_status(record, as_of)
    steps = record["life"]
    if not _in_order(record, steps, desk):
        desk.leave_out(f"{record.id}/life")
        return Life((), Days(), None)
    starts = [step["from"] for step in steps]
    periods = [Period(*pair) for pair in zip(starts, [*starts[1:], date.max], strict=True)]
    states = tuple(
        _state(step, period, record.ref.child("life", at))
        for at, (step, period) in enumerate(zip(steps, periods, strict=True))
    )
    last = states[-1]
    ended = last.period.start - _DAY if last.name in OVER else None
    return Life(states, _active(states, as_of), ended)


def _state(step: Any, period: Period, ref: Ref) -> State:
    return State(
        step["state"],
        period,
        ref.child("state"),
        step.get("into", ""),
        step.get("sell_off_through"),
        step.get("evidence") != "ends",
    )


def _active(states: Sequence[State], as_of: date) -> Days:
    """The days of selling. Who is being taken on without a day begins after the as-of day."""
    days = [state.period for state in states if state.name in SELLS]
    last = states[-1]
    if last.name == "onboarding":
        days.append(Period(max(as_of, last.period.start) + _DAY, date.max))
    return days_of(days)


def _by_status(record: Record, as_of: date) -> Life:
    """A status keeps no dates but the last day of one that is terminated.

    A suspended partner has nothing from the as-of day on, one that is being taken on has nothing
    up to and including that day.
    """
    status, ref = record["status"], record.ref.child("status")
    ended = record.get("ended")

    def life(days: Days) -> Life:
        return Life((State(status, Period(), ref),), days, ended)

    if status == "terminated":
        return life(days_of([inclusive(None, ended)]))
    if status == "suspended":
        return life(days_of([Period(date.min, as_of)]))
    if status == "onboarding":
        return life(days_of([Period(as_of + _DAY, date.max)]))
    return life(EVER if status in SELLS else Days())


def _in_order(record: Record, steps: Sequence[Any], desk: Desk) -> bool:
    """Whether every state comes after the one before, and none after a merger."""
    for at in range(1, len(steps)):
        one, two = steps[at - 1], steps[at]
        here = record.ref.child("life", at, "from")
        before = record.ref.child("life", at - 1, "from")
        if two["from"] <= one["from"]:
            why = f"{two['state']} from {in_words(two['from'])} is not after {one['state']}"
            said = f"the life of {record['name']} is not in order: {why}"
            repairs = [Repair("write the states in the order of their days, one a day")]
        elif one["state"] == "merged":
            said = f"{record['name']} is merged, and {two['state']} after that"
            delete = Edit(record.ref.child("life", at), "", "delete")
            repairs = [Repair("end its life with the merger", edits=(delete,))]
        else:
            continue
        label = f"{one['state']} from {in_words(one['from'])}"
        places = [(here, two["state"]), (before, label)]
        facts = (two["state"], str(two["from"]))
        desk.say(
            "partner/life-order", said, places, subject=record.id, repairs=repairs, facts=facts
        )
        return False
    return True
