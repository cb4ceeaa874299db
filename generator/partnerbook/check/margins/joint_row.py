"""A new rate row for just the deals that two rows share, as the file would say it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from partnerbook.findings import Edit, Repair
from partnerbook.pricing.ambiguity import Ambiguity
from partnerbook.resolve.axes import KEYS
from partnerbook.resolve.program import Program, Row
from partnerbook.values.spans import inside_spans


def written(program: Program, found: Ambiguity, row: Row) -> Mapping[str, Any]:
    """The row as its file says it."""
    rows: Sequence[Mapping[str, Any]] = program.records["discount"][found.step.id]["rows"]
    # Of a row with bands each band is a row here, inside the one that is written.
    return rows[int(row.ref.steps[1])]


def flow(value: Any) -> str:
    """A value as one line of YAML."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(flow(inner) for inner in value) + "]"
    return str(value)


def joint(program: Program, found: Ambiguity) -> Iterator[Repair]:
    """A new row for exactly the deals where both apply, with the rate of one of them."""
    one, two = written(program, found, found.first), written(program, found, found.second)
    if "bands" in {*one, *two}:
        return
    if "except" in {*one, *two}:
        return
    where = {**one["for"], **two["for"]}
    for key in one["for"].keys() & two["for"].keys():
        if one["for"][key] == two["for"][key]:
            continue
        inner = _inner(found, key)
        if inner is None:
            return
        where[key] = (one, two)[inner]["for"][key]
    start = max(one.get("from", date.min), two.get("from", date.min))
    ends = [row["through"] for row in (one, two) if "through" in row]
    for row, said, other in ((found.second, two, found.first), (found.first, one, found.second)):
        give = next(way for way in ("rate", "rates", "prices") if way in said)
        entry: dict[str, Any] = {
            "id": f"{found.first.id}-and-{found.second.id}",
            "for": where,
            give: said[give],
        }
        if start != date.min:
            entry["from"] = start
        if ends:
            entry["through"] = min(ends)
        same = one.get(give) == two.get(give)
        yield Repair(
            "add a row for the deals where both apply, with the rate of"
            f" {'both' if same else row.id}",
            "" if same else f"the rate of {other.id} no longer applies to them",
            (Edit(found.second.ref, flow(entry), "insert"),),
        )
        if same:
            return


def _inner(found: Ambiguity, key: str) -> int | None:
    """Which of two rows says by a key what lies inside the other's; None if neither or no tree."""
    axis = KEYS.get(key)
    if axis is None:
        return None
    sides = [row.scope.on(axis) for row in (found.first, found.second)]
    return next((at for at in (0, 1) if inside_spans(sides[at], sides[1 - at])), None)
