"""What happens in a stretch of days: everything that starts, ends, renews or is due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from partnerbook.resolve.program import Program
from partnerbook.standing.earned import Ladder
from partnerbook.standing.event import Event
from partnerbook.standing.partner_days import coming_into, partner_days
from partnerbook.standing.program_days import program_days
from partnerbook.standing.tier_days import holdings_of, tier_days


@dataclass(frozen=True, slots=True)
class Agenda:
    """The events from ``first`` to ``last``, both inside, in order; of ``partner`` alone if set.

    What was due before the first day and still is comes before them, on its own day.
    """

    first: date
    last: date
    partner: str
    events: tuple[Event, ...]


def agenda(program: Program, days: int, partner: str = "") -> Agenda:
    """The events of the as-of day and so many days after it. KeyError for an unknown partner."""
    first = program.as_of
    last = first + timedelta(days=days)
    found = _of_one(program, partner, last) if partner else _of_all(program, last)
    events = tuple(
        sorted(one for one in found if one.day <= last and (one.day >= first or one.waits))
    )
    return Agenda(first, last, partner, events)


def _of_one(program: Program, partner: str, last: date) -> Iterator[Event]:
    yield from partner_days(program, program.partners[partner], last)
    yield from tier_days(Ladder(program), program.partners[partner], holdings_of(program))
    yield from coming_into(program, partner)
    own = {one.id for one in program.waivers if one.subject.partition("/")[0] == partner}
    for event in program_days(program):
        if event.thing == "waiver" and event.subject in own:
            yield event


def _of_all(program: Program, last: date) -> Iterator[Event]:
    yield from program_days(program)
    ladder, holdings = Ladder(program), holdings_of(program)
    for partner in program.partners.values():
        yield from partner_days(program, partner, last)
        yield from tier_days(ladder, partner, holdings)
