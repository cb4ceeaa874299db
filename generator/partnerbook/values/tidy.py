"""Unions of boxes in a tidier form: cut until none overlap, or joined until none are alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from partnerbook.values.spans import Number, Spans, spans

Sides = tuple[tuple[str, Spans], ...]
"""The limited axes of a box, sorted by name, each with the Spans it allows."""

Row = tuple[Spans | None, ...]
"""A box as one side for each of several axes in a given order; None where it is not limited."""


def cut_rows(rows: frozenset[Row], axes: Sequence[str], full: Sequence[Spans]) -> tuple[Sides, ...]:
    """The union of the rows as disjoint boxes, cut axis by axis in the given order.

    Stretches of an axis behind which the very same cells lie stay together; that makes the result
    depend on the cells only, not on the rows. The sides come in the order of ``axes``.
    """
    if any(all(side is None for side in row) for row in rows):
        return ((),)
    edges = {edge for row in rows for stretch in row[0] or full[0] for edge in stretch}
    known: dict[frozenset[Row], tuple[Sides, ...]] = {}
    behind: dict[tuple[Sides, ...], list[tuple[Number, Number]]] = {}
    for low, high in pairwise(sorted(edges)):
        active = frozenset(
            row[1:] for row in rows if row[0] is None or any(a <= low < b for a, b in row[0])
        )
        if active:
            if active not in known:
                known[active] = cut_rows(active, axes[1:], full[1:])
            behind.setdefault(known[active], []).append((low, high))
    out: list[Sides] = []
    for tails, stretches in behind.items():
        side = spans(stretches)
        head = () if side == full[0] else ((axes[0], side),)
        out.extend(head + tail for tail in tails)
    return tuple(out)


def join_along(boxes: Iterable[Sides], axis: str, full: Spans) -> set[Sides]:
    """The same cells, boxes that differ at most on this axis made one."""
    alike: dict[Sides, list[tuple[Number, Number]]] = {}
    for sides in boxes:
        rest = tuple(side for side in sides if side[0] != axis)
        mine = next((side for name, side in sides if name == axis), full)
        alike.setdefault(rest, []).extend(mine)
    out: set[Sides] = set()
    for rest, stretches in alike.items():
        side = spans(stretches)
        out.add(rest if side == full else tuple(sorted((*rest, (axis, side)))))
    return out
