"""Whether the subject of a waiver is the name of anything, and which one it was meant to be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from partnerbook.resolve.program import Program
from partnerbook.values.ident import closest


def names_something(program: Program, subject: str) -> bool:
    """Whether every part of a subject (``cedar-hollow/grid-program``) is the id of something."""
    known = {
        name
        for records in program.records.values()
        for record in records.values()
        for name in (record.id, *_ids(record.data))
    }
    return all(part in known for part in re.split(r"[ /+]", subject))


def meant(subject: str, subjects: Sequence[str]) -> str | None:
    """The subject that a person probably meant."""
    return next(iter(closest(subject, subjects, 1)), None)


def _ids(value: Any) -> Iterator[str]:
    """Every id that stands in a file."""
    if isinstance(value, dict):
        if isinstance(value.get("id"), str):
            yield value["id"]
        for inner in value.values():
            yield from _ids(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _ids(inner)
