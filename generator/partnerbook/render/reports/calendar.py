"""What starts, ends, renews or is due: for people, for programs, for a spreadsheet."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby

from partnerbook.render.fmt import count, sentence
from partnerbook.render.reports.explain_csv import source, table
from partnerbook.render.reports.explain_data import program
from partnerbook.render.reports.explain_data import source as position
from partnerbook.render.reports.explain_frame import Frame
from partnerbook.render.reports.explain_shapes import (
    Schema,
    closed,
    named,
    one_of,
    or_null,
    several,
)
from partnerbook.render.reports.explain_shapes import program as program_shape
from partnerbook.render.reports.explain_shapes import source as source_shape
from partnerbook.render.reports.explain_shapes import text as text_shape
from partnerbook.render.reports.explain_text import closing, item
from partnerbook.render.reports.ink import Ink, safe, wrap
from partnerbook.render.reports.source import COLUMNS
from partnerbook.standing import TURNS, Agenda, Event
from partnerbook.values.dates import in_words

CSV = "day turn what partner partner_name thing subject file line release as_of".split()
_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def said(event: Event, frame: Frame) -> str:
    """The event with the name of its partner: ``Kitano K.K.: the agreement ends``."""
    if not event.partner:
        return event.say
    return f"{frame.program.partners[event.partner].name}: {event.say}"


def text(agenda: Agenda, frame: Frame, ink: Ink) -> str:
    """The days one after the other, at most 80 columns wide."""
    whose = f" for {frame.program.partners[agenda.partner].name}" if agenda.partner else ""
    title = f"What starts, ends, renews or is due{whose}"
    lines = [ink("bold", line) for line in wrap(safe(title), COLUMNS)]
    first = f"{in_words(agenda.first)} ({frame.program.as_of_reason})"
    lines += wrap(f"from {first} to {in_words(agenda.last)}", COLUMNS)
    for day, events in groupby(agenda.events, key=lambda event: event.day):
        ahead = (day - agenda.first).days
        lines += ["", f"{ink('bold', in_words(day))}, {_when(ahead)}"]
        for event in events:
            say = event.say if agenda.partner else said(event, frame)
            lines += item(say, frame.line(event.ref), ink)
    lines += ["", f"{sentence(count(len(agenda.events), 'date'))}."]
    return "\n".join([*lines, *closing(frame, ink, active_sales=False)]) + "\n"


def _when(ahead: int) -> str:
    """``in 14 days``, ``today``, ``14 days overdue``."""
    if not ahead:
        return "today"
    days = count(abs(ahead), "day")
    return f"in {days}" if ahead > 0 else f"{days} overdue"


def as_csv(agenda: Agenda, frame: Frame) -> str:
    """One row per event."""
    return table(CSV, _rows(agenda, frame), frame)


def _rows(agenda: Agenda, frame: Frame) -> Iterator[list[str]]:
    for event in agenda.events:
        yield [
            event.day.isoformat(),
            event.turn,
            event.say,
            event.partner,
            frame.program.partners[event.partner].name if event.partner else "",
            event.thing,
            event.subject,
            *source(event.ref, frame),
        ]


def as_json(agenda: Agenda, frame: Frame) -> str:
    """The published form (schemas/calendar.schema.json)."""
    data = {
        "program": program(frame),
        "first": agenda.first.isoformat(),
        "last": agenda.last.isoformat(),
        "partner": _partner(agenda.partner, frame),
        "events": [
            {
                "day": event.day.isoformat(),
                "turn": event.turn,
                "what": event.say,
                "partner": _partner(event.partner, frame),
                "thing": event.thing,
                "subject": event.subject,
                "source": position(event.ref, frame),
            }
            for event in agenda.events
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _partner(partner: str, frame: Frame) -> dict[str, str] | None:
    return {"id": partner, "name": frame.program.partners[partner].name} if partner else None


def schemas() -> dict[str, Schema]:
    """File name → schema of the JSON form."""
    day = {"type": "string", "format": "date"}
    event = closed(
        "One event.",
        day={**day, "description": "The day; of an end, the last on which the thing still holds."},
        turn=one_of("What happens.", [*TURNS]),
        what=text_shape("The event in words, without the partner."),
        partner=or_null(named("Whom it concerns; null: the program as a whole.")),
        thing=text_shape("What sort of thing it is, such as agreement or price-list."),
        subject=text_shape("The id of the thing, as findings cite it."),
        source=source_shape(),
    )
    name = "calendar.schema.json"
    shape = closed(
        "Everything dated in a stretch of days.",
        program=program_shape(),
        first={**day, "description": "The first day, which is that of the question."},
        last={**day, "description": "The last day."},
        partner=or_null(named("The only partner that was asked about; null: all of them.")),
        events=several(
            "By day; of one day, what concerns the whole program first. What was due before the"
            " first day and still is comes first.",
            event,
        ),
    )
    title = "What partnerbook calendar --output json prints"
    return {name: {"$schema": _DRAFT, "$id": name, "title": title, **shape}}
