"""Places for a contract: in words and in codes, as they stand on a day and as they will change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from partnerbook.resolve.axes import FIRST_DAY, LAST_DAY, Axes
from partnerbook.resolve.naming_tree import cover
from partnerbook.resolve.program import Program
from partnerbook.source.geography import Area, geography
from partnerbook.values.box import BoxSet, Spans, meet_spans, spans
from partnerbook.values.period import Period


@dataclass(frozen=True, slots=True)
class Held:
    """What places a right holds for a while."""

    period: Period
    places: Spans


def over_time(cells: BoxSet, start: date) -> tuple[Held, ...]:
    """The places of some cells from a day on; a new entry wherever they change."""
    low = start.toordinal()
    later = cells.limited("day", ((low, LAST_DAY),))
    edges = sorted(
        {edge for box in later.boxes for side in (box.side("day") or ()) for edge in side}
    )
    found: list[Held] = []
    for first, last in pairwise(edges):
        places = later.limited("day", ((first, last),)).on("place")
        if not places:
            continue
        period = Period(_day(int(first)), _day(int(last)))
        if found and found[-1].places == places and found[-1].period.end == period.start:
            found[-1] = Held(Period(found[-1].period.start, period.end), places)
        else:
            found.append(Held(period, places))
    return tuple(found)


def codes(axes: Axes, held: Spans) -> tuple[str, ...]:
    """ISO 3166 codes, by alphabet: ``DE except DE-BE``. ``world`` for the whole world."""
    if held == axes.space.full("place"):
        return ("world",)
    tree = axes.trees["place"]
    found: list[str] = []
    for country in sorted(code for code in tree.stretch if len(code) == 2):
        inside = meet_spans(held, (tree.stretch[country],))
        if inside:
            for term in cover(tree, inside):
                but = f" except {', '.join(term.but)}" if term.but else ""
                found.append(f"{term.code}{but}")
    return tuple(found)


def spans_of(program: Program, written: str, on: date) -> Spans:
    """What a place as written in a file holds on a day; nothing if it is not understood."""
    axes = program.axes
    if written in axes.territories:
        return spans(
            stretch
            for period, held in axes.territories[written]
            if on in period
            for stretch in held
        )
    found = geography().find(written)
    if isinstance(found, Area) and found.code in axes.trees["place"].stretch:
        return axes.node("place", found.code)
    return ()


def _day(number: int) -> date:
    if number <= FIRST_DAY:
        return date.min
    return date.max if number >= LAST_DAY else date.fromordinal(number)
