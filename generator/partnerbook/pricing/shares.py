"""What a waterfall writes down on its way: a price of a line, and what a line gets of one step."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from partnerbook.pricing.items import Item
from partnerbook.resolve.program import Cap
from partnerbook.values.audience import Audience


@dataclass(slots=True)
class Price:
    """A price of a line on its way down: closed stages, the running price, who may see it."""

    opening: Decimal
    running: Decimal
    closed: list[tuple[int, Decimal]]
    audience: Audience
    opening_audience: Audience


@dataclass(frozen=True, slots=True)
class Part:
    """How lines share what is ``left`` of a cap: by ``mine`` of ``wanted`` without it."""

    left: Decimal
    mine: Decimal
    wanted: Decimal


@dataclass(slots=True)
class Share:
    """What one line gets of a step, on one of its prices."""

    line: int
    item: Item
    chain: str
    base: Decimal
    raw: Decimal
    amount: Decimal
    audience: Audience
    cap: Cap | None = None
    earlier: tuple[Cap, ...] = ()
    part: Part | None = None

    def cut(self, cap: Cap, amount: Decimal) -> None:
        """Gives less, by a cap; the one that cut it before still counts."""
        self.earlier = self.earlier if self.cap is None else (*self.earlier, self.cap)
        self.cap, self.amount = cap, amount
