"""Answers for programs: the published JSON forms (schemas/explain-*.schema.json)."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from partnerbook.explain.applicant import ApplicantAnswer, Collision, Fill
from partnerbook.explain.coverage import CoverageAnswer, Named, Part
from partnerbook.explain.limits import Limit
from partnerbook.explain.protection import Protects
from partnerbook.explain.right import Duty, Right
from partnerbook.explain.rights import Later, PartnerAnswer, RightsAnswer
from partnerbook.findings import Ref
from partnerbook.render.reports.explain_frame import AboutRights, Frame
from partnerbook.resolve.naming import name_place


def render(answer: AboutRights, frame: Frame) -> str:
    """The answer as one JSON document, keys in a fixed order."""
    return json.dumps(as_data(answer, frame), ensure_ascii=False, indent=2) + "\n"


def as_data(answer: AboutRights, frame: Frame) -> dict[str, Any]:
    """The answer as plain data. Days are ISO dates; null means: without an end, or none."""
    if isinstance(answer, RightsAnswer):
        return _rights(answer, frame)
    if isinstance(answer, PartnerAnswer):
        return _partner(answer, frame)
    if isinstance(answer, CoverageAnswer):
        return _coverage(answer, frame)
    return _applicant(answer, frame)


def _rights(answer: RightsAnswer, frame: Frame) -> dict[str, Any]:
    asked = [{"dimension": a, "id": i, "name": n} for a, i, n in answer.asked.words]
    return {
        "program": program(frame),
        "asked": asked,
        "active_sales_only": answer.active_sales,
        "sellers": [_right(right, frame) for right in answer.sellers],
        "others": [_right(right, frame) for right in answer.others],
        "limits": [_limit(limit, frame) for limit in answer.limits],
        "protects": [_protects(one, frame) for one in answer.protects],
        "later": [_later(later, frame) for later in answer.later],
    }


def _partner(answer: PartnerAnswer, frame: Frame) -> dict[str, Any]:
    return {
        "program": program(frame),
        "partner": _one(answer.partner, answer.name),
        "role": answer.role,
        "status": answer.status,
        "active_sales_only": answer.active_sales,
        "rights": [
            {
                **_right(one.right, frame),
                "others": [{**_one(o.partner, o.name), "role": o.role} for o in one.others],
            }
            for one in answer.held
        ],
        "later": [_later(later, frame) for later in answer.later],
    }


def _coverage(answer: CoverageAnswer, frame: Frame) -> dict[str, Any]:
    return {
        "program": program(frame),
        "rows": [
            {
                "place": _one(place, name_place(frame.program.axes, place)),
                "lines": [
                    {
                        "products": _named(line.products),
                        "parts": [_part(part, frame) for part in line.parts],
                    }
                    for line in row.lines
                ],
            }
            for row in answer.rows
            for place in row.places.codes
        ],
    }


def _applicant(answer: ApplicantAnswer, frame: Frame) -> dict[str, Any]:
    return {
        "program": program(frame),
        "partner": _one(answer.partner, answer.name),
        "role": answer.role,
        "status": answer.status,
        "grants": [
            {"grant": name, "first_day": _day(first), "source": source(ref, frame)}
            for name, first, ref in answer.grants
        ],
        "fills": [fill_data(fill) for fill in answer.fills],
        "collisions": [collision_data(one, frame) for one in answer.collisions],
    }


def program(frame: Frame) -> dict[str, Any]:
    """What stands around every answer."""
    asked = frame.program
    return {
        "name": asked.name,
        "release": asked.release,
        "as_of": asked.as_of.isoformat(),
        "as_of_reason": asked.as_of_reason,
        "errors": frame.errors,
        "left_out": list(frame.left_out),
        "doubts": [{"left_out": one.what, "why": one.why} for one in frame.doubts],
    }


def _right(right: Right, frame: Frame) -> dict[str, Any]:
    return {
        "partner": _one(right.partner, right.partner_name),
        "role": right.role,
        "grant": right.grant,
        "kind": right.kind,
        "group": _one(right.group, right.group_name) if right.group else None,
        "covers": list(right.covers),
        "scopes": [
            {"products": one.products, "places": one.places, "customers": one.customers}
            for one in right.scopes
        ],
        "until": _day(right.until),
        "renews_from": _day(right.renews_from),
        "whole": right.whole,
        "depends": [{"on": list(one.on), "words": one.words} for one in right.hangs],
        "ways_of_buying": [_duty(duty, frame) for duty in right.duties],
        "conflicts": [{**_one(one.id, one.name), "certain": one.certain} for one in right.against],
        "source": source(right.ref, frame),
    }


def _duty(duty: Duty, frame: Frame) -> dict[str, Any]:
    return {
        "rule": duty.rule,
        "route": duty.route,
        "distributors": _pairs(duty.distributors),
        "whole": duty.whole,
        "words": duty.words,
        "certain": duty.certain,
        "source": source(duty.ref, frame),
    }


def _limit(limit: Limit, frame: Frame) -> dict[str, Any]:
    return {
        "kind": limit.kind,
        "id": limit.id,
        "name": limit.name,
        "words": limit.words,
        "whole": limit.whole,
        "at_most": limit.at_most or None,
        "until": _day(limit.until),
        "renews_from": _day(limit.renews_from),
        "reason": limit.reason.strip(),
        "route": limit.must_use,
        "distributors": _pairs(limit.distributors),
        "source": source(limit.ref, frame),
    }


def _protects(one: Protects, frame: Frame) -> dict[str, Any]:
    return {
        "incentive": _one(one.incentive, one.name),
        "words": one.words,
        "whole": one.whole,
        "terms": [
            {
                "rules": term.rules,
                "lasts": str(term.lasts),
                "extension": str(term.extension) if term.extension else None,
            }
            for term in one.terms
        ],
        "source": source(one.ref, frame),
    }


def _later(later: Later, frame: Frame) -> dict[str, Any]:
    return {
        "partner": _one(later.partner, later.partner_name),
        "grant": later.grant,
        "kind": later.kind,
        "first_day": _day(later.first),
        "words": later.words,
        "source": source(later.ref, frame),
    }


def _part(part: Part, frame: Frame) -> dict[str, Any]:
    return {
        "status": part.status,
        "customers": part.customers,
        "partners": len(part.partners),
        "rights": [
            {
                "partner": _one(one.right.partner, one.right.partner_name),
                "grant": one.right.grant,
                "customers": one.customers,
                "certain": one.right.certain,
                "until": _day(one.right.until),
                "renews_from": _day(one.right.renews_from),
                "source": source(one.right.ref, frame),
            }
            for one in part.who
        ],
        "kept": part.kept,
        "reason": part.reason.strip(),
        "source": source(part.ref, frame) if part.ref else None,
    }


def fill_data(fill: Fill) -> dict[str, Any]:
    """What an applicant's grant would add."""
    return {
        "grant": fill.grant,
        "places": _named(fill.places),
        "products": _named(fill.products),
        "now": fill.effect,
        "customers": fill.customers,
        "besides": _pairs(fill.besides),
    }


def collision_data(one: Collision, frame: Frame) -> dict[str, Any]:
    """What an applicant's grant would collide with."""
    return {
        "grant": one.grant,
        "breaks": one.rule,
        "against": _one(one.against, one.name),
        "words": one.words,
        "only_if_renewed": one.renewal,
        "certain": one.certain,
        "source": source(one.ref, frame),
        "against_source": source(one.against_ref, frame),
    }


def _one(name: str, called: str) -> dict[str, str]:
    return {"id": name, "name": called}


def _pairs(pairs: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    return [_one(*pair) for pair in pairs]


def _named(named: Named) -> dict[str, Any]:
    return {"words": named.words, "ids": list(named.codes)}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def source(ref: Ref, frame: Frame) -> dict[str, Any]:
    """A position in a file."""
    at = frame.spot(ref)
    return {"file": at.file, "line": at.line, "column": at.column}
