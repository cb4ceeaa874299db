"""The schemas of what the tool itself prints, so that other programs can rely on it."""

from __future__ import annotations

import json
from typing import Any

from partnerbook.render.reports import calendar, explain_schema

DRAFT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]


def _said(schema: Schema, title: str, about: str, *examples: object) -> Schema:
    """A schema with what a reader and an editor show of it."""
    said = {"title": title, "description": about}
    said |= {key: value for key, value in schema.items() if key not in said}
    return {**said, "examples": list(examples)} if examples else said


def _closed(properties: Schema, optional: tuple[str, ...] = ()) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }


def _text(title: str, about: str, *examples: object) -> Schema:
    return _said({"type": "string"}, title, about, *examples)


def _list(items: Schema, title: str, about: str, *examples: object) -> Schema:
    return _said({"type": "array", "items": items}, title, about, *examples)


def _count(title: str, about: str) -> Schema:
    return _said({"type": "integer", "minimum": 0}, title, about)


def _position(title: str, about: str) -> Schema:
    return _said({"type": "integer", "minimum": 1}, title, about)


def _day(title: str, about: str, example: str) -> Schema:
    return _said({"type": "string", "format": "date"}, title, about, example)


LINE = _position("Line", "The line, from 1.")
COLUMN = _position("Column", "The column, from 1, counted in code points.")
FILE = _text("File", "The file, relative to the root.", "program/partners/nordwind.yml")
SPOT: Schema = {
    "file": FILE,
    "line": LINE,
    "column": COLUMN,
    "end_line": _position("End line", "The line of its last character."),
    "end_column": _position("End column", "The column just behind its last character."),
}
SEVERITY = _said(
    {"type": "string", "enum": ["error", "warning", "undetermined"]},
    "Severity",
    "How bad it is: only an error makes the run fail; undetermined means that it cannot be told.",
    "error",
)
NAME = _text("Id", "The name of the finding, which is also that of its page.", "margin/floor")
MESSAGE = _text(
    "Message",
    "What is wrong, in one sentence with the numbers. Not for programs: the wording may change.",
    "stacked Gold incentives on Core give 55% of list; the most is 50% (5 points too much)",
)
SUBJECT = _text(
    "Subject",
    "What it is about, as a waiver would have to cite it; empty where nothing can be cited.",
    "nordwind/dach-core",
)
FINGERPRINT = _said(
    {"type": "string", "pattern": "^[0-9a-f]{16}$"},
    "Fingerprint",
    "A name for this very finding: the same after other words, other lines, other figures.",
    "84cd2b72d56cf6bc",
)
PLACES = _list(
    _closed({**SPOT, "label": _text("Label", "What stands there, or empty.", "the floor")}),
    "Places",
    "The texts that it is about; the first is the one to look at.",
)


def _edit() -> Schema:
    def point(title: str, about: str) -> Schema:
        return _said(_closed({"line": LINE, "column": COLUMN}), title, about)

    return _closed(
        {
            "file": FILE,
            "from": point("From", "Where the replaced stretch begins."),
            "to": point("To", "Just behind where it ends; the same as from to insert."),
            "text": _text("Text", "What takes its place; empty to delete.", "4.6%"),
        }
    )


def _term() -> Schema:
    return _closed(
        {
            "amount": _text("Amount", "The amount, ready to print.", "-9,904.44"),
            "label": _text("Label", "What it is.", "Deal registration, 8%"),
            "total": _said({"type": "boolean"}, "Total", "Whether it is a result of those above."),
            "source": _said(_closed(SPOT), "Source", "Where the number stands, if in a file."),
        },
        optional=("source",),
    )


def _repair() -> Schema:
    return _closed(
        {
            "say": _text("Say", "What to do.", "lower the 6% of grid-program to 4.6%"),
            "loses": _text("Loses", "Who loses what by it, or empty.", "Gold gets 2 points less"),
            "edits": _list(
                _edit(),
                "Edits",
                "The changes of text that do it, tried on a copy; none where words must do. Apply"
                " them from the last position of a file to its first.",
            ),
        }
    )


def _note() -> Schema:
    return _closed(
        {
            "label": _text("Label", "What the note tells.", "deal"),
            "text": _text("Text", "The note.", "one-tier route; first registration"),
        }
    )


