"""partnerbook calendar: the same dates in every form; iCalendar as calendar programs read it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import jsonschema
import pytest
from icalendar import Calendar

from partnerbook.check.report import Report
from partnerbook.cli import calendar, main
from partnerbook.cli.check import checked

Ask = Callable[..., str]


@pytest.fixture(scope="module")
def report(sample_root: Path) -> Report:
    return checked(sample_root, None)


@pytest.fixture
def ask(
    report: Report,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: pytest.CaptureFixture[bytes],
    sample_root: Path,
) -> Ask:
    """What the command prints about the sample, bytes as they are."""
    monkeypatch.setattr(calendar, "checked", lambda *_: report)

    def asked(*words: str) -> str:
        code = main(["calendar", "--root", str(sample_root), *words])
        out, err = capfdbinary.readouterr()
        assert (code, err) == (0, b"")
        return out.decode()

    return asked


def test_every_form_tells_the_same(ask: Ask, sample_root: Path) -> None:
    told = json.loads(ask("--output", "json"))
    schema = json.loads((sample_root / "schemas/calendar.schema.json").read_text())
    jsonschema.validate(told, schema)
    events = [(event["day"], event["what"]) for event in told["events"]]
    assert ("2026-12-29", "grace at Gold ends") in events
    rows = csv.DictReader(io.StringIO(ask("--output", "csv")))
    assert [(row["day"], row["what"]) for row in rows] == events
    text = ask()
    assert text.count("last day for notice against the") == 8
    assert f"{len(events)} dates." in text
    assert max(map(len, text.splitlines())) <= 80


def test_calendar_programs_read_it(ask: Ask) -> None:
    text = ask("--output", "ics", "--days", "800")
    told = json.loads(ask("--output", "json", "--days", "800"))
    lines = text.split("\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert max(len(line.encode()) for line in lines) <= 75
    entries = Calendar.from_ical(text).walk("VEVENT")
    assert [(entry.decoded("dtstart"), str(entry["summary"])) for entry in entries] == [
        (
            date.fromisoformat(event["day"]),
            f"{event['partner']['name']}: {event['what']}" if event["partner"] else event["what"],
        )
        for event in told["events"]
    ]
    assert len({str(entry["uid"]) for entry in entries}) == len(entries) > 40
    assert text == ask("--output", "ics", "--days", "800")


def test_one_partner(ask: Ask) -> None:
    assert ask("--partner", "pennine-gate").splitlines() == [
        "What starts, ends, renews or is due for Pennine Gate Software Ltd",
        "from 22 November 2026 (as_of in program/program.yml) to 20 February 2027",
        "",
        "29 December 2026, in 37 days",
        "  grace at Gold ends                                partners/pennine-gate.yml:18",
        "",
        "30 December 2026, in 38 days",
        "  tier Silver starts                                partners/pennine-gate.yml:22",
        "",
        "31 December 2026, in 39 days",
        "  Joint business plans: one lapses                     evidence/relations.csv:55",
        "",
        "31 January 2027, in 70 days",
        "  review of the agreement: level and territory     agreements/reseller-3.yml:104",
        "",
        "2 February 2027, in 72 days",
        "  Certified sales people: one lapses               evidence/certificates.csv:101",
        "",
        "Five dates.",
    ]


@pytest.mark.parametrize(
    ("words", "say"),
    [
        (["--partner", "kitno"], "there is no partner called kitno; did you mean kitano?"),
        (["--partner", "nobody"], "no partner called nobody; the program has alpgrat, basin-ridge"),
        (["--days", "-3"], "-3 is no number of days; write one from 0 to 3660"),
        (["--days", "many"], "many is no number of days; write one from 0 to 3660"),
        (["--output", "xml"], "--output xml: choose one of text, json, csv, ics"),
    ],
)
def test_what_is_not_understood(
    words: list[str],
    say: str,
    report: Report,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(calendar, "checked", lambda *_: report)
    try:
        code = main(["calendar", *words])
    except SystemExit as left:
        code = int(str(left.code))
    assert code == 2
    assert say in capsys.readouterr().err
