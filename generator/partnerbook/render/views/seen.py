"""The documents of a program as one viewer may see them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from partnerbook.resolve.program import Program
from partnerbook.resolve.record import Record
from partnerbook.values.audience import Viewer
from partnerbook.values.period import Period, inclusive

Seen = Mapping[str, Any]
"""A document without the fields that the viewer may not see."""
SOME = "*"
"""Stands for customers who are named, but not to this viewer. No account has this id."""
_BOXES = ("for", "except")


def documents(program: Program, kind: str, viewer: Viewer) -> dict[str, Seen]:
    """All documents of a kind by id, less those of which the viewer may not even see the name."""
    records = program.records.get(kind, {})
    shown = {name: seen(records[name], viewer) for name in sorted(records)}
    return {name: data for name, data in shown.items() if "name" in data}


def head(program: Program, viewer: Viewer) -> Seen:
    """What program.yml says."""
    (record,) = program.records["program"].values()
    return seen(record, viewer)


def seen(record: Record, viewer: Viewer) -> Seen:
    """A document less what the viewer may not see.

    Where customers are named and the viewer may not know which, ``accounts`` holds ``SOME`` alone:
    a condition that is kept back must not read as if there were none.
    """
    shown: Seen = _told(record.data, record.seen_by(viewer), inside="")
    return shown


def _told(whole: Any, shown: Any, inside: str) -> Any:
    if isinstance(whole, Mapping):
        told = {key: _told(whole[key], shown[key], key) for key in shown}
        named = inside in _BOXES and "accounts" in whole and "accounts" not in shown
        return {**told, "accounts": (SOME,)} if named else told
    if isinstance(whole, (list, tuple)):
        return [_told(one, other, inside) for one, other in zip(whole, shown, strict=True)]
    return shown


def period_of(thing: Seen) -> Period:
    """The days that ``from:`` and ``through:`` of a document or row allow."""
    return inclusive(thing.get("from"), thing.get("through"))


def stage_names(program: Program) -> dict[str, str]:
    """What each stage of the waterfall is called."""
    return {stage.id: stage.name for stage in program.stages}
