"""Asking for less: the edits that take cells out of a thing that is for too many of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from partnerbook.check.territories.narrowing import as_written, excepted
from partnerbook.findings import Edit, Ref
from partnerbook.resolve.axes import Axes
from partnerbook.resolve.naming import describe_axis
from partnerbook.rights.own import PARTNER_SIDE
from partnerbook.values.box import Box, BoxSet

NOT_WRITTEN = ("day", *PARTNER_SIDE)


def less_of(
    axes: Axes, ref: Ref, said: Mapping[str, Any], whole: BoxSet, cells: BoxSet
) -> tuple[str, tuple[Edit, ...]] | None:
    """What is given up, in words, and how; None where a file cannot say it, or all would go."""
    left, cut = whole.without(*NOT_WRITTEN), cells.without(*NOT_WRITTEN)
    if len(cut.boxes) != 1 or not left.subtract(cut):
        return None
    narrower = Box(tuple(side for side in cut.boxes[0].sides if side[1] != left.on(side[0])))
    box = as_written(axes, narrower)
    if not box:
        return None
    where = " × ".join(describe_axis(axes, axis, side) for axis, side in narrower.sides)
    return where, excepted(ref, said, box)
