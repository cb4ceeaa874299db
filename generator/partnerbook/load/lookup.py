"""What the schema says about one place of a document: its fields, titles, examples and choices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

Schema = Mapping[str, Any]


def schema_at(root: Schema, steps: Iterable[str | int]) -> Schema:
    """The subschema that a validator reached by these steps, which leave references out.

    Empty if they lead to something else, such as a list of subschemas.
    """
    node: Any = root
    for step in steps:
        while isinstance(node, Mapping) and step not in node and "$ref" in node:
            node = _target(root, node)
        node = node[step]
    found: dict[str, Any] = dict(node) if isinstance(node, Mapping) else {}
    while "$ref" in found:
        target = _target(root, found)
        del found["$ref"]
        found = {**target, **found}
    return found


def field_of(root: Schema, steps: tuple[str | int, ...], key: str) -> Schema:
    """What is said about a key by the mapping that demands it, or the nearest one around.

    A rule demands keys too, but only the mapping that it belongs to says what they mean.
    """
    for number in range(len(steps) - 1, -1, -1):
        fields = schema_at(root, steps[:number]).get("properties", {})
        if isinstance(fields, Mapping) and "not" not in fields.get(key, {"not": {}}):
            return schema_at(root, (*steps[:number], "properties", key))
    return {}


def rule_of(root: Schema, steps: tuple[str | int, ...]) -> Schema:
    """The rule (an ``allOf`` branch of if and then) that a keyword belongs to; empty if to none."""
    for number in range(len(steps) - 1, -1, -1):
        if steps[number] == "allOf":
            rule = schema_at(root, steps[: number + 2])
            duty = rule.get("then") or rule.get("else") or {}
            return rule if "errorMessage" in duty else {}
    return {}


def _target(root: Schema, node: Schema) -> Schema:
    found: Schema = root["$defs"][node["$ref"].rsplit("/", 1)[1]]
    return found
