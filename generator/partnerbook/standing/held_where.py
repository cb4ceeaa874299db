"""Where people and things that are held count: in a metric's places, in the own region."""

from __future__ import annotations

from collections.abc import Sequence

from partnerbook.load.evidence_rows import HoldingRow
from partnerbook.resolve.evidence import Metric
from partnerbook.resolve.naming import name_place
from partnerbook.resolve.naming_words import joined
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


def elsewhere(
    program: Program, metric: Metric, partner: Partner, rows: Sequence[HoldingRow]
) -> str:
    """``6 on file elsewhere: they do not count outside of Germany``; "" without any.

    ``rows``: those of whoever does not count on a day, though nothing of theirs has expired.
    """
    away = {row.who for row in rows if not counts_there(program, metric, partner, row)}
    if not away:
        return ""
    seat = program.axes.node("seller", partner.seller_place)
    said, axes = program.records["metric"][metric.id], program.axes
    own = [
        (sum(end - start for start, end in region), name)
        for name, region in zip(said.get("regions", ()), metric.regions, strict=True)
        if inside_spans(seat, region)
    ]
    where = [name_place(axes, min(own)[1])] if own else []
    if metric.places is not None:
        where.append(joined([name_place(axes, one) for one in said["places"]], "or"))
    only = "it does not count" if len(away) == 1 else "they do not count"
    return f"{len(away)} on file elsewhere: {only} outside of {joined(where, 'and')}"
