"""The JSON Schema (draft 2020-12) of each kind of file, made from its model.

Only what editors and validators agree on: patterns in ASCII, references inside the file, no
``anyOf`` with null, no ``oneOf``: a key picks its branch by enum and if / then.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from partnerbook.model.kinds import READ

DIALECT = "https://json-schema.org/draft/2020-12/schema"


class _Generator(GenerateJsonSchema):
    """Pydantic's generator, held to the subset above."""

    schema_dialect = DIALECT

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """A field without a value is absent: no ``default: null``."""
        said = super().default_schema(schema)
        if said.get("default", ...) is None:
            del said["default"]
        return said

    def handle_ref_overrides(self, json_schema: JsonSchemaValue) -> JsonSchemaValue:
        """A field keeps its own title and description beside ``$ref``, also where both agree."""
        return json_schema

    def literal_schema(self, schema: core_schema.LiteralSchema) -> JsonSchemaValue:
        """Always an enum of texts, a single word too."""
        return {"type": "string", "enum": list(schema["expected"])}

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """An open mapping: every key like this, every value like that."""
        return {
            "type": "object",
            "propertyNames": self.generate_inner(schema["keys_schema"]),
            "additionalProperties": self.generate_inner(schema["values_schema"]),
            "minProperties": schema["min_length"],
        }

    def tagged_union_schema(self, schema: core_schema.TaggedUnionSchema) -> JsonSchemaValue:
        """The key picks the branch: enum first, then one if / then for each word."""
        key = schema["discriminator"]
        if not isinstance(key, str):
            return super().tagged_union_schema(schema)
        branches = {str(k): self.generate_inner(v) for k, v in schema["choices"].items()}
        # What the key means is the same in every branch, so the first may say it for all.
        first = self.resolve_ref_schema(next(iter(branches.values())))["properties"][key]
        return {
            "type": "object",
            "required": [key],
            "properties": {key: {**first, "enum": list(branches)}},
            "allOf": [
                {"if": {"properties": {key: {"enum": [word]}}, "required": [key]}, "then": branch}
                for word, branch in branches.items()
            ],
        }


@cache
def _made(kind: str) -> str:
    info = READ[kind]
    made = info.model.model_json_schema(by_alias=True, schema_generator=_Generator)
    head = {
        "$schema": DIALECT,
        "$id": file_name(kind),
        "title": info.title,
        "description": made.pop("description"),
    }
    made.pop("title")
    return json.dumps({**head, **made}, indent=2, ensure_ascii=False) + "\n"


def file_name(kind: str) -> str:
    """What the schema of a kind is called in the folder ``schemas/``."""
    return f"{kind}.schema.json"


def schema_of(kind: str) -> dict[str, Any]:
    """The schema of one kind. KeyError if there is no such kind."""
    schema: dict[str, Any] = json.loads(_made(kind))
    return schema


def all_schemas() -> dict[str, str]:
    """Every schema as the text of its file, by file name."""
    return {file_name(kind): _made(kind) for kind in READ}
