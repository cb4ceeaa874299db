"""A check report for programs: the published JSON form (schemas/findings.schema.json)."""

from __future__ import annotations

import json
from typing import Any

from partnerbook.check.edits import text_edits
from partnerbook.check.report import Report, spot
from partnerbook.findings import Finding, Spot


def render(report: Report) -> str:
    """The report as one JSON document, keys in a fixed order."""
    return json.dumps(as_data(report), ensure_ascii=False, indent=2) + "\n"


def as_data(report: Report) -> dict[str, Any]:
    """The report as plain data. Positions are 1-based and count code points."""
    counts = report.summary
    return {
        "findings": [_finding(finding, report) for finding in report.findings],
        "summary": {
            "errors": counts.errors,
            "warnings": counts.warnings,
            "undetermined": counts.undetermined,
            "waived": counts.waived,
            "suppressed": counts.suppressed,
            "unjudged": list(counts.unjudged),
            "files": counts.files,
            "as_of": counts.as_of.isoformat() if counts.as_of else "",
        },
    }


def _finding(finding: Finding, report: Report) -> dict[str, Any]:
    loaded = report.loaded
    return {
        "id": finding.id,
        "severity": str(finding.severity),
        "message": finding.message,
        "places": [
            {**_position(spot(place.at, loaded)), "label": place.label} for place in finding.places
        ],
        "subject": finding.subject,
        "notes": [{"label": label, "text": text} for label, text in finding.notes],
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


def _position(at: Spot) -> dict[str, Any]:
    return {
        "file": at.file,
        "line": at.line,
        "column": at.column,
        "end_line": at.end_line,
        "end_column": at.end_column,
    }
