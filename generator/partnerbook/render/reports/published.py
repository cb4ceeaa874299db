"""The schemas of what the tool itself prints, so that other programs can rely on it."""

from __future__ import annotations

import json

from partnerbook.render.reports import calendar, explain_schema, review_shapes
from partnerbook.render.reports.published_shapes import (
    COLUMN,
    DRAFT,
    FILE,
    FINGERPRINT,
    LINE,
    MESSAGE,
    NAME,
    PLACES,
    SEVERITY,
    SPOT,
    SUBJECT,
    Schema,
    closed,
    count,
    listed,
    said,
    text,
)
from partnerbook.render.reports.published_waived import known, waived, waivers


def _edit() -> Schema:
    def point(title: str, about: str) -> Schema:
        return said(closed({"line": LINE, "column": COLUMN}), title, about)

    return closed(
        {
            "file": FILE,
            "from": point("From", "Where the replaced stretch begins."),
            "to": point("To", "Just behind where it ends; the same as from to insert."),
            "text": text("Text", "What takes its place; empty to delete.", "4.6%"),
        }
    )


def _term() -> Schema:
    return closed(
        {
            "amount": text("Amount", "The amount, ready to print.", "-9,904.44"),
            "label": text("Label", "What it is.", "Deal registration, 8%"),
            "total": said({"type": "boolean"}, "Total", "Whether it is a result of those above."),
            "source": said(closed(SPOT), "Source", "Where the number stands, if in a file."),
        },
        optional=("source",),
    )


def _repair() -> Schema:
    return closed(
        {
            "say": text("Say", "What to do.", "lower the 6% of grid-program to 4.6%"),
            "loses": text("Loses", "Who loses what by it, or empty.", "Gold gets 2 points less"),
            "edits": listed(
                _edit(),
                "Edits",
                "The changes of text that do it, tried on a copy; none where words must do. Apply"
                " them from the last position of a file to its first.",
            ),
        }
    )


def _note() -> Schema:
    return closed(
        {
            "label": text("Label", "What the note tells.", "deal"),
            "text": text("Text", "The note.", "one-tier route; first registration"),
        }
    )


def _finding() -> Schema:
    return closed(
        {
            "id": NAME,
            "severity": SEVERITY,
            "message": MESSAGE,
            "places": PLACES,
            "subject": SUBJECT,
            "notes": listed(_note(), "Notes", "What else there is to know, such as one such deal."),
            "sum_intro": text(
                "Sum intro",
                "On which deal the sum is made, and in which currency; empty without a sum.",
                "on the smallest such deal, in EUR",
            ),
            "sum": listed(_term(), "Sum", "The arithmetic behind it, line by line."),
            "help": listed(_repair(), "Help", "Ways out, the smallest first."),
            "page": text("Page", "The page that explains it: partnerbook rules NAME.", "tier/x"),
            "fingerprint": FINGERPRINT,
        }
    )


def _summary() -> Schema:
    return closed(
        {
            "errors": count("Errors", "Errors that are not waived; with any the run fails."),
            "warnings": count("Warnings", "Warnings."),
            "undetermined": count("Undetermined", "What cannot be told; each names why."),
            "waived": count("Waived", "Findings that a waiver covers."),
            "known": count("Known", "Findings that were there before the program was checked."),
            "gone": count("Gone", "Those written down then that do not stand any more."),
            "suppressed": count(
                "Suppressed",
                "Findings that only follow from those listed, or are judged anew after them.",
            ),
            "files": count("Files", "The program files that were read."),
            "unjudged": listed(
                {"type": "string"},
                "Not judged",
                "Rules that were not asked, because a file that they need is not understood.",
                ["margin/floor"],
            ),
            "as_of": text("As of", "The day judged on; empty if none is known.", "2026-11-22"),
        }
    )


def _findings() -> Schema:
    return {
        "$schema": DRAFT,
        "$id": "findings.schema.json",
        **said(
            closed(
                {
                    "stopped": text(
                        "Stopped",
                        "Why nothing was judged (the exit code is then 2, 3 or 4); else empty.",
                        "nothing to check: there is no folder program/",
                    ),
                    "findings": listed(
                        _finding(), "Findings", "What is wrong, sorted by where it stands."
                    ),
                    "waived": listed(
                        waived(), "Waived", "What is wrong and does not count, by which waiver."
                    ),
                    "known": listed(
                        known(),
                        "Known",
                        "What was there when the program came under check: counted, not reported.",
                    ),
                    "summary": said(_summary(), "Summary", "The counts of the run."),
                }
            ),
            "What partnerbook check --output json prints",
            "Files are relative to the root; lines and columns are 1-based and count code points;"
            " an end column points just behind the last character.",
        ),
    }


def _rules() -> Schema:
    rule = {
        "name": text("Name", "The name of the rule.", "margin/floor"),
        "stage": said(
            {"type": "string", "enum": ["reading", "shape", "links", "waivers", "rules"]},
            "Stage",
            "What is looked at: one file as text, its shape, links between files, waivers, or the"
            " program as a whole.",
            "rules",
        ),
        "severity": said(SEVERITY, "Severity", "How bad its findings usually are."),
        "waivable": said({"type": "boolean"}, "Waivable", "Whether a waiver may cover it."),
        "headline": text("Headline", "The rule in one line.", "Two tiers with the same rank"),
        "page": text("Page", "Its whole page, as Markdown.", "# Two tiers with the same rank\n…"),
    }
    return {
        "$schema": DRAFT,
        "$id": "rules.schema.json",
        **said(
            closed({"rules": listed(closed(rule), "Rules", "All names, or those asked for.")}),
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
            ("waivers.schema.json", waivers()),
            *calendar.schemas().items(),
            *review_shapes.schemas().items(),
            *explain_schema.schemas().items(),
        )
    }
