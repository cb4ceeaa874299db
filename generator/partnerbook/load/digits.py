"""Digits with a leading zero where a text is meant: many programs read them as another number.

``01067`` is a text to our scalar grammar and ``44147`` a number, but to a person both are digits,
and a spreadsheet or another YAML reader makes 1067 or even 567 of the first. So both want quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from partnerbook.findings import Finding, Ref
from partnerbook.load.lookup import Schema
from partnerbook.load.said import Steps, name_of, replaced, shape
from partnerbook.load.schemas import law
from partnerbook.source.yaml_text import YamlDocument

_DIGITS = re.compile(r"0[0-9]+\Z")
_SEEN = re.compile(r"(?<![\w\"'.:/+-])0[0-9]+(?![\w\"'.:/-])")
"""Any such digits in a file; few files have them, so most are not walked through."""
_COMPOSED = ("allOf", "anyOf", "oneOf")


def bare_digits(kind: str, yaml: YamlDocument) -> Iterator[Finding]:
    """A finding for each value of a file that is such digits and stands without quotes."""
    if not _SEEN.search(yaml.text):
        return
    lines = yaml.text.split("\n")
    for steps, digits in _digits(yaml.data, ()):
        spot = yaml.spot(steps)
        quoted = lines[spot.line - 1][spot.column - 1 : spot.column] in {"'", '"', "|", ">"}
        if not quoted and not _may_be_number(law(kind), steps):
            at = Ref(yaml.path).child(*steps)
            yield shape(
                "number-needs-quotes",
                f"{name_of(steps)} is a text, but {digits} without quotes is a number to many "
                "programs, which drop its zero; put it in quotes",
                at,
                "digits without quotes",
                help=(replaced(at, f'"{digits}"'),),
            )


def _digits(value: Any, steps: Steps) -> Iterator[tuple[Steps, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _digits(inner, (*steps, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _digits(inner, (*steps, number))
    elif isinstance(value, str) and _DIGITS.match(value):
        yield steps, value


def _may_be_number(root: Schema, steps: Steps) -> bool:
    """Whether the schema takes a number for this value as well as a text."""
    return any("integer" in _types(schema) for schema in _at(root, root, steps))


def _types(schema: Schema) -> list[str]:
    types = schema.get("type", [])
    return [types] if isinstance(types, str) else list(types)


def _at(root: Schema, schema: Schema, steps: Steps) -> Iterator[Schema]:
    """The subschemas that a value has to meet, whichever way they are put together."""
    if "$ref" in schema:
        yield from _at(root, root["$defs"][schema["$ref"].rsplit("/", 1)[1]], steps)
    for word in _COMPOSED:
        for inner in schema.get(word, ()):
            yield from _at(root, inner, steps)
    if not steps:
        yield schema
        return
    step, rest = steps[0], steps[1:]
    below = schema.get("items") if isinstance(step, int) else schema.get("properties", {}).get(step)
    if below is None and not isinstance(step, int):
        below = schema.get("additionalProperties")
    if isinstance(below, Mapping):
        yield from _at(root, below, rest)
