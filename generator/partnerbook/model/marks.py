"""Who may see each field of a kind, and which change of it hurts: the schema's marks as a table.

A field is addressed by a pattern: its JSON pointer with ``*`` for any list position and for any
key of an open mapping (``/grants/*/for/places``). The audience of a field is the narrowest of its
own and of all that it lies in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from partnerbook.model.schema import schema_of
from partnerbook.values.audience import LEVELS

DEEPEST = 12
"""Nested products are listed this many levels deep; what lies deeper has no mark: internal."""


@dataclass(frozen=True, slots=True)
class Mark:
    """``audience`` is one of values.audience.LEVELS, ``adverse`` the change that hurts."""

    audience: str
    adverse: str


@cache
def marks_of(kind: str) -> Mapping[str, Mark]:
    """Pattern → Mark of every field of a kind. KeyError if there is no such kind."""
    schema = schema_of(kind)
    return dict(_walk(schema, schema, "", Mark(LEVELS[0], "none"), 0))


def _walk(
    root: dict[str, Any], schema: dict[str, Any], pattern: str, above: Mark, depth: int
) -> Iterator[tuple[str, Mark]]:
    if depth > DEEPEST:
        return
    for branch in _branches(root, schema):
        fields: dict[str, Any] = {
            key: field for key, field in branch.get("properties", {}).items() if "not" not in field
        }
        if isinstance(open_fields := branch.get("additionalProperties"), dict):
            fields["*"] = open_fields
        if "items" in branch:
            yield f"{pattern}/*", above
            yield from _walk(root, branch["items"], f"{pattern}/*", above, depth + 1)
        for key, field in fields.items():
            said = field.get("x-audience", above.audience)
            mark = Mark(
                max(said, above.audience, key=LEVELS.index), field.get("x-adverse", above.adverse)
            )
            yield f"{pattern}/{key}", mark
            yield from _walk(root, field, f"{pattern}/{key}", mark, depth + 1)


def _branches(root: dict[str, Any], schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The schema itself, what it refers to, and the branches that its rules may pick."""
    yield schema
    if "$ref" in schema:
        yield from _branches(root, root["$defs"][schema["$ref"].rsplit("/", 1)[1]])
    for inner in (schema.get("then"), schema.get("else"), *schema.get("allOf", ())):
        if inner:
            yield from _branches(root, inner)
