"""A new rate row for just the deals that two rows share, as the file would say it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from partnerbook.findings import Edit, Repair
from partnerbook.pricing.ambiguity import Ambiguity
from partnerbook.resolve.program import Program, Row


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
    shared = one["for"].keys() & two["for"].keys()
    if any(one["for"][key] != two["for"][key] for key in shared) or "except" in {*one, *two}:
        return
    start = max(one.get("from", date.min), two.get("from", date.min))
    ends = [row["through"] for row in (one, two) if "through" in row]
    for row, said, other in ((found.second, two, found.first), (found.first, one, found.second)):
        give = next(way for way in ("rate", "rates", "prices") if way in said)
        entry: dict[str, Any] = {
            "id": f"{found.first.id}-and-{found.second.id}",
            "for": {**one["for"], **two["for"]},
            give: said[give],
        }
        if start != date.min:
            entry["from"] = start
        if ends:
            entry["through"] = min(ends)
        yield Repair(
            f"add a row for the deals where both apply, with the rate of {row.id}",
            f"the rate of {other.id} no longer applies to them",
            (Edit(found.second.ref, flow(entry), "insert"),),
        )
