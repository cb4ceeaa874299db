"""From which day on something is missing, where it is not missing today."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from partnerbook.resolve.program import Program
from partnerbook.values.box import BoxSet
from partnerbook.values.dates import in_words


def later(program: Program, found: Sequence[BoxSet]) -> str:
    """``, from 1 January 2027 on``; empty where some of it is missing on the as-of day."""
    first = min(int(cells.on("day")[0][0]) for cells in found)
    if first <= program.as_of.toordinal():
        return ""
    return f", from {in_words(date.fromordinal(first))} on"
