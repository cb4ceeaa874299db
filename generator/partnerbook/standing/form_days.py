"""What the form of an agreement in force has come round: reviews of both sides, and duties."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from partnerbook.resolve.life import OVER
from partnerbook.resolve.program import Agreement, Partner, Program
from partnerbook.standing.event import REVIEW, Event
from partnerbook.values.rhythm import Rhythm, parse_rhythm

_OWNERS = {"partner": "the partner", "vendor": "us", "distributor": "the distributor"}


def form_days(
    program: Program, partner: Partner, agreement: Agreement, until: date
) -> Iterator[Event]:
    """When both sides look at the agreement, and by when its duties are done, up to a day.

    Lengths are counted from the effective date; what fell before the as-of day is left out.
    """
    form = agreement.form
    for at, text in enumerate(form.record.get("review_dates", ())):
        rhythm = parse_rhythm(text)
        say = f"review of the agreement: {rhythm.about}" if rhythm.about else "agreement review"
        subject, ref = f"{partner.id}/{form.record.id}", form.ref.child("review_dates", at)
        for day in _falls(program, partner, agreement, rhythm, until):
            yield Event(day, REVIEW, "review", subject, say, partner.id, ref)
    for at, said in enumerate(form.record.get("obligations", ())):
        meant = said.get("partner_types", (partner.type,))
        if "due" not in said or partner.type not in meant:
            continue
        ref = form.ref.child("obligations", at)
        by = f" from {_OWNERS[said['owner']]}" if "owner" in said else ""
        say = f"due{by}: {' '.join(said['text'].split())}"
        rhythm, subject = parse_rhythm(said["due"]), f"{partner.id}/obligations/{said['id']}"
        for day in _falls(program, partner, agreement, rhythm, until):
            yield Event(day, REVIEW, "obligation", subject, say, partner.id, ref.child("due"))


def _falls(
    program: Program, partner: Partner, agreement: Agreement, rhythm: Rhythm, until: date
) -> Iterator[date]:
    """The days of a rhythm on which the agreement is in force and the partnership not over."""
    for day in rhythm.falls(agreement.effective, until, program.holidays):
        if day < program.as_of or day not in agreement.in_force:
            continue
        state = partner.life.on(day)
        if state is None or state.name not in OVER:
            yield day
