"""A check report for programs: the published JSON form (schemas/findings.schema.json)."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from partnerbook.check.edits import text_edits
from partnerbook.check.report import Report, Summary, spot
from partnerbook.check.waiving import claims, levels
from partnerbook.check.waiving.watch import Waived
from partnerbook.findings import Cost, Finding, Spot
from partnerbook.load import Loaded

MILLIONTH = Decimal("0.000001")


def render(report: Report) -> str:
    """The report as one JSON document, keys in a fixed order."""
    return json.dumps(as_data(report), ensure_ascii=False, indent=2) + "\n"


def as_data(report: Report) -> dict[str, Any]:
    """The report as plain data. Positions are 1-based and count code points."""
    return {
        "stopped": "",
        "findings": [_finding(finding, report) for finding in report.findings],
        "waived": [_waived(one, report) for one in report.waived],
        "known": [known(one.finding, report.loaded) for one in report.known],
        "summary": _summary(report.summary),
    }


def stopped(reason: str) -> str:
    """The same document for a run that could not judge anything."""
    nothing = Summary(0, 0, 0, 0, 0, (), 0, None, "")
    empty: dict[str, Any] = {"findings": [], "waived": [], "known": []}
    data = {"stopped": reason, **empty, "summary": _summary(nothing)}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _summary(counts: Summary) -> dict[str, Any]:
    return {
        "errors": counts.errors,
        "warnings": counts.warnings,
        "undetermined": counts.undetermined,
        "waived": counts.waived,
        "known": counts.known,
        "gone": counts.gone,
        "suppressed": counts.suppressed,
        "unjudged": list(counts.unjudged),
        "files": counts.files,
        "as_of": counts.as_of.isoformat() if counts.as_of else "",
    }


def _finding(finding: Finding, report: Report) -> dict[str, Any]:
    loaded = report.loaded
    return {
        "id": finding.id,
        "severity": str(finding.severity),
        "message": finding.message,
        "places": _places(finding, report.loaded),
        "subject": finding.subject,
        "notes": [{"label": label, "text": text} for label, text in finding.notes],
        "sum_intro": finding.sum_intro,
        "sum": [
            {
                "amount": term.amount,
                "label": term.label,
                "total": term.total,
                **({"source": _position(spot(term.source, loaded))} if term.source else {}),
            }
            for term in finding.sum
        ],
        "help": [
            {
                "say": repair.say,
                "loses": repair.loses,
                "edits": [
                    {
                        "file": edit.at.file,
                        "from": {"line": edit.at.line, "column": edit.at.column},
                        "to": {"line": edit.at.end_line, "column": edit.at.end_column},
                        "text": edit.text,
                    }
                    for edit in text_edits(loaded, repair.edits)
                ],
            }
            for repair in finding.help
        ],
        "page": finding.page,
        "fingerprint": finding.fingerprint,
    }


def _waived(one: Waived, report: Report) -> dict[str, Any]:
    finding, waiver = one.finding, one.waiver
    return {
        "id": finding.id,
        "message": finding.message,
        "places": _places(finding, report.loaded),
        "subject": finding.subject,
        "fingerprint": finding.fingerprint,
        **({"cost": cost(finding.cost)} if finding.cost else {}),
        "waiver": {
            "id": waiver.id,
            **_position(report.loaded.spot(waiver.ref.child("rule"))),
            "from": str(waiver.period.start),
            "through": str(waiver.period.through),
            "accepts": {measure: str(bound) for measure, bound in waiver.accepts.items()},
            "keeps": levels.words(waiver),
            "reason": waiver.reason,
            "approver": waiver.approver,
            "approved": str(waiver.approved),
            "approval": claims.claim(waiver),
            "link": waiver.link,
            **({"proof": dict(waiver.proof)} if waiver.proof else {}),
        },
    }


def cost(of: Cost) -> dict[str, Any]:
    """What a finding takes from the vendor: plain decimals, the share to six places."""
    return {
        "amount": f"{of.short.amount:f}",
        "value": f"{of.value.amount:f}",
        "currency": of.value.currency,
        "percent_of_list": f"{(of.share * 100).quantize(MILLIONTH):f}",
        "on": of.on,
        "endless": of.endless,
    }


def known(finding: Finding, loaded: Loaded) -> dict[str, Any]:
    """A finding that is only counted."""
    return {
        "id": finding.id,
        "severity": str(finding.severity),
        "message": finding.message,
        "places": _places(finding, loaded),
        "subject": finding.subject,
        "fingerprint": finding.fingerprint,
    }


def _places(finding: Finding, loaded: Loaded) -> list[dict[str, Any]]:
    return [{**_position(spot(place.at, loaded)), "label": place.label} for place in finding.places]


def _position(at: Spot) -> dict[str, Any]:
    return {
        "file": at.file,
        "line": at.line,
        "column": at.column,
        "end_line": at.end_line,
        "end_column": at.end_column,
    }
