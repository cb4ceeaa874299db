"""The finder: every country with its territories and who may actively sell what there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from partnerbook.render import fmt
from partnerbook.render.views import places
from partnerbook.render.views.partners import listed
from partnerbook.render.views.ranges import ranges_in, reach
from partnerbook.render.views.seen import documents
from partnerbook.resolve.program import Program
from partnerbook.values.audience import Viewer
from partnerbook.values.box import meet_spans, spans


@dataclass(frozen=True, slots=True)
class Found:
    """One line of the finder.

    ``territories`` are (name, page, holds a part only), ``sellers`` (products, names of partners).
    """

    name: str
    territories: tuple[tuple[str, str, bool], ...]
    sellers: tuple[tuple[str, tuple[str, ...]], ...]


def finder(program: Program, viewer: Viewer, on: date) -> tuple[Found, ...]:
    """Every country of any territory, or where a listed partner may sell on the day, by name."""
    seen = documents(program, "territory", viewer)
    held = {name: places.held_on(program, name, on) for name in seen}
    partners = listed(program, viewer, on)
    sold = reach(program, partners, on)
    anywhere = [*held.values(), *(cells.on("place") for cells in sold.values())]
    everywhere = spans(stretch for part in anywhere for stretch in part)
    tree = program.axes.trees["place"]
    order = sorted(seen, key=lambda name: (fmt.alphabetical(seen[name]["name"]), name))
    found = []
    for country in places.countries_of(program, everywhere):
        whole = (tree.stretch[country.code],)
        inside = [(name, meet_spans(held[name], whole)) for name in order]
        sellers: dict[str, list[str]] = {}
        for name, cells in sold.items():
            for found_here in ranges_in(program, cells, whole, country.name):
                sellers.setdefault(found_here.what, []).append(str(partners[name]["name"]))
        found.append(
            Found(
                country.name,
                tuple(
                    (str(seen[name]["name"]), f"territories/{name}.md", part != whole)
                    for name, part in inside
                    if part
                ),
                tuple(
                    (what, tuple(sorted(names, key=fmt.alphabetical)))
                    for what, names in sorted(sellers.items())
                ),
            )
        )
    return tuple(found)
