"""The list of waivers for people, programs and spreadsheets."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from partnerbook.check.accepting.listing import Waivers
from partnerbook.check.waiving import bounds, claims, levels
from partnerbook.check.waiving.register import Entry
from partnerbook.render import fmt
from partnerbook.render.escape import csv_cell
from partnerbook.render.reports import costs
from partnerbook.render.reports.ink import Ink, safe, wrap
from partnerbook.render.reports.json import cost as cost_data
from partnerbook.render.reports.source import COLUMNS

STYLES = {"ends soon": "warning", "outgrown": "error", "does not count": "error"}
HEADINGS = (
    "waiver state days_left from through rule subject accepts needs keeps cost_amount cost_currency"
    " cost_percent_of_list cost_on approver approved approval proof link reason why next file line"
    " release as_of"
).split()


def render(form: str, answer: Waivers, ink: Ink) -> str:
    """The list as ``text``, ``json`` or ``csv``."""
    if form == "json":
        return json.dumps(as_data(answer), ensure_ascii=False, indent=2) + "\n"
    if form == "csv":
        rows = (HEADINGS, *(_row(entry, answer) for entry in answer.entries))
        return "".join(",".join(csv_cell(cell) for cell in row) + "\r\n" for row in rows)
    return "\n".join(_text(answer, ink)) + "\n"


def _text(answer: Waivers, ink: Ink) -> Iterator[str]:
    program = answer.program
    yield ink("bold", f"Waivers of {safe(program.name)}")
    yield f"on {fmt.day(program.as_of)} ({program.as_of_reason})"
    for entry in answer.entries:
        yield ""
        yield from _entry(entry, answer, ink)
    yield ""
    for path in answer.unread:
        yield from wrap(f"Not understood: {safe(path)}; partnerbook check says why.", COLUMNS)
    counts = Counter(entry.state for entry in answer.entries)
    total = sum(counts.values())
    said = ", ".join(f"{number} {state}" for state, number in counts.items())
    yield f"{total} waiver{'s' if total != 1 else ''}{': ' * bool(said)}{said}."
    if answer.entries:
        yield "An approval is what the file claims; a proof that is named has not been opened."


def _entry(entry: Entry, answer: Waivers, ink: Ink) -> Iterator[str]:
    waiver = entry.waiver
    at = answer.loaded.spot(waiver.ref.child("rule"))
    state = ink(STYLES.get(entry.state, "note"), entry.state)
    time = _time(entry)
    fits = len(f"{waiver.id}: {entry.state}, {time}") <= COLUMNS
    yield f"{ink('bold', safe(waiver.id))}: {state}{f', {time}' if fits else ''}"
    if not fits:
        yield f"  {time}"
    lines = [f"{waiver.rule} for {waiver.subject} ({at.file.removeprefix('program/')}:{at.line})"]
    if waiver.accepts:
        reached = bounds.reaches(entry.findings)
        today = f"; today it is at {reached}" if reached else ""
        lines.append(f"accepts {bounds.bound_words(waiver)}{today}")
    if waiver.keeps:
        today = "; ".join(levels.today(one) for one in entry.findings if one.levels)
        lines.append(f"keeps {levels.words(waiver)}" + (f"; today {today}" if today else ""))
    lines.append(f"approved by {claims.in_words(waiver)} on {fmt.day(waiver.approved)}")
    if entry.cost is not None:
        lines.append(f"costs {costs.in_words(entry.cost)}")
    if entry.why:
        lines.append(f"why: {entry.why}")
    if entry.next:
        lines.append(f"goes on as {entry.next}")
    lines.append(f"reason: {' '.join(waiver.reason.split())}")
    if waiver.link:
        lines.append(f"decision: {waiver.link}")
    for line in lines:
        first, *rest = wrap(safe(line), COLUMNS - 4)
        yield f"  {first}"
        yield from (f"    {more}" for more in rest)


def _time(entry: Entry) -> str:
    last = entry.waiver.period.through
    assert last is not None
    if entry.state == "not begun":
        return f"from {fmt.day(entry.waiver.period.start)} until {fmt.day(last)}"
    if entry.left < 0:
        return f"{_days(-entry.left)} ago, on {fmt.day(last)}"
    return f"{_days(entry.left)} left, until {fmt.day(last)}"


def _days(count: int) -> str:
    return f"{count} day{'s' if count != 1 else ''}"


def as_data(answer: Waivers) -> dict[str, Any]:
    """The list as plain data."""
    program = answer.program
    return {
        "program": program.name,
        "release": program.release,
        "as_of": program.as_of.isoformat(),
        "errors": answer.errors,
        "unread": list(answer.unread),
        "waivers": [_entry_data(entry, answer) for entry in answer.entries],
    }


def _entry_data(entry: Entry, answer: Waivers) -> dict[str, Any]:
    waiver = entry.waiver
    at = answer.loaded.spot(waiver.ref.child("rule"))
    return {
        "id": waiver.id,
        "state": entry.state,
        "days_left": entry.left,
        "rule": waiver.rule,
        "subject": waiver.subject,
        "accepts": {measure: str(bound) for measure, bound in waiver.accepts.items()},
        "needs": dict(bounds.needed(entry.findings, levels.CENT)),
        "keeps": levels.words(waiver),
        **({"cost": cost_data(entry.cost)} if entry.cost else {}),
        "from": str(waiver.period.start),
        "through": str(waiver.period.through),
        "approver": waiver.approver,
        "approved": str(waiver.approved),
        "approval": claims.claim(waiver),
        **({"proof": dict(waiver.proof)} if waiver.proof else {}),
        "link": waiver.link,
        "reason": waiver.reason,
        "why": entry.why,
        "next": entry.next,
        "file": at.file,
        "line": at.line,
    }


def _row(entry: Entry, answer: Waivers) -> list[str]:
    said = _entry_data(entry, answer)
    cost, proof = said.get("cost", {}), said.get("proof", {})
    return [
        *(str(said[key]) for key in ("id", "state", "days_left", "from", "through")),
        *(said[key] for key in ("rule", "subject")),
        *("; ".join(f"{k}: {v}" for k, v in said[key].items()) for key in ("accepts", "needs")),
        said["keeps"],
        *(cost.get(key, "") for key in ("amount", "currency", "percent_of_list", "on")),
        *(said[key] for key in ("approver", "approved", "approval")),
        " ".join(proof.values()),
        *(said[key] for key in ("link", "reason", "why", "next", "file")),
        str(said["line"]),
        answer.program.release,
        answer.program.as_of.isoformat(),
    ]
