"""Rights that reach beyond a limit: what lies outside it, and ways to take just that away."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.territories.narrowing import carved, dropped, removed
from partnerbook.findings import Repair
from partnerbook.resolve.program import Grant, Program
from partnerbook.rights.conflict import unfinished
from partnerbook.rights.own import PARTNER_SIDE
from partnerbook.values.box import BoxSet

UNSAID = ("covers", *PARTNER_SIDE)
"""What is not said of cells that lie outside a limit: it is the partner's own side."""


def beyond(program: Program, cells: BoxSet, limit: BoxSet) -> BoxSet:
    """The cells outside a limit, less what is over already; in a tidy form, for words."""
    outside = cells.subtract(limit)
    return unfinished(outside.without(*UNSAID), program.as_of.toordinal())


def less(program: Program, grant: Grant, cells: BoxSet) -> Iterator[Repair]:
    """Takes these cells out of a grant, or the whole grant where nothing else would be left."""
    if grant.cells.without("day", *UNSAID).inside(cells.without("day")):
        yield from removed(program, grant)
        return
    yield from carved(program, grant, cells)
    yield from dropped(program, grant, cells)
