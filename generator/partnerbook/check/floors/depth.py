"""How far below their floors the stacks of one finding go: what a waiver of it must bound."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from partnerbook.check.floors.breach import Breach, margin
from partnerbook.check.waiving.bounds import GIVE, MARGIN
from partnerbook.findings import Depth


def depths(breaches: Sequence[Breach]) -> Iterator[Depth]:
    """The most that is given and the least margin that is left, each where a floor limits it."""
    given = [one.stack.given_share for one in breaches if one.limit.minimum_margin is None]
    if given:
        yield Depth(GIVE, max(given))
    told = [one for one in breaches if one.limit.minimum_margin is not None]
    if told:
        yield Depth(MARGIN, min(margin(one.limit, one.stack) for one in told))
