"""Countries that a grant names, the dependencies beside them, and who holds those alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from partnerbook.check.territories.narrowing import written
from partnerbook.findings import Ref
from partnerbook.resolve.program import Grant, Program
from partnerbook.rights.conflict import unfinished
from partnerbook.rights.own import PARTNER_SIDE
from partnerbook.values.box import BoxSet, Spans, meet_spans, spans, subtract_spans


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


def _named(program: Program, grant: Grant) -> Mapping[str, Ref]:
    """The countries with dependencies that a grant names, each with where it does."""
    at = grant.ref.child("for", "places")
    found: dict[str, Ref] = {}
    for number, place in enumerate(written(program, grant)["for"]["places"]):
        for code in sovereigns(program, place):
            found.setdefault(code, at.child(number))
    return found


def _beside(program: Program, code: str) -> Spans:
    """Where the dependencies of a country lie."""
    return spans(
        s for below in dependencies(program, code) for s in program.axes.node("place", below)
    )


def seeming(program: Program) -> Iterator[tuple[Grant, Ref, Grant, Mapping[str, BoxSet]]]:
    """The grants that would meet what another holds alone, if they held dependencies too.

    Each with where it names the first such country, the other right, and by country the cells.
    """
    closed = [grant for grant in program.grants if grant.kind != "non-exclusive"]
    near: dict[str, list[Grant]] = {}
    for grant in program.grants:
        found: dict[str, dict[str, BoxSet]] = {}
        countries = _named(program, grant)
        for code in countries:
            if code not in near:
                land = _beside(program, code)
                near[code] = [one for one in closed if meet_spans(one.cells.on("place"), land)]
            for other, cells in _met(program, grant, code, near[code]):
                found.setdefault(other.id, {})[code] = cells
        for other in closed if found else ():
            if met := found.get(other.id):
                yield grant, countries[next(iter(met))], other, met


def _met(
    program: Program, grant: Grant, code: str, near: Sequence[Grant]
) -> Iterator[tuple[Grant, BoxSet]]:
    """The rights that a grant would meet if it held a country's dependencies, and where."""
    wide = _elsewhere(program, grant, code) if near else program.axes.space.nothing
    for other in near if wide else ():
        group = grant.shared_group
        if other.owner == grant.owner or (group and group == other.shared_group):
            continue
        theirs = other.cells.without(*PARTNER_SIDE)
        cells = unfinished(wide.meet(theirs), program.as_of.toordinal())
        if cells and not theirs.meets(grant.cells.without(*PARTNER_SIDE)):
            yield other, cells


def _elsewhere(program: Program, grant: Grant, code: str) -> BoxSet:
    """What a grant would hold in a country's dependencies, if it held them like the country."""
    cells = grant.cells.without(*PARTNER_SIDE)
    inside = cells.limited("place", program.axes.node("place", code)).without("place")
    more = subtract_spans(_beside(program, code), cells.on("place"))
    return inside.limited("place", more) if more else program.axes.space.nothing
