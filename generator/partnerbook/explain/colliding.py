"""Which of the rights in an answer cannot be kept together there, on the day of the answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from partnerbook.explain.limits import HOUSE, kept
from partnerbook.explain.right import Against
from partnerbook.resolve.program import Grant, Program, Reserved, SharedGroup
from partnerbook.rights import Holding, conflicts
from partnerbook.values.box import BoxSet


def colliding(
    program: Program, held: Sequence[Holding], asked: BoxSet, on: date
) -> Mapping[str, tuple[Against, ...]]:
    """By grant what it collides with in the cells on the day; ``held`` are all who hold any."""
    found: dict[str, dict[str, Against]] = {}
    cells = asked.meet(program.axes.on(on))
    few = replace(program, grants=tuple(one.grant for one in held), as_of=on)
    for conflict in conflicts(few):
        if conflict.cells.meets(cells):
            left, right, sure = conflict.left, conflict.right, conflict.certain
            found.setdefault(left.id, {})[right.id] = Against(right.id, _name(few, right), sure)
            if isinstance(right, Grant):
                found.setdefault(right.id, {})[left.id] = Against(left.id, _name(few, left), sure)
    own = [one for one in kept(program, on) if one.kind == HOUSE and one.cells.meets(asked)]
    for holding in held:
        for one in own:
            # A sole right leaves the vendor's own team in.
            if holding.grant.kind != "sole" and one.cells.meet(asked).meets(holding.cells):
                account = Against(one.id, one.name, certain=True)
                found.setdefault(holding.grant.id, {})[one.id] = account
    return {name: tuple(against.values()) for name, against in found.items()}


def _name(program: Program, right: Grant | Reserved | SharedGroup) -> str:
    if isinstance(right, Grant):
        return program.partners[right.partner].name
    return right.name if isinstance(right, SharedGroup) else ""
