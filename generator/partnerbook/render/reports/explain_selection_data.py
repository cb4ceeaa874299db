"""Who is there to choose from, for programs (JSON) and spreadsheets (CSV)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from partnerbook.explain.coverage import UNCOVERED
from partnerbook.explain.selection import Candidate, SelectionAnswer
from partnerbook.render.reports.explain_csv import STAMP, table
from partnerbook.render.reports.explain_csv import source as file_and_line
from partnerbook.render.reports.explain_data import collision_data, fill_data, program, source
from partnerbook.render.reports.explain_frame import Frame
from partnerbook.render.reports.explain_selection import model_words, service_words
from partnerbook.standing import Care, Figure
from partnerbook.standing.scores import KINDS
from partnerbook.standing.words import figure

_SCORE = [f"{kind}{end}" for kind in KINDS for end in ("", "_on", "_stale")]
COLUMNS = (
    *"partner partner_name status since type track establishment".split(),
    *_SCORE,
    *"segments verticals competencies services languages places held earned could".split(),
    *"model model_rule volume volume_class velocity velocity_class manager manager_role".split(),
    *"priorities other_lines open would_fill collisions file line".split(),
    *STAMP,
)


def render(form: str, answer: SelectionAnswer, frame: Frame) -> str:
    """The answer as ``json`` or ``csv``."""
    if form == "csv":
        return table(COLUMNS, _rows(answer, frame), frame)
    data = {
        "program": program(frame),
        "asked": answer.words,
        "applicants": [_candidate(one, answer, frame) for one in answer.applicants],
        "partners": [_candidate(one, answer, frame) for one in answer.partners],
    }
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _candidate(one: Candidate, answer: SelectionAnswer, frame: Frame) -> dict[str, Any]:
    partner, profile, position = one.partner, one.profile, one.position
    return {
        "partner": {"id": partner.id, "name": partner.name},
        "status": partner.status,
        "since": _day(one.since),
        "type": partner.type,
        "track": partner.track,
        "establishment": partner.seller_place,
        "scores": [
            {
                "of": score.of,
                "value": score.value,
                "on": score.on.isoformat(),
                "months": score.months,
                "stale": score.stale,
                "by": score.by,
                "evidence": score.evidence.strip(),
                "source": source(score.ref, frame),
            }
            for score in one.scores.values()
        ],
        "segments": [{"of": name, "values": list(values)} for name, values in profile.segments],
        "verticals": list(profile.verticals),
        "competencies": list(profile.competencies),
        "services": [
            {
                "kind": service.kind,
                "name": service.name,
                "languages": list(service.languages),
                "places": list(service.places),
            }
            for service in profile.services
        ],
        "languages": list(profile.languages),
        "places": {"words": one.places.words, "ids": list(one.places.codes)},
        "held": _tier(position.held.tier if position.held else "", answer),
        "earned": _tier(position.earned, answer),
        "could": [_tier(name, answer) for name in position.could],
        "model": _model(one, frame),
        "manager": None
        if one.manager is None
        else {
            "id": one.manager.id,
            "role": one.manager.role,
            "mailbox": one.manager.mailbox,
            "load": one.load,
            "load_limit": one.manager.load_limit,
        },
        "priorities": [{"year": year, "what": what} for year, what in one.priorities],
        "other_lines": [
            {"vendor": vendor, "what": what, "competes": competes}
            for vendor, what, competes in one.other_lines
        ],
        "open": [
            {"item": item, "state": state, "source": source(ref, frame)}
            for item, state, ref in one.open
        ],
        "fills": [fill_data(fill) for fill in one.adds.fills] if one.adds else [],
        "collisions": [collision_data(hit, frame) for hit in one.adds.collisions]
        if one.adds
        else [],
        "source": source(partner.ref, frame),
    }


def _tier(name: str, answer: SelectionAnswer) -> dict[str, str] | None:
    return {"id": name, "name": answer.tiers[name]} if name else None


def _model(one: Candidate, frame: Frame) -> dict[str, Any] | None:
    care = one.care
    if care is None:
        return None
    rule = care.rule
    money = rule.funds.get(one.partner.currency) if rule else None
    return {
        "found": care.found,
        "rules": [rule.id for rule in care.rules],
        "words": model_words(one),
        "manager_role": rule.manager_role if rule else "",
        "review_every": str(rule.review_every) if rule else None,
        "funds": str(money) if money else None,
        "answer_within": str(rule.answer_within) if rule else None,
        "volume": _figure(care.volume),
        "velocity": _figure(care.velocity),
        "doubts": [doubt.say for doubt in care.doubts],
        "source": source(rule.ref, frame) if rule else None,
    }


def _figure(one: Figure) -> dict[str, Any]:
    return {
        "value": _value(one) or None,
        "unit": one.unit,
        "newcomer": one.newcomer,
        "classes": [{"id": each.id, "name": each.name} for each in one.classes],
    }


def _value(one: Figure) -> str:
    """Digits with a plain point; "" if it is not known."""
    value = one.reading.value
    return "" if value is None else figure(value, "").replace(",", "")


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _rows(answer: SelectionAnswer, frame: Frame) -> Iterator[list[str]]:
    for one in (*answer.applicants, *answer.partners):
        partner, position = one.partner, one.position
        yield [
            partner.id,
            partner.name,
            partner.status,
            _day(one.since) or "",
            partner.type,
            partner.track,
            partner.seller_place,
            *_scores(one),
            *_profile(one),
            position.held.tier if position.held else "",
            position.earned,
            "; ".join(position.could),
            *(_care(one.care) if one.care else [""] * 6),
            one.manager.id if one.manager else "",
            one.manager.role if one.manager else "",
            "; ".join(f"{year}: {what}" for year, what in one.priorities),
            "; ".join(
                f"{vendor}: {what}{' (competes)' if competes else ''}"
                for vendor, what, competes in one.other_lines
            ),
            "; ".join(f"{item} ({state})" for item, state, _ in one.open),
            "; ".join(_fills(one)),
            str(len(one.adds.collisions)) if one.adds else "",
            *file_and_line(partner.ref, frame),
        ]


def _scores(one: Candidate) -> Iterator[str]:
    for kind in KINDS:
        score = one.scores.get(kind)
        stale = "yes" if score and score.stale else "no"
        yield from (str(score.value), score.on.isoformat(), stale) if score else ("", "", "")


def _profile(one: Candidate) -> Iterator[str]:
    profile = one.profile
    yield "; ".join(f"{name}: {', '.join(values)}" for name, values in profile.segments)
    yield "; ".join(profile.verticals)
    yield "; ".join(profile.competencies)
    yield "; ".join(service_words(service) for service in profile.services)
    yield "; ".join(profile.languages)
    yield "; ".join(one.places.codes)


def _care(care: Care) -> list[str]:
    return [
        care.found,
        " or ".join(rule.id for rule in care.rules),
        *(
            cell
            for one in (care.volume, care.velocity)
            for cell in (
                f"{_value(one)} {one.unit}".strip() if _value(one) else "",
                " or ".join(each.id for each in one.classes),
            )
        ),
    ]


def _fills(one: Candidate) -> Iterator[str]:
    for fill in one.adds.fills if one.adds else ():
        if fill.effect == UNCOVERED:
            yield f"{fill.places.words}: {fill.products.words}"
