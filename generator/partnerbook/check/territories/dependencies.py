"""Countries that a grant names, and the dependencies beside them that have codes of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from partnerbook.check.territories.narrowing import written
from partnerbook.findings import Ref
from partnerbook.resolve.program import Grant, Program
from partnerbook.values.box import Spans, spans


def dependencies(program: Program, code: str) -> tuple[str, ...]:
    """The codes of a country's dependencies."""
    return tuple(area.code for area in program.geography.dependencies(code))


def sovereigns(program: Program, place: str, seen: frozenset[str] = frozenset()) -> Iterator[str]:
    """The countries with dependencies that a written place names, a territory in any version."""
    table = program.geography
    territory = program.records.get("territory", {}).get(place)
    if table.knows(place):
        code = table.area(place).code
        if table.dependencies(code):
            yield code
    elif territory is not None and place not in seen:
        for version in territory["versions"]:
            for inner in version["places"]:
                yield from sovereigns(program, inner, seen | {place})


def named(program: Program, grant: Grant) -> Mapping[str, Ref]:
    """The countries with dependencies that a grant names, each with where it does."""
    at = grant.ref.child("for", "places")
    found: dict[str, Ref] = {}
    for number, place in enumerate(written(program, grant)["for"]["places"]):
        for code in sovereigns(program, place):
            found.setdefault(code, at.child(number))
    return found


def beside(program: Program, code: str) -> Spans:
    """Where the dependencies of a country lie."""
    return spans(
        s for below in dependencies(program, code) for s in program.axes.node("place", below)
    )
