"""One line of an order on its way to a quote."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from partnerbook.pricing.items import Item
from partnerbook.pricing.order import Line
from partnerbook.pricing.quote import NotApplied
from partnerbook.pricing.running import Told
from partnerbook.resolve.program import ListPrice, Step
from partnerbook.values.box import BoxSet


@dataclass(slots=True)
class Work:
    """One line that has a list price.

    ``items`` may be taken; ``told`` says of them, by step, at which tier's rate they count and why.
    ``unmatched``: the steps of which no row counts.
    """

    number: int
    line: Line
    price: ListPrice
    value: Decimal
    cell: BoxSet
    items: list[Item] = field(default_factory=list)
    not_applied: list[NotApplied] = field(default_factory=list)
    unmatched: list[Step] = field(default_factory=list)
    told: dict[str, tuple[Told, ...]] = field(default_factory=dict)
