"""When the program's years and quarters begin: what "per quarter" means for a partner."""

from __future__ import annotations

from collections.abc import Collection

from partnerbook.render import fmt
from partnerbook.render.views.seen import Seen, head
from partnerbook.resolve.program import Program
from partnerbook.values.audience import Viewer

QUARTER, YEAR = "quarter", "year"


def beginnings(program: Program, viewer: Viewer, units: Collection[str]) -> tuple[str, ...]:
    """A sentence for each of the units, ``quarter`` or ``year``, that somebody counts by."""
    first: int = head(program, viewer)["fiscal_year"]["first_month"]
    said = {
        QUARTER: f"Quarters begin in {fmt.quarter_starts(first)}.",
        YEAR: f"Years begin in {fmt.month(first)}.",
    }
    return tuple(sentence for unit, sentence in said.items() if unit in units)


def counted_by(incentive: Seen) -> frozenset[str]:
    """The units by which an incentive measures or limits, as far as they are shown."""
    caps = (cap.get("per", "") for cap in incentive.get("caps", ()))
    return frozenset((incentive.get("bands", {}).get("period", ""), *caps))
