"""What caps leave of what is expected to be spent: reckoned in where what is known is enough.

A cap of a period is for each partner, so it can be held against what each is expected to earn. How
many deals or units that is, no sum tells; caps for these are named as not looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from partnerbook.check.budgets.volumes import months_of
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Cap, Row, Step
from partnerbook.resolve.record import Record
from partnerbook.values.money import Money

_MONTHS = {"month": 1, "quarter": 3, "year": 12}


@dataclass(frozen=True, slots=True)
class Ceiling:
    """The most that each partner gets in the time of a budget, by the cap that says so.

    ``most`` None: no cap that can be reckoned in. ``aside``: caps that are not looked at.
    """

    most: Money | None
    cap: Cap | None
    times: int
    aside: tuple[Cap, ...]

    def cut(self, worth: Money) -> Money:
        """What one partner gets of it."""
        return worth if self.most is None or worth <= self.most else self.most

    @property
    def words(self) -> str:
        """The caps that are not looked at."""
        return before_caps(self.aside)


def before_caps(caps: Sequence[Cap]) -> str:
    """Caps that are not looked at, behind what would be given without them; empty without any."""
    names = joined([cap.id for cap in caps], "and")
    return f" before its cap{'s' * (len(caps) > 1)} {names}" if caps else ""


def ceiling(record: Record, step: Step, rows: Sequence[Row], currency: str) -> Ceiling:
    """What caps of a period say about each partner, for a budget in a currency.

    A cap that holds in some cells only counts where all that may be earned lies in them. Of caps of
    several lengths the longest is sure to bind; a shorter one may not, if bills are for longer.
    """
    caps = [cap for cap in step.caps if currency in cap.amounts]
    longest = max((_MONTHS.get(cap.per, 0) for cap in caps), default=0)
    best: tuple[Money, Cap, int] | None = None
    aside: list[Cap] = []
    for cap in caps:
        everywhere = cap.cells is None or all(row.cells.inside(cap.cells) for row in rows)
        times = _times(record, step, cap)
        if not everywhere or not times or _MONTHS.get(cap.per, longest) < longest:
            aside.append(cap)
            continue
        most = cap.amounts[currency].times(times)
        if best is None or most < best[0]:
            best = (most, cap, times)
    if best is None:
        return Ceiling(None, None, 1, tuple(aside))
    return Ceiling(*best, tuple(aside))


def _times(record: Record, step: Step, cap: Cap) -> int:
    """How many periods of a cap the time of a budget has, at most; 0 if nobody can tell."""
    if cap.per == "period":
        return 1
    months, length = months_of(record, step), _MONTHS.get(cap.per, 0)
    if not length or not months:
        return 0
    # All the time of an incentive may begin and end inside a period.
    inside = record["budget"]["per"] == "whole" and length > 1
    return -(-months // length) + inside


def each_at_most(step: Step, row: Row, currency: str) -> Decimal:
    """What a fixed amount is at most each time, by the caps for one deal or unit."""
    amount = row.amounts[currency].amount
    per = "unit" if step.per == "unit" else "deal"
    limits = [c.amounts[currency].amount for c in step.caps if _binds(c, per, row, currency)]
    return min([amount, *limits])


def _binds(cap: Cap, per: str, row: Row, currency: str) -> bool:
    here = cap.cells is None or row.cells.inside(cap.cells)
    return cap.per == per and here and currency in cap.amounts
