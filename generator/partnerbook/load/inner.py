"""The keys of a mapping, where something else is written in its place."""

from __future__ import annotations

from typing import Any

from partnerbook.findings import Repair
from partnerbook.load.lookup import field_of
from partnerbook.load.said import Case, listed, name_of


def with_keys(case: Case) -> tuple[Repair, ...]:
    """What to write instead: the keys that the example has, and where the list belongs."""
    field = field_of(case.root, case.schema_steps, str(case.steps[-1]))
    example: Any = next(iter(field.get("examples", ())), None)
    # Where people choose the keys themselves, those of the example mean nothing.
    if not isinstance(example, dict) or isinstance(field.get("additionalProperties"), dict):
        return ()
    under = "; this list goes under `rows:`" if isinstance(case.value, list) else ""
    keys = listed([f"`{key}:`" for key in example], "and")
    return (
        Repair(f"write {keys} under {name_of(case.steps)}{under if 'rows' in example else ''}"),
    )
