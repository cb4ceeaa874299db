"""The schemas: complete, safe, fresh, and the same as the models say."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from pydantic import TypeAdapter
from pydantic.fields import FieldInfo

from partnerbook.model.base import Adverse, Level, Part
from partnerbook.model.kinds import READ
from partnerbook.model.marks import marks_of
from partnerbook.model.schema import all_schemas, schema_of
from partnerbook.values.audience import LEVELS


def _nodes(node: Any, way: str = "") -> Iterator[tuple[str, Any]]:
    yield way, node
    inside = node.items() if isinstance(node, dict) else enumerate(node)
    for key, value in inside:
        if isinstance(value, (dict, list)) and key != "examples":
            yield from _nodes(value, f"{way}/{key}")


SCHEMAS = sorted(
    path
    for path in (Path(__file__).parents[2] / "schemas").glob("*.schema.json")
    if path.name.removesuffix(".schema.json") in READ
)


def _fields(node: Any, way: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every field at every depth, as it stands in the file, nothing looked up behind ``$ref``.

    What a rule says of fields (which words in ``if``, none of these in ``then``) declares none.
    """
    if isinstance(node, list):
        for number, inner in enumerate(node):
            yield from _fields(inner, f"{way}/{number}")
    elif isinstance(node, dict):
        for key, field in node.get("properties", {}).items():
            if not {"not", "errorMessage"} <= field.keys():
                yield f"{way}/{key}", field
        if isinstance(node.get("additionalProperties"), dict):
            yield f"{way}/*", node["additionalProperties"]
        for key, inner in node.items():
            if key not in ("examples", "if"):
                yield from _fields(inner, f"{way}/{key}")


def test_each_kind_has_its_schema_in_the_folder():
    assert {path.name for path in SCHEMAS} == {f"{kind}.schema.json" for kind in READ}


@pytest.mark.parametrize("path", SCHEMAS, ids=lambda path: path.name)
def test_every_field_says_all_that_it_must_where_an_editor_looks(path):
    fields = list(_fields(json.loads(path.read_text("utf-8"))))
    assert len(fields) >= 5
    for way, field in fields:
        assert field["title"], way
        assert len(field["description"]) >= 5, way
        assert field["description"].endswith("."), way
        assert len(field["examples"]) == 1, way
        if way.endswith("/*"):
            assert not {"x-audience", "x-adverse"} & field.keys(), "said by the mapping itself"
        else:
            assert field["x-audience"] in LEVELS, way
            assert field["x-adverse"] in get_args(Adverse), way


@pytest.mark.parametrize("kind", READ)
def test_every_example_is_right_and_every_field_has_one(kind):
    for part in _models(READ[kind].model):
        for field in part.model_fields.values():
            example = (field.examples or [None])[0]
            try:
                _adapter(field).validate_python(example)
            except ValueError as error:
                pytest.fail(f"{part.__name__}: {field.title}: {error}")


def _adapter(field: FieldInfo) -> TypeAdapter[Any]:
    return TypeAdapter(field.rebuild_annotation())


def _models(model: type[Part]) -> set[type[Part]]:
    found: set[type[Part]] = set()
    open_ = [model]
    while open_:
        one = open_.pop()
        if one in found:
            continue
        found.add(one)
        for field in one.model_fields.values():
            open_ += [inner for inner in _types(field.annotation) if issubclass(inner, Part)]
    return found


def _types(annotation: Any) -> Iterator[type]:
    if isinstance(annotation, type):
        yield annotation
    for inner in get_args(annotation):
        yield from _types(inner)


@pytest.mark.parametrize("kind", READ)
def test_the_schema_is_valid_and_keeps_to_the_safe_subset(kind):
    schema = schema_of(kind)
    Draft202012Validator.check_schema(schema, format_checker=FormatChecker())
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"{kind}.schema.json"
    assert schema["title"]
    assert schema["description"]
    for way, node in _nodes(schema):
        if isinstance(node, dict) and not way.endswith(("/properties", "/$defs")):
            assert not {"anyOf", "oneOf", "multipleOf", "default", "const"} & set(node), way
            assert node.get("type") not in ("null", "number"), way
            assert node.get("$ref", "#/$defs/").startswith("#/$defs/"), way
            if "pattern" in node:
                assert node["pattern"].isascii(), way
                assert node["format"], way


@pytest.mark.parametrize("kind", READ)
def test_no_object_is_open_by_accident(kind):
    schema = schema_of(kind)
    for name, part in {"": schema, **schema.get("$defs", {})}.items():
        closed = part.get("additionalProperties")
        assert closed is False or name.endswith("For"), name


@pytest.mark.parametrize("name", all_schemas())
def test_a_committed_schema_is_fresh(name, sample_root):
    committed = (sample_root / "schemas" / name).read_text(encoding="utf-8")
    assert committed == all_schemas()[name], "run: partnerbook schema"


def test_a_schema_is_the_same_text_every_time():
    for kind in READ:
        text = all_schemas()[f"{kind}.schema.json"]
        assert json.loads(text) == schema_of(kind)
        assert text.endswith("}\n")
        assert text.isascii() or "\\u" not in text


def test_marks_narrow_with_what_they_lie_in():
    partner = marks_of("partner")
    assert partner["/name"].audience == "public"
    assert partner["/legal/seat/city"].audience == "own"
    assert partner["/special_terms/*/rate"].audience == "own"
    assert partner["/special_terms/*/reason"].audience == "internal"
    assert partner["/grants/*/grant_kind"] == type(partner["/name"])("own", "order")
    assert partner["/grants/*/for/places"].audience == "public"
    assert partner["/grants/*/for/*"].audience == "public"
    assert partner["/grants/*/for/accounts"].audience == "own"
    assert marks_of("product")["/products/*/products/*/cost"].audience == "internal"
    assert marks_of("incentive")["/bands/rows/*/rate"].adverse == "decrease"
    assert marks_of("incentive")["/for/places"].adverse == "narrowing"
    assert marks_of("discount")["/rows/*/rates/*"].adverse == "decrease"
    assert {mark.audience for mark in marks_of("waiver").values()} == {"internal"}
    assert {mark.audience for mark in marks_of("account").values()} == {"internal"}
    assert {mark.audience for mark in marks_of("baseline").values()} == {"internal"}


def test_the_levels_of_a_field_are_those_of_an_audience():
    assert get_args(Level) == LEVELS
