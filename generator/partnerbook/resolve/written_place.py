"""What a place that stands in a file holds in a program: a code, a territory or a postal prefix."""

from __future__ import annotations

from datetime import date

from partnerbook.resolve import dated
from partnerbook.resolve.dated import Dated
from partnerbook.resolve.postal import prefix_of
from partnerbook.resolve.program import Program
from partnerbook.values.box import Spans, spans


def written_place(program: Program, name: str) -> Dated | None:
    """By period, on the place axis; None if the text is no place of the program."""
    axes = program.axes
    if name in axes.territories:
        return axes.territories[name]
    code = program.geography.area(name).code if program.geography.knows(name) else name
    if code in axes.meant:
        return axes.meant[code]
    if code in axes.trees["place"].stretch:
        return dated.always(axes.node("place", code))
    prefix = prefix_of(name)
    grid = axes.postal.get(prefix.country) if prefix else None
    return dated.always(grid.holds(prefix.begins)) if prefix and grid else None


def on_day(program: Program, name: str, on: date) -> Spans:
    """What it holds on a day: nothing if it is no place, or holds none then."""
    return dated.on(written_place(program, name) or (), on)


def held_on(program: Program, territory: str, on: date) -> Spans:
    """The places of a territory on a day; nothing if it holds none then or is not understood."""
    return dated.on(program.axes.territories.get(territory, ()), on)


def ever(program: Program, name: str) -> Spans | None:
    """What it holds at any time; None if it is no place."""
    found = written_place(program, name)
    return None if found is None else spans(stretch for _, held in found for stretch in held)
