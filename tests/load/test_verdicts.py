"""The model and the schema of a kind say yes and no to the same documents, good, bad and odd."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from tests.examples import examples

from partnerbook.load.refusals import refusals
from partnerbook.load.schemas import errors
from partnerbook.load.sense import nonsense
from partnerbook.model.kinds import READ
from partnerbook.model.schema import schema_of
from partnerbook.source.yaml_text import parse

DOCUMENTS = Path(__file__).parent / "documents"


def _read(path: Path) -> dict[str, Any]:
    document, findings = parse(path.name, path.read_bytes())
    assert document is not None, findings
    return document.data


GOOD = {path.stem: (path.stem.split(".")[0], _read(path)) for path in DOCUMENTS.glob("*.yml")}
ODD_VALUES: tuple[Any, ...] = (
    "DE", "all", "none", "x" * 301, "two\nlines", "ends in a line break\n", " blank before", "-",
    "12%", "100%", "100.1%", "-1%", "12.5 %", "12.5%\n", "0.1234567%", "1000%",
    "250000 EUR", "1.005 EUR", "0.5 JPY", "5 XYZ", "-5 EUR", "5 eur", "007 EUR",
    "2026-02-29", "2024-02-29", "2026-01-01", "2026-1-1", "1899-01-01",
    "90 days", "0 days", "1 day", "90 weeks", "10 business days",
    "Gold", "gold", "gold-", "yes", "everyone", "list", "after-", "after-x", "margin/floor",
    "partners@example.com", "http://x", "https://x.example/ö", "en", "pt-BR", "Europe/Berlin",
    "É", "٣", "a\u2028b", "\u00a0", "0", "",
    0, 1, 3, 12, 13, -1, 10**30, Decimal("1.0"), Decimal("2.5"), True, False, None,
    [], {}, ["DE"], ["DE", "DE"], [1], {"id": "x"}, {"gold": "3%"}, {"Gold": "3%"}, [[]],
)  # fmt: skip
Steps = tuple[str | int, ...]


def _places(data: Any, steps: Steps = ()) -> list[Steps]:
    """The way to every value inside a document."""
    inside: list[tuple[str | int, Any]] = []
    if isinstance(data, dict):
        inside = list(data.items())
    elif isinstance(data, list):
        inside = list(enumerate(data))
    return [steps, *(way for step, value in inside for way in _places(value, (*steps, step)))]


def _at(data: Any, steps: Steps) -> Any:
    inner: Any = data
    for step in steps:
        inner = inner[step]
    return inner


def _odd(draw: st.DrawFn) -> Any:
    return copy.deepcopy(draw(st.sampled_from(ODD_VALUES)))


def _mutated(draw: st.DrawFn, data: dict[str, Any]) -> dict[str, Any]:
    """The same document with one thing deleted, added, renamed, replaced or copied elsewhere."""
    steps = draw(st.sampled_from(_places(data)[1:]))
    parent: Any = _at(data, steps[:-1])
    last: Any = steps[-1]
    change = draw(st.sampled_from(("delete", "odd", "other", "add", "rename", "wrap", "number")))
    if change == "delete":
        del parent[last]
    elif change == "odd":
        parent[last] = _odd(draw)
    elif change == "other":
        parent[last] = copy.deepcopy(_at(data, draw(st.sampled_from(_places(data)))))
    elif change == "wrap":
        parent[last] = [parent[last]]
    elif change == "number" and isinstance(parent[last], str):
        digits = "".join(filter(str.isdigit, parent[last])) or "7"
        parent[last] = draw(st.sampled_from((int(digits[:9]), digits, Decimal(digits[:9] + ".5"))))
    elif isinstance(parent, dict):
        keys = st.sampled_from(
            sorted({str(way[-1]) for way in _places(data)[1:]} | {"nmae", "A b"})
        )
        value = parent.pop(last) if change == "rename" else _odd(draw)
        parent[draw(keys)] = copy.deepcopy(value)
    elif isinstance(parent, list):
        parent.append(copy.deepcopy(parent[last]))
    return data


def _built(draw: st.DrawFn, root: dict[str, Any], schema: dict[str, Any], depth: int = 0) -> Any:
    """A value made from a schema's own examples: mostly good, with branches picked at random."""
    if "$ref" in schema:
        return _built(draw, root, root["$defs"][schema["$ref"].rsplit("/", 1)[1]], depth)
    if schema.get("type") == "object" and depth < 6 and schema.get("properties"):
        needed = set(schema.get("required", ()))
        made = {}
        for key, field in schema["properties"].items():
            if key in needed or draw(st.integers(0, 3)) == 0:
                made[key] = _built(draw, root, field, depth + 1)
        return made
    if schema.get("type") == "array" and "$ref" in schema["items"] and depth < 6:
        return [_built(draw, root, schema["items"], depth + 1)]
    if "enum" in schema:
        return draw(st.sampled_from(schema["enum"]))
    if "examples" in schema:
        return copy.deepcopy(draw(st.sampled_from(schema["examples"])))
    return _odd(draw)


