"""Where people and things that are held count: in a metric's places, in the own region."""

from __future__ import annotations

from partnerbook.load.evidence_rows import HoldingRow
from partnerbook.resolve.evidence import Metric
from partnerbook.resolve.program import Partner, Program
from partnerbook.values.spans import inside_spans


def counts_there(program: Program, metric: Metric, partner: Partner, row: HoldingRow) -> bool:
    """Whether something held counts where it is; what names no place counts only everywhere."""
    bounds = [] if metric.places is None else [metric.places]
    if metric.regions:
        seat = program.axes.node("seller", partner.seller_place)
        bounds += [region for region in metric.regions if inside_spans(seat, region)]
    place = program.evidence.places.get(row.place, ())
    return not bounds or (bool(place) and all(inside_spans(place, one) for one in bounds))
