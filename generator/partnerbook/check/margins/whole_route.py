"""A route without any row: where the row could stand, what is for the route, and the ways out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from partnerbook.check.margins.joint_row import flow
from partnerbook.findings import Edit, Place, Ref, Repair
from partnerbook.pricing.gap import Gap
from partnerbook.resolve.program import Program

PLAIN = frozenset({"id", "for", "except", "rate", "rates", "prices", "from", "through"})
"""What can be written on one line as it was."""


def places(gap: Gap, named: Ref) -> tuple[Place, ...]:
    """The table that has no row for the route, and what else is for it."""
    return (
        Place(gap.steps[0].ref.child("rows").key(), f"no row for the {gap.route} route"),
        Place(named, "is for it"),
    )


def repairs(program: Program, gap: Gap, before: Program | None) -> Iterator[Repair]:
    """The row that was there, where a revision tells; a row for what is paid now; no such route."""
    yield from put_back(program, gap, before)
    yield at_list(program, gap, "it")
    yield Repair(
        f"or, if nobody is to sell there, name the other routes in `route:` of the grants, and take"
        f" out what is for the {gap.route} route"
    )


def put_back(program: Program, gap: Gap, before: Program | None) -> Iterator[Repair]:
    """The rows for the route of a gap that a revision has, and the program has not."""
    table = gap.steps[0]
    rows = program.records["discount"][table.id]["rows"]
    at, taken = table.ref.child("rows", len(rows) - 1), {row["id"] for row in rows}
    lost = [row for row in _before(table.id, before) if gap.route in row["for"].get("route", ())]
    for row in lost:
        if row["id"] not in taken and row.keys() <= PLAIN | {"reason"}:
            kept = {key: value for key, value in row.items() if key != "reason"}
            yield Repair(f"put back the row {row['id']}", "", (Edit(at, flow(kept), "insert"),))


def at_list(program: Program, gap: Gap, name: str) -> Repair:
    """A row for all products on a route, with what is paid there now; ``name``: of the route."""
    table = gap.steps[0]
    rows = program.records["discount"][table.id]["rows"]
    taken = {row["id"] for row in rows}
    names = (gap.route, *(f"{gap.route}-{number}" for number in range(2, len(rows) + 3)))
    entry = {
        "id": next(name for name in names if name not in taken),
        "for": {"products": ["all"], "route": [gap.route]},
        "rate": "0%",
        "from": program.as_of,
    }
    return Repair(
        f"or add a row for {name} with the rates that are meant; with 0% partners pay list price"
        " there, as they do now",
        "",
        (Edit(table.ref.child("rows", len(rows) - 1), flow(entry), "insert"),),
    )


def _before(table: str, before: Program | None) -> tuple[Mapping[str, Any], ...]:
    """The rows of a table in the revision that the program is compared with."""
    written = before.records.get("discount", {}).get(table) if before else None
    return tuple(written["rows"]) if written else ()