def _verdicts_agree(kind: str, data: Any) -> bool:
    """Asserts that both say the same and that every no has words; whether they say yes."""
    try:
        model = READ[kind].model.model_validate(data)
        accepted = True
        assert set(model.plain()) == set(data)
        nonsense("x.yml", model)  # whatever is accepted can be judged further
    except ValidationError:
        accepted = False
    assert (next(errors(kind, data), None) is None) == accepted
    assert (not refusals("x.yml", kind, data)) == accepted
    return accepted


@pytest.mark.parametrize("name", sorted(GOOD))
def test_a_whole_document_is_accepted_by_both(name):
    assert _verdicts_agree(*GOOD[name])


def test_there_is_a_document_of_every_kind():
    assert {kind for kind, _ in GOOD.values()} == set(READ)


@pytest.mark.parametrize("name", sorted(GOOD))
@examples(35)
@given(st.data())
def test_model_and_schema_agree_on_mutated_documents(name, data):
    kind, good = GOOD[name]
    document = copy.deepcopy(good)
    for _ in range(data.draw(st.integers(1, 3))):
        document = _mutated(data.draw, document)
        if not _places(document)[1:]:
            break
    _verdicts_agree(kind, document)


@pytest.mark.parametrize("kind", sorted(READ))
@examples(35)
@given(st.data())
def test_model_and_schema_agree_on_documents_made_from_the_schema(kind, data):
    root = schema_of(kind)
    _verdicts_agree(kind, _built(data.draw, root, root))


def _each_changed(data: Any, change: Callable[[Any, Any], None]) -> Iterator[Any]:
    """The document once for each value in it, with that value changed."""
    for steps in _places(data)[1:]:
        changed = copy.deepcopy(data)
        change(_at(changed, steps[:-1]), steps[-1])
        yield changed


@pytest.mark.parametrize("wrong", [None, True, 7, Decimal("1.5"), [], {}, ["x"], {"x": "y"}, "É "])
@pytest.mark.parametrize("name", sorted(GOOD))
def test_model_and_schema_agree_wherever_one_value_goes_wrong(name, wrong):
    kind, good = GOOD[name]

    def spoil(parent: Any, last: Any) -> None:
        parent[last] = copy.deepcopy(wrong)

    verdicts = [_verdicts_agree(kind, data) for data in _each_changed(good, spoil)]
    assert not all(verdicts)


@pytest.mark.parametrize("name", sorted(GOOD))
def test_model_and_schema_agree_wherever_one_value_is_missing(name):
    kind, good = GOOD[name]

    def leave_out(parent: Any, last: Any) -> None:
        del parent[last]

    verdicts = [_verdicts_agree(kind, data) for data in _each_changed(good, leave_out)]
    assert not all(verdicts)
