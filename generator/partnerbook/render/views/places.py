"""Places on a day: what a territory holds, country by country, and where the law asks for care."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from partnerbook.render import fmt
from partnerbook.render.views.seen import Seen
from partnerbook.resolve.naming_tree import cover
from partnerbook.resolve.program import Program
from partnerbook.source.geography import Area, geography
from partnerbook.values.box import Spans, inside_spans, meet_spans


@dataclass(frozen=True, slots=True)
class Country:
    """A country; ``parts`` are (code, name) of what lies inside when not all of it does."""

    code: str
    name: str
    parts: tuple[tuple[str, str], ...]


def held_on(program: Program, territory: str, on: date) -> Spans:
    """The places of a territory on a day, on the place axis."""
    dated = program.axes.territories.get(territory, ())
    return next((held for period, held in dated if on in period), ())


def countries_of(program: Program, held: Spans) -> tuple[Country, ...]:
    """The countries in a set of places, by name, with their parts where not all is inside."""
    found = _countries(program, program.axes.trees["place"].root, held)
    return tuple(sorted(found, key=lambda country: (fmt.alphabetical(country.name), country.code)))


def in_words(program: Program, held: Spans, on: date) -> str:
    """A set of places in as few names as say exactly the same: ``Germany except Berlin``.

    A territory of the program gives its name only to what it holds on the day.
    """
    tree = program.axes.trees["place"]
    terms = cover(tree, held)
    if len(terms) == 1 and not terms[0].but:
        return "Everywhere" if terms[0].code == tree.root else tree.names[terms[0].code]
    for territory in program.axes.territories:
        if held_on(program, territory, on) == held:
            return program.territories[territory].name
    return listed(program, held)


def listed(program: Program, held: Spans) -> str:
    """The same without the names of territories."""
    tree = program.axes.trees["place"]
    words = []
    for term in cover(tree, held):
        name = tree.names[term.code]
        but = fmt.joined([tree.names[code] for code in term.but])
        words.append(f"{name} except {but}" if but else name)
    return "; ".join(words) if any(" except " in word for word in words) else fmt.joined(words)


def is_active_sales_area(program: Program, head: Seen, held: Spans, on: date) -> bool:
    """Whether any of the places lies where the law lets a right limit active sales only."""
    return any(
        meet_spans(held, _place(program, place, on))
        for area in head.get("policies", {}).get("law", ())
        if area.get("active_sales_wording")
        for place in area["places"]
    )


def _place(program: Program, name: str, on: date) -> Spans:
    if name in program.axes.territories:
        return held_on(program, name, on)
    found = geography().find(name)
    return program.axes.node("place", found.code) if isinstance(found, Area) else ()


def _countries(program: Program, node: str, held: Spans) -> Iterator[Country]:
    tree = program.axes.trees["place"]
    stretch = (tree.stretch[node],)
    inside = meet_spans(held, stretch)
    if not inside:
        return
    if geography().area(node).kind == "country":
        parts = () if inside == stretch else tuple(_parts(program, node, inside))
        yield Country(node, tree.names[node], parts)
    for child in tree.children[node]:
        yield from _countries(program, child, inside)


def _parts(program: Program, node: str, inside: Spans) -> Iterator[tuple[str, str]]:
    tree = program.axes.trees["place"]
    for child in tree.children[node]:
        stretch = (tree.stretch[child],)
        if inside_spans(stretch, inside):
            yield child, tree.names[child]
        elif meet_spans(stretch, inside):
            yield from _parts(program, child, inside)
