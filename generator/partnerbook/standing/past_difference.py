"""Where two values of one field differ so that somebody may lose by it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from partnerbook.findings import Ref
from partnerbook.model.marks import marks_of
from partnerbook.values.money import Money
from partnerbook.values.percent import Percent
from partnerbook.values.period import Duration

GONE = object()
"""What stands where one of both says nothing."""

ABSENT = "not there"
"""The same in words."""


@dataclass(frozen=True, slots=True)
class Difference:
    """``path`` are the keys to what differs, as people read them: ``rates: gold``."""

    path: str
    was: Any
    becomes: Any
    ref: Ref


@dataclass(frozen=True, slots=True)
class Field:
    """A field of both: its keys, the pattern of its mark, its kind, and where it stands now."""

    path: str
    pattern: str
    kind: str
    ref: Ref

    def key(self, name: str) -> Field:
        """What a key of it holds; ``*`` is the pattern of keys that people choose."""
        pattern = f"{self.pattern}/{name}"
        pattern = pattern if pattern in marks_of(self.kind) else f"{self.pattern}/*"
        path = f"{self.path}: {name}" if self.path else name
        return Field(path, pattern, self.kind, self.ref.child(name))

    def item(self, at: int, name: str = "") -> Field:
        """What a place of its list holds, by the id that it has."""
        path = f"{self.path}: {name}" if name else self.path
        return Field(path, f"{self.pattern}/*", self.kind, self.ref.child(at))


def difference(was: Any, becomes: Any, field: Field) -> Difference | None:
    """The first difference by which somebody may lose; None if there is none.

    The order in a list means nothing; things with an id are compared with what has the same.
    """
    if was == becomes:
        return None
    if isinstance(was, Mapping) and isinstance(becomes, Mapping):
        for key in dict.fromkeys((*was, *becomes)):
            found = difference(was.get(key, GONE), becomes.get(key, GONE), field.key(key))
            if found:
                return found
        return None
    if isinstance(was, (list, tuple)) and isinstance(becomes, (list, tuple)):
        return _of_lists(was, becomes, field)
    mark = marks_of(field.kind).get(field.pattern)
    if mark is None or mark.adverse == "none":
        return None
    return Difference(field.path, was, becomes, field.ref)


def _of_lists(was: Sequence[Any], becomes: Sequence[Any], field: Field) -> Difference | None:
    gone = [one for one in was if one not in becomes]
    new = [one for one in becomes if one not in was]
    if not gone and not new and len(was) == len(becomes):
        return None
    names = [_id(one) for one in (*was, *becomes)]
    if all(names):
        old = {_id(one): one for one in was}
        for at, one in enumerate(becomes):
            name = _id(one)
            if name in old and (found := difference(old[name], one, field.item(at, name))):
                return found
        if {*names[: len(was)]} == {*names[len(was) :]}:
            return None
    elif len(gone) == len(new) == 1:
        return difference(gone[0], new[0], field.item(becomes.index(new[0])))
    mark = marks_of(field.kind).get(field.pattern)
    if mark is None or mark.adverse == "none":
        return None
    return Difference(field.path, was, becomes, field.ref)


def _id(value: object) -> str:
    return str(value.get("id", "")) if isinstance(value, Mapping) else ""


def words(value: object) -> str:
    """A single value as the file says it; a list of such, one after the other; else empty."""
    if value is GONE:
        return ABSENT
    if isinstance(value, (list, tuple)):
        return ", ".join(filter(None, map(words, value)))
    plain = isinstance(value, (str, int, date, Percent, Money, Duration))
    return str(value) if plain else ""
