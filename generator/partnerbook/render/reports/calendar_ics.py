"""What starts, ends, renews or is due, for calendar programs: iCalendar (RFC 5545)."""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import UTC, datetime, timedelta

from icalendar import Calendar
from icalendar import Event as Entry

from partnerbook.render.reports.calendar import said
from partnerbook.render.reports.explain_frame import Frame
from partnerbook.standing import Agenda, Event


def render(agenda: Agenda, frame: Frame) -> str:
    """All-day entries that leave the day free; the same bytes for the same program and day."""
    program = frame.program
    whole = Calendar()
    whole.add("prodid", "-//Partnerbook//calendar//EN")
    whole.add("version", "2.0")
    whole.add("x-wr-calname", program.name)
    seen: Counter[str] = Counter()
    for event in agenda.events:
        whole.add_component(_entry(event, frame, seen))
    written: bytes = whole.to_ical()
    return written.decode()


def _entry(event: Event, frame: Frame, seen: Counter[str]) -> Entry:
    entry = Entry()
    entry.add("uid", _uid(event, frame, seen))
    entry.add("dtstamp", datetime.combine(frame.program.as_of, datetime.min.time(), UTC))
    entry.add("dtstart", event.day)
    entry.add("dtend", event.day + timedelta(days=1))
    entry.add("summary", said(event, frame))
    entry.add("description", f"{event.thing} {event.subject}, {frame.line(event.ref)}")
    entry.add("categories", [event.thing, event.turn])
    entry.add("transp", "TRANSPARENT")
    return entry


def _uid(event: Event, frame: Frame, seen: Counter[str]) -> str:
    """A name that stays when the day is moved, so that a calendar moves its entry too."""
    facts = (frame.program.name, event.thing, event.subject, event.turn)
    key = "\n".join(facts)
    seen[key] += 1
    digest = hashlib.sha256(f"{key}\n{seen[key]}".encode()).hexdigest()
    return f"{digest[:32]}@partnerbook"
