"""Places for a contract: in words and in codes, as they stand on a day and as they will change."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from partnerbook.resolve.axes import FIRST_DAY, LAST_DAY, Axes
from partnerbook.resolve.naming_tree import cover, whole_nodes
from partnerbook.resolve.postal import by_prefix
from partnerbook.values.box import BoxSet, Spans, meet_spans, subtract_spans
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
            found += _in_country(axes, country, inside)
    return tuple(found)


def _in_country(axes: Axes, country: str, inside: Spans) -> Iterator[str]:
    """The codes of what is held of one country, postal prefixes as files write them last."""
    tree, grids = axes.trees["place"], {c: g for c, g in axes.postal.items() if c == country}
    prefixes, left = by_prefix(grids, inside)
    if prefixes is None:
        outside = subtract_spans((tree.stretch[country],), inside)
        less, rest = by_prefix(grids, outside)
        if less is not None:
            but = [*whole_nodes(tree, rest), *less]
            yield f"{country} except {', '.join(but)}"
            return
    for term in cover(tree, left):
        but = [code.replace("/", " ") for code in term.but]
        yield f"{term.code.replace('/', ' ')}" + (f" except {', '.join(but)}" if but else "")
    yield from prefixes or ()


def _day(number: int) -> date:
    if number <= FIRST_DAY:
        return date.min
    return date.max if number >= LAST_DAY else date.fromordinal(number)