def _finding() -> Schema:
    return _closed(
        {
            "id": NAME,
            "severity": SEVERITY,
            "message": MESSAGE,
            "places": PLACES,
            "subject": SUBJECT,
            "notes": _list(_note(), "Notes", "What else there is to know, such as one such deal."),
            "sum_intro": _text(
                "Sum intro",
                "On which deal the sum is made, and in which currency; empty without a sum.",
                "on the smallest such deal, in EUR",
            ),
            "sum": _list(_term(), "Sum", "The arithmetic behind it, line by line."),
            "help": _list(_repair(), "Help", "Ways out, the smallest first."),
            "page": _text("Page", "The page that explains it: partnerbook rules NAME.", "tier/x"),
            "fingerprint": FINGERPRINT,
        }
    )


def _waived() -> Schema:
    bounds = {"type": "object", "additionalProperties": {"type": "string"}}
    waiver = _closed(
        {
            "id": _text("Id", "The id of the waiver: the stem of its file.", "launch-insight"),
            **SPOT,
            "from": _day("From", "Its first day.", "2026-07-01"),
            "through": _day("Through", "Its last day.", "2027-06-30"),
            "accepts": _said(
                bounds,
                "Accepts",
                "How far the finding may go, by measure; empty where nothing is measured.",
                {"maximum_give": "52%"},
            ),
            "reason": _text("Reason", "Why it is accepted.", "Agreed before the rule."),
            "approver": _text("Approver", "The id of the role that approved.", "channel-chief"),
        }
    )
    return _closed(
        {
            "id": NAME,
            "message": MESSAGE,
            "places": PLACES,
            "subject": SUBJECT,
            "fingerprint": FINGERPRINT,
            "waiver": _said(waiver, "Waiver", "By what, until when and why it does not count."),
        }
    )


def _summary() -> Schema:
    return _closed(
        {
            "errors": _count("Errors", "Errors that are not waived; with any the run fails."),
            "warnings": _count("Warnings", "Warnings."),
            "undetermined": _count("Undetermined", "What cannot be told; each names why."),
            "waived": _count("Waived", "Findings that a waiver covers."),
            "suppressed": _count("Suppressed", "Findings that only follow from those listed."),
            "files": _count("Files", "The program files that were read."),
            "unjudged": _list(
                {"type": "string"},
                "Not judged",
                "Rules that were not asked, because a file that they need is not understood.",
                ["margin/floor"],
            ),
            "as_of": _text("As of", "The day judged on; empty if none is known.", "2026-11-22"),
        }
    )


def _findings() -> Schema:
    return {
        "$schema": DRAFT,
        "$id": "findings.schema.json",
        **_said(
            _closed(
                {
                    "stopped": _text(
                        "Stopped",
                        "Why nothing was judged (the exit code is then 2, 3 or 4); else empty.",
                        "nothing to check: there is no folder program/",
                    ),
                    "findings": _list(
                        _finding(), "Findings", "What is wrong, sorted by where it stands."
                    ),
                    "waived": _list(
                        _waived(), "Waived", "What is wrong and does not count, by which waiver."
                    ),
                    "summary": _said(_summary(), "Summary", "The counts of the run."),
                }
            ),
            "What partnerbook check --output json prints",
            "Files are relative to the root; lines and columns are 1-based and count code points;"
            " an end column points just behind the last character.",
        ),
    }


def _rules() -> Schema:
    rule = {
        "name": _text("Name", "The name of the rule.", "margin/floor"),
        "stage": _said(
            {"type": "string", "enum": ["reading", "shape", "links", "waivers", "rules"]},
            "Stage",
            "What is looked at: one file as text, its shape, links between files, waivers, or the"
            " program as a whole.",
            "rules",
        ),
        "severity": _said(SEVERITY, "Severity", "How bad its findings usually are."),
        "waivable": _said({"type": "boolean"}, "Waivable", "Whether a waiver may cover it."),
        "headline": _text("Headline", "The rule in one line.", "Two tiers with the same rank"),
        "page": _text("Page", "Its whole page, as Markdown.", "# Two tiers with the same rank\n…"),
    }
    return {
        "$schema": DRAFT,
        "$id": "rules.schema.json",
        **_said(
            _closed({"rules": _list(_closed(rule), "Rules", "All names, or those asked for.")}),
            "What partnerbook rules --output json prints",
            "The catalogue of everything that a check can say, with the page of each.",
        ),
    }


def published_schemas() -> dict[str, str]:
    """File name → text of each schema."""
    return {
        name: json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        for name, schema in (
            ("findings.schema.json", _findings()),
            ("rules.schema.json", _rules()),
            *calendar.schemas().items(),
            *explain_schema.schemas().items(),
        )
    }
