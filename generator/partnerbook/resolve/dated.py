"""Sets on one axis that change over time: what a territory holds, by version."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise

from partnerbook.values.box import Spans, spans, subtract_spans
from partnerbook.values.period import ALWAYS, Period

Dated = tuple[tuple[Period, Spans], ...]
"""What holds when: periods in order, disjoint, none empty; days between hold nothing."""


def always(held: Spans) -> Dated:
    """The same at all times."""
    return ((ALWAYS, held),) if held else ()


def during(period: Period, dated: Dated) -> Dated:
    """Only what holds within a period."""
    if period == ALWAYS:
        return dated
    met = ((period.meet(when), held) for when, held in dated)
    return tuple((when, held) for when, held in met if not when.is_empty)


def union(parts: Sequence[Dated]) -> Dated:
    """What any of the parts holds."""
    return _combined(parts, lambda sets: spans(stretch for held in sets for stretch in held))


def subtract(left: Dated, right: Dated) -> Dated:
    """What the left holds and the right does not."""
    if not right:
        return left
    return _combined((left, right), lambda sets: subtract_spans(sets[0], sets[1]))


def on(dated: Dated, day: date) -> Spans:
    """What is held on a day."""
    return next((held for period, held in dated if day in period), ())


def _combined(parts: Sequence[Dated], of: Callable[[Sequence[Spans]], Spans]) -> Dated:
    if len(parts) == 1:
        return parts[0]
    edges = sorted({day for part in parts for when, _ in part for day in (when.start, when.end)})
    out: list[tuple[Period, Spans]] = []
    for start, end in pairwise(edges):
        held = of([_at(part, Period(start, end)) for part in parts])
        if not held:
            continue
        if out and out[-1][0].end == start and out[-1][1] == held:
            out[-1] = (Period(out[-1][0].start, end), held)
        else:
            out.append((Period(start, end), held))
    return tuple(out)


def _at(part: Dated, stretch: Period) -> Spans:
    """What a part holds in a stretch in which it does not change."""
    return next((held for when, held in part if stretch.start in when), ())
