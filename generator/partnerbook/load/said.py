"""One refusal on its way to a finding: what the schema said about which place, and what we say."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jsonschema.exceptions import ValidationError

from partnerbook.findings import Edit, Finding, Place, Ref, Repair, Severity
from partnerbook.load.lookup import Schema

Steps = tuple[str | int, ...]
_PLAIN = re.compile(r"(?:https://)?[A-Za-z0-9](?:[A-Za-z0-9 ._%/+@-]*[A-Za-z0-9%./])?\Z")
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?\Z")
_NOT_TEXT = frozenset({"true", "false", "null", "Null", "NULL"})
MOST_CHOICES = 6
LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Case:
    """One error of the validator: ``steps`` lead to the value it is about."""

    document: str
    title: str
    root: Schema
    data: Any
    error: ValidationError

    @property
    def steps(self) -> Steps:
        """The way to the value, keys and list positions."""
        return tuple(self.error.absolute_path)

    @property
    def schema_steps(self) -> Steps:
        """The way to the keyword in the schema, references left out."""
        return tuple(self.error.absolute_schema_path)

    @property
    def schema(self) -> Mapping[str, Any]:
        """The subschema that refused."""
        schema = self.error.schema
        return schema if isinstance(schema, Mapping) else {}

    @property
    def value(self) -> Any:
        """The value itself; of a key that is refused, the key."""
        return self.error.instance

    @property
    def limit(self) -> Any:
        """What the keyword demands: a type, a list of words, a bound."""
        return self.error.validator_value

    def ref(self, *more: str | int) -> Ref:
        """The place of the value, or of something inside it."""
        return Ref(self.document).child(*self.steps, *more)


@dataclass(frozen=True, slots=True)
class Said:
    """A finding with what decides whether it is shown: of equal ``about``, the least ``rank``.

    ``missing`` is the key that is missing, ``meant`` the key that an unknown one was meant to be.
    """

    about: tuple[object, ...]
    rank: int
    finding: Finding
    missing: tuple[object, ...] = ()
    meant: tuple[object, ...] = ()


def shape(
    name: str,
    message: str,
    at: Ref | Sequence[tuple[Ref, str]],
    label: str = "",
    *,
    help: tuple[Repair, ...] = (),  # noqa: A002 - the field of a finding is called so
    notes: tuple[tuple[str, str], ...] = (),
    facts: tuple[str, ...] = (),
) -> Finding:
    """A finding about the shape of one file; it is an error and cannot be waived."""
    places = [(at, label)] if isinstance(at, Ref) else at
    first = places[0][0]
    return Finding(
        f"shape/{name}",
        Severity.ERROR,
        message,
        places=tuple(Place(ref, text) for ref, text in places),
        subject=first.document,
        notes=notes,
        help=help,
        facts=(first.document, first.pointer, *facts),
    )


def name_of(steps: Sequence[str | int]) -> str:
    """What people call a value: its key, or which item of a list it is."""
    if not steps:
        return "the file"
    last = steps[-1]
    if isinstance(last, int):
        return f"item {last + 1} of {name_of(steps[:-1])}"
    return f"`{shown(last)}`"


def place_of(case: Case, steps: Sequence[str | int]) -> str:
    """What people call the mapping that lacks something: by its id if it has one."""
    if not steps:
        return f"{'these' if 'rules' in case.title.lower() else 'this'} {case.title.lower()}"
    inner = case.data
    for step in steps:
        inner = inner[step]
    said = inner.get("id") if isinstance(inner, Mapping) else None
    if isinstance(steps[-1], int) and isinstance(said, str):
        return f"item {shown(said)} of {name_of(steps[:-1])}"
    return name_of(steps)


def shown(value: object) -> str:
    """A value as the file writes it, short and on one line."""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = " ".join(str(value).split())
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 1] + "…"


def listed(words: Sequence[str], last: str = "or") -> str:
    """``a, b or c``; long lists are cut and counted."""
    if len(words) > MOST_CHOICES:
        return f"{', '.join(words[: MOST_CHOICES - 1])}, … ({len(words)} in all)"
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"


def as_yaml(text: str) -> str:
    """A text as a file writes it on one line: in quotes unless it is read back the same without."""
    plain = _PLAIN.match(text) and not _NUMBER.match(text) and text not in _NOT_TEXT
    return text if plain else json.dumps(text, ensure_ascii=False)


def replaced(at: Ref, text: str, say: str = "") -> Repair:
    """The repair that writes another text."""
    return Repair(say or f"write {text}", edits=(Edit(at, text),))


def meant(
    at: Ref,
    readings: Sequence[str],
    written: Callable[[str], str] = as_yaml,
    named: Callable[[str], str] = str,
) -> tuple[str, tuple[Repair, ...]]:
    """How a message ends that guesses, and its repair: only a single reading is written for you.

    ``written`` turns a reading into what stands in the file, ``named`` into what people read.
    """
    if not readings:
        return "", ()
    either = " or ".join(named(reading) for reading in readings)
    if len(readings) > 1:
        return f"; it can be read as {either}", (Repair(f"write {either}, whichever is meant"),)
    return f"; did you mean {either}?", (replaced(at, written(readings[0]), f"write {either}"),)


def removed(at: Ref) -> Repair:
    """The repair that takes an entry out."""
    return Repair("remove it", "what it says", (Edit(at, "", "delete"),))
