"""Cells in which two rate rows match and neither they nor a third row is the most specific."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from partnerbook.findings import Ref
from partnerbook.pricing.rows import Nesting
from partnerbook.resolve.program import Program, Row, Step
from partnerbook.values.box import BoxSet


@dataclass(frozen=True, slots=True)
class Ambiguity:
    """Two rows of a step that both match in ``cells``, and no row inside both does.

    ``same_scope``: the rows are for the very same cells, dates aside, and their dates overlap; then
    ``cells`` is all they share. Otherwise a row for just ``first.scope`` ∩ ``second.scope`` mends
    it. A row with a rate per tier counts once; ``tiers`` are those for which it happens.
    """

    step: Step
    first: Row
    second: Row
    cells: BoxSet
    same_scope: bool
    tiers: tuple[str, ...] = ()


def ambiguous(program: Program) -> tuple[Ambiguity, ...]:
    """All of them, past ones too: by step, then by the order of the rows in the file.

    Exact: a cell lies in some ``cells`` if and only if rows match there of which none lies inside
    all the others, or two of the same scope match.
    """
    return tuple(found for step in program.steps if step.nested for found in _of(step))


def _of(step: Step) -> Iterator[Ambiguity]:
    """Those of one step, the tiers of a row together."""
    merged: dict[tuple[Ref, Ref, bool], Ambiguity] = {}
    for one in _pairs(step):
        key = (one.first.ref, one.second.ref, one.same_scope)
        old = merged.get(key)
        if old is None:
            merged[key] = one
        else:
            tiers = tuple(dict.fromkeys((*old.tiers, *one.tiers)))
            merged[key] = replace(old, cells=old.cells.union(one.cells), tiers=tiers)
    yield from merged.values()


def _pairs(step: Step) -> Iterator[Ambiguity]:
    nesting = Nesting(step)
    rows = step.rows
    for one, first in enumerate(rows):
        for two in range(one + 1, len(rows)):
            second = rows[two]
            # Rows of different tiers never meet, and most rows are of different tiers.
            if first.tier and second.tier and first.tier != second.tier:
                continue
            if nesting.inside(one, two) or nesting.inside(two, one):
                continue
            meet = first.cells.meet(second.cells)
            if not meet:
                continue
            same = first.scope.same(second.scope)
            if not same:
                for three, third in enumerate(rows):
                    if nesting.inside(three, one) and nesting.inside(three, two):
                        meet = meet.subtract(third.cells)
            if meet:
                tier = first.tier or second.tier
                yield Ambiguity(step, first, second, meet, same, (tier,) if tier else ())
