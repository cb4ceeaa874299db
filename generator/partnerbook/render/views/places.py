"""Places on a day: what a territory holds, country by country, and in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from partnerbook.render import fmt
from partnerbook.resolve.naming import name_place
from partnerbook.resolve.naming_postal import postal_words
from partnerbook.resolve.naming_tree import cover
from partnerbook.resolve.postal import by_prefix
from partnerbook.resolve.program import Program
from partnerbook.resolve.written_place import held_on
from partnerbook.source.geography import Geography
from partnerbook.values.box import Spans, inside_spans, meet_spans


@dataclass(frozen=True, slots=True)
class Country:
    """A country; ``parts`` are (code, name) of what lies inside when not all of it does.

    ``also`` are their names in German, where those differ.
    """

    code: str
    name: str
    parts: tuple[tuple[str, str], ...]
    also: tuple[str, ...]


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
    return postal_words(program.axes.postal, held, partial(_whole, program)) or _whole(
        program, held
    )


def seat_name(program: Program, code: str) -> str:
    """``Bavaria, Germany``: where a partner is established, up to its country."""
    places = program.geography
    names = [places.name_of(code)]
    for area in places.ancestors(code):
        if area.kind == "region":
            break
        names.append(area.name())
    return ", ".join(names)


def _whole(program: Program, held: Spans) -> str:
    tree = program.axes.trees["place"]
    words = []
    for term in cover(tree, held):
        name = tree.names[term.code]
        but = fmt.joined([tree.names[code] for code in term.but])
        words.append(f"{name} except {but}" if but else name)
    return "; ".join(words) if any(" except " in word for word in words) else fmt.joined(words)


def _countries(program: Program, node: str, held: Spans) -> Iterator[Country]:
    tree = program.axes.trees["place"]
    stretch = (tree.stretch[node],)
    inside = meet_spans(held, stretch)
    if not inside:
        return
    table = program.geography
    if table.knows(node) and table.area(node).kind == "country":
        parts = () if inside == stretch else tuple(_all_parts(program, node, inside))
        yield Country(node, tree.names[node], parts, _in_german(table, node, parts))
    for child in tree.children[node]:
        yield from _countries(program, child, inside)


def _in_german(
    table: Geography, country: str, parts: tuple[tuple[str, str], ...]
) -> tuple[str, ...]:
    areas = [table.area(code) for code in (country, *(c for c, _ in parts)) if table.knows(code)]
    return tuple(area.name_de for area in areas if area.name_de != area.name_en)


def _all_parts(program: Program, country: str, inside: Spans) -> Iterator[tuple[str, str]]:
    """The parts of a country, and the postal prefixes that are held of all of it."""
    grids = program.axes.postal
    prefixes, left = by_prefix({country: grids[country]} if country in grids else {}, inside)
    yield from _parts(program, country, left)
    for prefix in prefixes or ():
        yield prefix, name_place(program.axes, prefix)


def _parts(program: Program, node: str, inside: Spans) -> Iterator[tuple[str, str]]:
    tree = program.axes.trees["place"]
    for child in tree.children[node]:
        stretch = (tree.stretch[child],)
        if inside_spans(stretch, inside):
            yield child, tree.names[child]
        elif meet_spans(stretch, inside):
            yield from _parts(program, child, inside)
