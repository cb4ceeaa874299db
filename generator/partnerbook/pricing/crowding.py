"""How much there is to compare where the program itself gives one of several incentives.

Which of them is given hangs on what each would give on the deal, so that every one is compared with
every other, for all that may be taken beside, on every size of each sort of deal. This grows with
the square of those that meet, times the sorts of deals. It is counted in advance, for one product
and tier, in comparisons and not in time: what can be told is the same on every machine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from partnerbook.pricing.board import Board

MOST_COMPARED = 1_000
"""So many comparisons are made on the deals in one product of one tier, or of two together.

Two incentives that meet on all deals of a large program come to several hundred; each comparison
stands for some hundred sums.
"""


class Crowd(NamedTuple):
    """At most ``members`` of a choice meet on each of ``deals`` sorts of deals."""

    members: int
    deals: int
    compared: int


def crowd_of(board: Board, sides: Iterable[tuple[int, ...]]) -> Crowd | None:
    """What there is to compare, by the rows that count on each sort of deal; None up to the bound.

    Where it is plain on every deal which one is given, nothing has to be compared after all.
    """
    most = deals = compared = 0
    groups = [step.group if step.choice else "" for step, _ in board.rows]
    if not any(groups):
        return None
    for rows in sides:
        met = Counter(groups[number] for number in rows)
        counts = [count for group, count in met.items() if group and count > 1]
        if counts:
            deals += 1
            most = max(most, *counts)
            compared += sum(count * (count - 1) for count in counts)
    return Crowd(most, deals, compared) if compared > MOST_COMPARED else None
