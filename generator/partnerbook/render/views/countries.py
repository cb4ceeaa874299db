"""The finder: every country with its territories and who may actively sell there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from partnerbook.render import fmt
from partnerbook.render.views import places
from partnerbook.render.views.partners import listed
from partnerbook.render.views.seen import Seen, documents
from partnerbook.render.views.sellers import shown
from partnerbook.resolve.program import Program
from partnerbook.rights import holders
from partnerbook.values.audience import Viewer
from partnerbook.values.box import Spans, meet_spans, spans


@dataclass(frozen=True, slots=True)
class Found:
    """One line of the finder. ``territories`` are (name, page, holds a part only)."""

    name: str
    territories: tuple[tuple[str, str, bool], ...]
    sellers: tuple[str, ...]


def finder(program: Program, viewer: Viewer, on: date) -> tuple[Found, ...]:
    """Every country of any territory, or where a listed partner may sell on the day, by name."""
    seen = documents(program, "territory", viewer)
    held = {name: places.held_on(program, name, on) for name in seen}
    partners = listed(program, viewer, on)
    sold = dict(_sold(program, partners, on))
    everywhere = spans(stretch for group in (held, sold) for s in group.values() for stretch in s)
    tree = program.axes.trees["place"]
    order = sorted(seen, key=lambda name: (fmt.alphabetical(seen[name]["name"]), name))
    found = []
    for country in places.countries_of(program, everywhere):
        whole = (tree.stretch[country.code],)
        inside = [(name, meet_spans(held[name], whole)) for name in order]
        sellers = [str(partners[name]["name"]) for name in sold if meet_spans(sold[name], whole)]
        found.append(
            Found(
                country.name,
                tuple(
                    (str(seen[name]["name"]), f"territories/{name}.md", part != whole)
                    for name, part in inside
                    if part
                ),
                tuple(sorted(sellers, key=fmt.alphabetical)),
            )
        )
    return tuple(found)


def _sold(program: Program, partners: Mapping[str, Seen], on: date) -> Iterator[tuple[str, Spans]]:
    """Where each of the partners may actively sell, as far as its rights are shown."""
    reach: dict[str, list[Spans]] = {}
    for holding in holders(program, program.axes.space.everything, on):
        partner = holding.grant.partner
        if shown(partners.get(partner, {}), holding):
            reach.setdefault(partner, []).append(holding.cells.on("place"))
    for partner, held in reach.items():
        yield partner, spans(stretch for part in held for stretch in part)
