"""What a row of evidence says, exactly, with its place in the table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from partnerbook.findings import Ref

PERCENT = "%"


def unit_of(text: str) -> str:
    """A unit as it is compared and shown: ``percent`` is ``%``."""
    return PERCENT if text == "percent" else text


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """So much of a metric in a period, both days inside. Empty texts are not said."""

    partner: str
    metric: str
    start: date
    through: date
    value: Decimal
    unit: str
    place: str
    product: str
    reported: date
    source: str
    path: str
    number: int

    @property
    def ref(self) -> Ref:
        """The row."""
        return Ref(self.path).child(self.number)


@dataclass(frozen=True, slots=True)
class HoldingRow:
    """Something that somebody of a partner holds; ``expires`` is the last day, None for never."""

    partner: str
    what: str
    who: str
    start: date
    expires: date | None
    place: str
    path: str
    number: int

    @property
    def ref(self) -> Ref:
        """The row."""
        return Ref(self.path).child(self.number)


@dataclass(frozen=True, slots=True, eq=False)
class EvidenceTable:
    """One table of evidence that agrees with its manifest. ``id`` is that of the manifest."""

    path: str
    id: str
    measures: tuple[MeasureRow, ...] = ()
    holdings: tuple[HoldingRow, ...] = ()
