"""Whether partners kept what they committed to, and what their agreement asks of them, on a day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from partnerbook.resolve.program import Partner, Program
from partnerbook.resolve.promised import UNFIT, Promised, asked, promised
from partnerbook.standing.measure import Meter
from partnerbook.standing.state import agreement_in_force
from partnerbook.standing.verdict import Verdict, judge
from partnerbook.values.window import CALENDAR, FISCAL, LAST_CALENDAR, LAST_FISCAL, Window

_OVER = {CALENDAR: LAST_CALENDAR, FISCAL: LAST_FISCAL}
"""A year that still runs is kept or missed only once it is over."""


@dataclass(frozen=True, slots=True)
class Committed:
    """One commitment, or one thing that the form of the agreement asks for, on a day.

    ``kept`` is the verdict over the last time that is over, None where nobody measures it or the
    agreement began only within that time. ``so_far`` is how far the year that still runs has come,
    None for what has no such year. ``unfit``: what it is measured by cannot tell it, so that
    nothing is judged.
    """

    said: Promised
    kept: Verdict | None
    so_far: Verdict | None
    unfit: bool = False


def commitments(program: Program, partner: Partner, on: date) -> Iterator[Committed]:
    """What a partner committed to, then what its agreement asks for while it is in force."""
    meter = Meter(program, on, on)
    for said in (*promised(partner.record, program.metrics), *_asked(program, partner, on)):
        ask, kept, so_far = said.ask, None, None
        of = partner.agreement.form.record.id if said.form and partner.agreement else partner.id
        if f"{UNFIT}/{of}/{said.key}" in program.left_out:
            yield Committed(said, None, None, unfit=True)
            continue
        if ask is not None and ask.window is not None:
            over = _OVER.get(ask.window.kind)
            so_far = judge(meter, partner, ask) if over else None
            kept = judge(meter, partner, replace(ask, window=Window(over)) if over else ask)
            days = kept.reading.days
            bound = partner.agreement
            if days is not None and (bound is None or bound.effective > days.start):
                kept = None
        yield Committed(said, kept, so_far)


def _asked(program: Program, partner: Partner, on: date) -> Iterator[Promised]:
    """What the form of an agreement in force asks of a partner."""
    if partner.agreement is not None and agreement_in_force(program, partner.id, on):
        form = partner.agreement.form.record
        for said in asked(form, program.metrics):
            if not said.types or partner.type in said.types:
                yield said
