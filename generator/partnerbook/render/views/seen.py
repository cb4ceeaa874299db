"""The documents of a program as one viewer may see them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from partnerbook.resolve.program import Program
from partnerbook.values.audience import Viewer
from partnerbook.values.period import Period, inclusive

Seen = Mapping[str, Any]
"""A document without the fields that the viewer may not see."""


def documents(program: Program, kind: str, viewer: Viewer) -> dict[str, Seen]:
    """All documents of a kind by id, less those of which the viewer may not even see the name."""
    records = program.records.get(kind, {})
    shown = {name: records[name].seen_by(viewer) for name in sorted(records)}
    return {name: data for name, data in shown.items() if "name" in data}


def head(program: Program, viewer: Viewer) -> Seen:
    """What program.yml says."""
    (record,) = program.records["program"].values()
    return record.seen_by(viewer)


def period_of(thing: Seen) -> Period:
    """The days that ``from:`` and ``through:`` of a document or row allow."""
    return inclusive(thing.get("from"), thing.get("through"))


def stage_names(program: Program) -> dict[str, str]:
    """What each stage of the waterfall is called."""
    return {stage.id: stage.name for stage in program.stages}
