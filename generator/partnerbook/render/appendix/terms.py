"""The terms as data: every schedule, clause and value, in the order and with the numbers given."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import Any

from partnerbook.render.appendix.model import (
    AppendixSet,
    Block,
    Clause,
    Listing,
    Paragraph,
    Phrase,
    Row,
    Schedule,
    Value,
)

FORMAT = 2
"""Raised when the shape of the file changes."""


def render(document: AppendixSet) -> str:
    """``terms.json``: keys sorted, lists in reading order, no source of any value."""
    return json.dumps(plain(document), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def digest(document: AppendixSet) -> str:
    """The SHA-256 of the terms with an empty ``digest``, keys sorted, without any white space.

    So anybody can work it out from ``terms.json``, however that is laid out.
    """
    bare = plain(replace(document, digest=""))
    text = json.dumps(bare, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def plain(document: AppendixSet) -> dict[str, Any]:
    """The terms as plain data."""
    return {
        "digest": document.digest,
        "document": {
            "as_of": document.on.isoformat(),
            "effective": document.effective.isoformat(),
            "form": document.form,
            "form_version": document.form_version,
            "id": document.id,
            "issued": document.issued.isoformat(),
            "language": document.language,
            "partner": document.partner,
            "release": document.release,
            "title": document.title,
        },
        "format": FORMAT,
        "schedules": [_schedule(schedule) for schedule in document.schedules],
        "signatures": [
            {"name": signature.name.text, "role": signature.role}
            for signature in document.signatures
        ],
    }


def _schedule(schedule: Schedule) -> dict[str, Any]:
    return {
        "clauses": [_clause(clause) for clause in schedule.clauses],
        "id": schedule.id,
        "letter": schedule.letter,
        "title": schedule.title,
    }


def _clause(clause: Clause) -> dict[str, Any]:
    return {
        "blocks": [_block(block) for block in clause.blocks],
        "id": clause.id,
        "mark": clause.mark,
        "number": clause.number,
        "title": _phrase(clause.title),
    }


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Paragraph):
        return {"kind": "paragraph", **_phrase(block.phrase)}
    if isinstance(block, Listing):
        kind = "steps" if block.ordered else "list"
        return {"items": [_phrase(item) for item in block.items], "kind": kind}
    return {
        "caption": block.caption,
        "columns": [column.title for column in block.columns],
        "kind": "table",
        "rows": [_row(row) for row in block.rows],
    }


def _row(row: Row) -> dict[str, Any]:
    return {"cells": [_phrase(cell) for cell in row.cells]}


def _phrase(phrase: Phrase) -> dict[str, Any]:
    said: dict[str, Any] = {"text": phrase.text}
    if phrase.values:
        said["values"] = [_value(value) for value in phrase.values]
    return said


def _value(value: Value) -> dict[str, Any]:
    return {"kind": value.kind, "text": value.text, "value": value.plain}
