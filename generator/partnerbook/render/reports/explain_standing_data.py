"""Where partners stand, for programs (JSON) and spreadsheets (CSV)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from partnerbook.explain.standing import StandingAnswer
from partnerbook.findings import Ref
from partnerbook.render.reports.explain_csv import STAMP, table
from partnerbook.render.reports.explain_csv import source as file_and_line
from partnerbook.render.reports.explain_data import program, source
from partnerbook.render.reports.explain_dossier import dossier_data, dossier_shapes
from partnerbook.render.reports.explain_frame import Frame
from partnerbook.render.reports.explain_merger import merger_data, merger_shapes
from partnerbook.render.reports.explain_shapes import (
    Schema,
    closed,
    day,
    named,
    one_of,
    or_null,
    several,
    text,
    yes,
)
from partnerbook.render.reports.explain_shapes import source as where_it_is
from partnerbook.render.reports.explain_standing import note
from partnerbook.standing import Position, Reading, Step, Verdict
from partnerbook.standing.verdict import NO, YES, PartPoints
from partnerbook.standing.words import figure, flat, missing

COLUMNS = (
    *"partner partner_name held because earned could next kept kept_until tier judged".split(),
    *"requirement name verdict value at_least needs unit gap missing".split(),
    *"evidence file line".split(),
    *STAMP,
)
VERDICTS = ["yes", "no", "cannot tell"]


def render(form: str, answer: StandingAnswer, frame: Frame) -> str:
    """The answer as ``json`` or ``csv``."""
    if form == "csv":
        return table(COLUMNS, _rows(answer, frame), frame)
    data = {
        "program": program(frame),
        "partners": [_position(one, answer, frame) for one in answer.positions],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _position(one: Position, answer: StandingAnswer, frame: Frame) -> dict[str, Any]:
    held, kept = one.held, one.kept
    return {
        "partner": {"id": one.partner, "name": answer.partners[one.partner]},
        "held": None if held is None else _named(held.tier, answer),
        "because": "" if held is None else held.because,
        "earned": _named(one.earned, answer) if one.earned else None,
        "could": [_named(name, answer) for name in one.could],
        "next": _named(one.next, answer) if one.next else None,
        "note": note(one, answer),
        "kept": None
        if kept is None
        else {
            "by": kept.why,
            "until": kept.until.isoformat() if kept.until else None,
            "source": source(kept.ref, frame),
        },
        "tiers": [_step(step, answer, frame) for step in one.steps.values()],
        "ends": [
            {"day": due.day.isoformat(), "what": due.what, "source": source(due.ref, frame)}
            for due in one.losses
        ],
        **merger_data(answer.mergers[one.partner], frame),
        **dossier_data(answer.dossiers[one.partner], frame),
    }


def _named(name: str, answer: StandingAnswer) -> dict[str, str]:
    return {"id": name, "name": answer.tiers[name]}


def _step(step: Step, answer: StandingAnswer, frame: Frame) -> dict[str, Any]:
    return {
        "tier": _named(step.rung.tier, answer),
        "judged": _judged(step),
        "open": step.open,
        "verdict": step.verdict,
        "why": step.why,
        "requirements": [_item(depth, one, frame) for depth, one in flat(step.items)],
    }


def _judged(step: Step) -> str:
    return "to stay" if step.by_stay else "to get in"


def _item(depth: int, one: Verdict, frame: Frame) -> dict[str, Any]:
    days = one.reading.days
    return {
        "id": one.ask.id,
        "name": one.ask.name,
        "depth": str(depth),
        "verdict": one.verdict,
        "value": _exact(one.reading.value),
        "at_least": _least(one),
        "needs": _exact(one.needs),
        "unit": one.unit,
        "gap": _exact(_gap(one), up=True),
        "missing": missing(one),
        "from": days.start.isoformat() if days and not days.is_empty else None,
        "through": days.through.isoformat()
        if days and not days.is_empty and days.through
        else None,
        "evidence": [_place(ref, frame) for ref in one.reading.rows],
        "parts": [_part(part, frame) for part in one.parts],
        "source": source(one.ask.ref, frame),
    }


def _part(one: PartPoints, frame: Frame) -> dict[str, Any]:
    return {
        "id": one.part.id,
        "category": one.part.category,
        "points": _exact(one.points),
        "at_least": _exact(one.low),
        "evidence": [_place(ref, frame) for ref in one.reading.rows],
        "source": source(one.part.ref, frame),
    }


def _gap(one: Verdict) -> Fraction | None:
    """What is missing; of a group, how many of its items."""
    if not one.inner or one.verdict != NO:
        return one.gap
    return Fraction(one.ask.at_least - sum(inner.verdict == YES for inner in one.inner))


def _least(one: Verdict) -> str | None:
    """What is known of a figure that is not exactly known."""
    return _exact(one.reading.low) if one.reading.value is None else None


def _place(ref: Ref, frame: Frame) -> str:
    at = frame.spot(ref)
    return f"{at.file}:{at.line}"


def _exact(value: Fraction | None, *, up: bool = False) -> str | None:
    """Digits, or two decimals of what has no end; a text, so that nothing is rounded on the way."""
    return None if value is None else figure(value, "", up=up).replace(",", "")


def _rows(answer: StandingAnswer, frame: Frame) -> Iterator[list[str]]:
    for one in answer.positions:
        kept = one.kept
        about = [
            one.partner,
            answer.partners[one.partner],
            one.held.tier if one.held else "",
            one.held.because if one.held else "",
            one.earned,
            "; ".join(one.could),
            one.next,
            kept.why if kept else "",
            kept.until.isoformat() if kept and kept.until else "",
        ]
        for step in one.steps.values():
            tier = [step.rung.tier, _judged(step)]
            for _, item in flat(step.items):
                at = file_and_line(item.ask.ref, frame)
                yield [*about, *tier, *_cells(item), _places(item.reading, frame), *at]
                for part in item.parts:
                    at = file_and_line(part.part.ref, frame)
                    yield [*about, *tier, *_points(item, part), _places(part.reading, frame), *at]
            if not step.items:
                at = file_and_line(step.rung.ref, frame)
                yield [*about, *tier, "", "", step.verdict, *[""] * 7, *at]


def _cells(item: Verdict) -> Iterator[str]:
    yield from (item.ask.id, item.ask.name, item.verdict)
    yield from (_exact(item.reading.value) or "", _least(item) or "", _exact(item.needs) or "")
    yield from (item.unit, _exact(_gap(item), up=True) or "", missing(item))


def _points(item: Verdict, one: PartPoints) -> Iterator[str]:
    """What one part of a score gives, below the score."""
    least = "" if one.points is not None else _exact(one.low) or ""
    yield from (f"{item.ask.id}/{one.part.id}", f"{item.ask.name}: {one.part.id}", "")
    yield from (_exact(one.points) or "", least, "", "points", "", "")


def _places(reading: Reading, frame: Frame) -> str:
    return "; ".join(_place(ref, frame) for ref in reading.rows)


def shapes() -> dict[str, Schema]:
    """The properties of the JSON answer."""
    verdict = one_of("Whether it holds.", VERDICTS)
    number = or_null(text("With a plain point before decimals; null if it is not known."))
    part = closed(
        "What gives points.",
        id=text("Its id."),
        category=text("The category that it counts to."),
        points=number,
        at_least=or_null(text("The fewest points that are sure.")),
        evidence=several("The rows that counted.", text("File and line.")),
        source=where_it_is(),
    )
    item = closed(
        "One requirement; of a group, its parts follow.",
        id=text("Its id."),
        name=text("What people call it."),
        depth=text("How deep it lies in a group, from 0."),
        verdict=verdict,
        value=number,
        at_least=or_null(text("What is known of a value that is not exactly known.")),
        needs=number,
        unit=text("A currency, what is counted, %, points, or nothing."),
        gap=number,
        missing=text("What is missing, or why it cannot be told."),
        **{"from": day("The first day that counts.")},
        through=day("The last day that counts."),
        evidence=several("The rows that counted.", text("File and line.")),
        parts=several("Of a score, what gives its points.", part),
        source=where_it_is(),
    )
    step = closed(
        "One tier.",
        tier=named("The tier."),
        judged=one_of("By what it is judged.", ["to stay", "to get in"]),
        open=yes("Whether it can be earned, and not by invitation alone."),
        verdict=verdict,
        why=text("What else decides, such as quarters in a row."),
        requirements=several("What it asks for.", item),
    )
    kept = closed(
        "Why it is still held.",
        by=text("A cohort, a hold, grace, or an agreement."),
        until=day("Until when."),
        source=where_it_is(),
    )
    ends = closed(
        "Something that ends the tier.",
        day=day("The last day on which it holds."),
        what=text("What ends."),
        source=where_it_is(),
    )
    position = closed(
        "One partner.",
        partner=named("The partner."),
        held=or_null(named("The tier that counts.")),
        because=text("Why it is held, as its file says."),
        earned=or_null(named("The highest tier for which everything holds.")),
        could=several("Higher tiers that cannot be ruled out.", named("A tier.")),
        next=or_null(named("The tier above.")),
        note=text("Why what is held differs from what is earned."),
        kept=or_null(kept),
        tiers=several("The tiers of its track and region, from the entry up.", step),
        ends=several("What ends the tier, the next one first.", ends),
        **merger_shapes(),
        **dossier_shapes(),
    )
    return {"partners": several("The partners asked about.", position)}
