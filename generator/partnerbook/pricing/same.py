"""Whether all deals of two programs are the same, by what their files say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from partnerbook.resolve.program import Program

PRICING_SECTIONS = (
    "currencies",
    "tracks",
    "segmentations",
    "competencies",
    "facts",
    "reclassify",
    "reversals",
    "rounding",
    "stages",
    "stack_limits",
    "floors",
    "limits",
    "policies",
    "geography",
    "postal",
)
"""The part of program.yml that it depends on."""


def same_deals(one: Program, two: Program, kinds: Sequence[str]) -> bool:
    """Whether every deal has the same prices, steps, routes and floors in both programs.

    Compared by what the files say, and by what of them is understood. Files that differ only in
    where the values stand say the same: answers hold Refs, no lines. ``kinds``: of the files that
    deals depend on; special terms come besides.
    """
    return _deals(one, kinds) == _deals(two, kinds)


def _deals(program: Program, kinds: Sequence[str]) -> tuple[object, ...]:
    files: dict[str, Mapping[str, Any]] = {
        kind: {name: record.data for name, record in program.records.get(kind, {}).items()}
        for kind in kinds
    }
    frame = next(iter(files.pop("program").values()))
    special = [program.partners[step.partner] for step in program.steps if step.partner]
    return (
        program.as_of,
        # A postal prefix that only a grant writes divides the places too.
        [tree.stretch for tree in program.axes.trees.values()],
        [frame.get(section) for section in PRICING_SECTIONS],
        files,
        [
            (
                {**one.record.data, "grants": ()},
                one.life,
                one.agreement and one.agreement.in_force,
            )
            for one in special
        ],
        [(p.ref, p.product, p.price, p.per) for p in program.prices],
        [(step.id, [row.ref for row in step.rows]) for step in program.steps],
        [route.id for route in program.routes],
        [floor.id for floor in program.floors],
    )
