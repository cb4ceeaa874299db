"""The schemas of what the tool itself prints, so that other programs can rely on it."""

from __future__ import annotations

import json
from typing import Any

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def _closed(properties: dict[str, Any], optional: tuple[str, ...] = ()) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


_TEXT = {"type": "string"}
_COUNT = {"type": "integer", "minimum": 0}
_LINE = {"type": "integer", "minimum": 1}
_SPOT = {"file": _TEXT, "line": _LINE, "column": _LINE, "end_line": _LINE, "end_column": _LINE}
_POINT = _closed({"line": _LINE, "column": _LINE})
_SEVERITY = {"enum": ["error", "warning", "undetermined"]}


def _findings() -> dict[str, Any]:
    edit = _closed({"file": _TEXT, "from": _POINT, "to": _POINT, "text": _TEXT})
    term = _closed(
        {"amount": _TEXT, "label": _TEXT, "total": {"type": "boolean"}, "source": _closed(_SPOT)},
        optional=("source",),
    )
    finding = {
        "id": _TEXT,
        "severity": _SEVERITY,
        "message": _TEXT,
        "places": _list(_closed({**_SPOT, "label": _TEXT})),
        "subject": _TEXT,
        "notes": _list(_closed({"label": _TEXT, "text": _TEXT})),
        "sum": _list(term),
        "help": _list(_closed({"say": _TEXT, "loses": _TEXT, "edits": _list(edit)})),
        "page": _TEXT,
        "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{16}$"},
    }
    counts = ("errors", "warnings", "undetermined", "waived", "suppressed", "files")
    summary = {**dict.fromkeys(counts, _COUNT), "unjudged": _list(_TEXT), "as_of": _TEXT}
    return {
        "$schema": DRAFT,
        "$id": "findings.schema.json",
        "title": "What partnerbook check --output json prints",
        "description": "Files are relative to the root; lines and columns are 1-based and count"
        " code points; an end column points just behind the last character.",
        **_closed({"findings": _list(_closed(finding)), "summary": _closed(summary)}),
    }


def _rules() -> dict[str, Any]:
    rule = {
        "name": _TEXT,
        "stage": {"enum": ["reading", "shape", "links", "waivers", "rules"]},
        "severity": _SEVERITY,
        "waivable": {"type": "boolean"},
        "headline": _TEXT,
        "page": _TEXT,
    }
    return {
        "$schema": DRAFT,
        "$id": "rules.schema.json",
        "title": "What partnerbook rules --output json prints",
        **_closed({"rules": _list(_closed(rule))}),
    }


def published_schemas() -> dict[str, str]:
    """File name → text of each schema."""
    return {
        name: json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        for name, schema in (
            ("findings.schema.json", _findings()),
            ("rules.schema.json", _rules()),
        )
    }
