"""One wrong word that makes some keys missing and others out of place: said once, at the word.

Such a word is the ``kind`` of a requirement: it decides which keys the mapping has.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from partnerbook.findings import Finding, Ref, Repair
from partnerbook.load.lookup import Schema
from partnerbook.load.said import Said, listed, name_of, replaced, shape, shown
from partnerbook.load.schemas import errors

_MISSING, _MISPLACED = "shape/missing-key", "shape/misplaced-key"


def gathered(kind: str, root: Schema, data: Any, said: Iterable[Said]) -> Iterator[Finding]:
    """The findings, those that one word brings about as one at that word.

    ``kind`` is that of the file, ``root`` its schema, ``data`` what it says.
    """
    refusals = [one.finding for one in said]
    by_word: dict[Ref, list[Finding]] = {}
    for finding in refusals:
        if finding.id in (_MISSING, _MISPLACED) and len(finding.places) > 1:
            at = finding.places[1].at
            if isinstance(at, Ref):
                by_word.setdefault(at, []).append(finding)
    for finding in refusals:
        word = finding.places[1].at if len(finding.places) > 1 else None
        mine = by_word.get(word, []) if isinstance(word, Ref) else []
        if not isinstance(word, Ref) or {one.id for one in mine} != {_MISSING, _MISPLACED}:
            yield finding
        elif finding is mine[0]:
            yield _at_the_word(kind, root, data, word, mine)


def _at_the_word(kind: str, root: Schema, data: Any, word: Ref, mine: list[Finding]) -> Finding:
    key, value = word.steps[-1], _inside(data, word.steps)
    missing = [f"`{one.facts[-1]}`" for one in mine if one.id == _MISSING]
    out = [one.places[0].at for one in mine if one.id == _MISPLACED]
    names = [name_of(at.steps) for at in out if isinstance(at, Ref)]
    is_are = "are" if len(missing) > 1 else "is"
    do_does = "do" if len(names) > 1 else "does"
    why = mine[0].message.rpartition(": ")[2]
    meant = [other for other in _others(kind, root, data, word) if other != value]
    hint = f"; did you mean {meant[0]}?" if len(meant) == 1 else ""
    return shape(
        "wrong-value",
        f"`{key}` says {shown(value)}, so {listed(missing, 'and')} {is_are} missing and"
        f" {listed(names, 'and')} {do_does} not belong here: {why}{hint}",
        [
            (word, "does not fit what is said here"),
            *((at.key(), "does not go with it") for at in out if isinstance(at, Ref)),
        ],
        help=(
            *([replaced(word, meant[0])] if len(meant) == 1 else []),
            Repair(f"{'or ' if len(meant) == 1 else ''}write what goes with {shown(value)}"),
        ),
        facts=(str(value),),
    )


def _inside(data: Any, steps: Iterable[str]) -> Any:
    for step in steps:
        data = data[int(step)] if isinstance(data, list) else data[step]
    return data


def _others(kind: str, root: Schema, data: Any, word: Ref) -> list[str]:
    """The words with which the schema has nothing against the mapping any more."""
    *around, key = word.steps
    found = []
    for other in _choices(root, key):
        changed = _with(data, list(word.steps), other)
        paths = ([str(step) for step in error.absolute_path] for error in errors(kind, changed))
        if not any(path[: len(around)] == around for path in paths):
            found.append(other)
    return found


def _choices(root: Schema, key: str) -> list[str]:
    """Every word that some mapping of the file may have under a key."""
    found: dict[str, None] = {}
    for part in (root, *root.get("$defs", {}).values()):
        field = part.get("properties", {}).get(key, {})
        if isinstance(field, Mapping):
            found.update(dict.fromkeys(field.get("enum", ())))
    return list(found)


def _with(data: Any, steps: list[str], value: str) -> Any:
    """A copy of some data that says something else at one place."""
    if not steps:
        return value
    first, *rest = steps
    if isinstance(data, list):
        return [_with(one, rest, value) if str(at) == first else one for at, one in enumerate(data)]
    return {**data, first: _with(data[first], rest, value)}
