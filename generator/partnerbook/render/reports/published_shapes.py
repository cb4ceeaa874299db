"""What the published schemas are made of: titled values, closed mappings, places in files."""

from __future__ import annotations

from typing import Any

DRAFT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]


def said(schema: Schema, title: str, about: str, *examples: object) -> Schema:
    """A schema with what a reader and an editor show of it."""
    whole = {"title": title, "description": about}
    whole |= {key: value for key, value in schema.items() if key not in whole}
    return {**whole, "examples": list(examples)} if examples else whole


def closed(properties: Schema, optional: tuple[str, ...] = ()) -> Schema:
    """A mapping with just these keys."""
    return {
        "type": "object",
        "properties": properties,
        "required": [name for name in properties if name not in optional],
        "additionalProperties": False,
    }


def text(title: str, about: str, *examples: object) -> Schema:
    """A text."""
    return said({"type": "string"}, title, about, *examples)


def listed(items: Schema, title: str, about: str, *examples: object) -> Schema:
    """A list of such items."""
    return said({"type": "array", "items": items}, title, about, *examples)


def count(title: str, about: str) -> Schema:
    """A number from 0."""
    return said({"type": "integer", "minimum": 0}, title, about)


def position(title: str, about: str) -> Schema:
    """A number from 1."""
    return said({"type": "integer", "minimum": 1}, title, about)


def day(title: str, about: str, example: str) -> Schema:
    """A date."""
    return said({"type": "string", "format": "date"}, title, about, example)


LINE = position("Line", "The line, from 1.")
COLUMN = position("Column", "The column, from 1, counted in code points.")
FILE = text("File", "The file, relative to the root.", "program/partners/nordwind.yml")
SPOT: Schema = {
    "file": FILE,
    "line": LINE,
    "column": COLUMN,
    "end_line": position("End line", "The line of its last character."),
    "end_column": position("End column", "The column just behind its last character."),
}
SEVERITY = said(
    {"type": "string", "enum": ["error", "warning", "undetermined"]},
    "Severity",
    "How bad it is: only an error makes the run fail; undetermined means that it cannot be told.",
    "error",
)
NAME = text("Id", "The name of the finding, which is also that of its page.", "margin/floor")
MESSAGE = text(
    "Message",
    "What is wrong, in one sentence with the numbers. Not for programs: the wording may change.",
    "stacked Gold incentives on Core give 55% of list; the most is 50% (5 points too much)",
)
SUBJECT = text(
    "Subject",
    "What it is about, as a waiver would have to cite it; empty where nothing can be cited.",
    "nordwind/dach-core",
)
FINGERPRINT = said(
    {"type": "string", "pattern": "^[0-9a-f]{16}$"},
    "Fingerprint",
    "A name for this very finding: the same after other words, other lines, other figures.",
    "84cd2b72d56cf6bc",
)
PLACES = listed(
    closed({**SPOT, "label": text("Label", "What stands there, or empty.", "the floor")}),
    "Places",
    "The texts that it is about; the first is the one to look at.",
)
