"""The finder: every country with its territories and who may actively sell what there.

A country in which not everything is the same everywhere has a line for each sort of its parts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from partnerbook.render import fmt
from partnerbook.render.views import places
from partnerbook.render.views.partners import listed
from partnerbook.render.views.ranges import ranges_in, reach
from partnerbook.render.views.regions import Reach, Region, reaching, regions_of
from partnerbook.render.views.seen import Seen, documents
from partnerbook.render.words import ROLES
from partnerbook.resolve.program import Program
from partnerbook.resolve.written_place import held_on
from partnerbook.rights.roles import SELLS, role
from partnerbook.source.geography import Area
from partnerbook.values.audience import Viewer
from partnerbook.values.box import BoxSet, Spans, meet_spans, spans


@dataclass(frozen=True, slots=True)
class Answer:
    """What holds in some places.

    ``territories`` are (name, page, holds a part only), ``sellers`` (products, names of partners),
    ``others`` the same of partners that do not sell to customers, after what they do.
    ``regions`` may hold rights there.
    """

    territories: tuple[tuple[str, str, bool], ...]
    sellers: tuple[tuple[str, tuple[str, ...]], ...]
    others: tuple[tuple[str, str, tuple[str, ...]], ...]
    regions: tuple[Reach, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """One line of the finder: a country, or some ``parts`` of it (their names in a list).

    ``also`` are other names by which people may look for it: in German, and those of its parts.
    """

    name: str
    parts: str
    also: tuple[str, ...]
    answer: Answer


def finder(program: Program, viewer: Viewer, on: date) -> tuple[Found, ...]:
    """Every country of any territory, or where a listed partner may sell on the day, by name."""
    seen = documents(program, "territory", viewer)
    partners = listed(program, viewer, on)
    held = {name: held_on(program, name, on) for name in seen}
    order = sorted(seen, key=lambda name: (fmt.alphabetical(seen[name]["name"]), name))
    maker = _Maker(
        program,
        on,
        {name: (str(seen[name]["name"]), held[name]) for name in order},
        partners,
        reach(program, partners, on),
        regions_of(program, viewer, on) or (),
    )
    known = [*held.values(), *(cells.on("place") for cells in maker.sold.values())]
    everywhere = spans(stretch for part in known for stretch in part)
    return tuple(
        line
        for country in places.countries_of(program, everywhere)
        for line in maker.lines(program.geography.area(country.code))
    )


@dataclass(frozen=True, slots=True)
class _Maker:
    """What all lines share: territories (name, places), partners, what they sell, regions."""

    program: Program
    on: date
    territories: Mapping[str, tuple[str, Spans]]
    partners: Mapping[str, Seen]
    sold: Mapping[str, BoxSet]
    regions: tuple[Region, ...]

    def lines(self, country: Area) -> Iterator[Found]:
        """One line if the same holds for all parts of the country, else one for each sort."""
        parts = self.program.geography.children(country.code)
        sorts: dict[Answer, list[Area]] = {}
        if self._is_cut(country):
            for part in parts:
                sorts.setdefault(self._answer(part), []).append(part)
        if len(sorts) < 2:
            yield Found(country.name(), "", _also(country, parts), self._answer(country))
            return
        for answer, alike in sorts.items():
            names = sorted((part.name() for part in alike), key=fmt.alphabetical)
            also = _also(country, [part for part in alike if part.name_de != part.name_en])
            yield Found(country.name(), fmt.joined(names), also, answer)

    def _is_cut(self, country: Area) -> bool:
        """Whether anything ends inside the country."""
        whole = (self.program.axes.trees["place"].stretch[country.code],)
        sides = [held for _, held in self.territories.values()]
        sides += [region.held for region in self.regions]
        for cells in self.sold.values():
            sides += [side for box in cells.boxes if (side := box.side("place")) is not None]
        return any(meet_spans(side, whole) not in ((), whole) for side in sides)

    def _answer(self, area: Area) -> Answer:
        whole = (self.program.axes.trees["place"].stretch[area.code],)
        said: dict[tuple[str, str], list[str]] = {}
        for partner, cells in self.sold.items():
            for found in ranges_in(self.program, cells, whole, area.name()):
                does = role(self.program.partners[partner])
                said.setdefault((does, found.what), []).append(str(self.partners[partner]["name"]))
        listed = [
            (does, what, tuple(sorted(names, key=fmt.alphabetical)))
            for (does, what), names in sorted(said.items())
        ]
        return Answer(
            tuple(
                (name, f"territories/{code}.md", inside != whole)
                for code, (name, held) in self.territories.items()
                if (inside := meet_spans(held, whole))
            ),
            tuple((what, names) for does, what, names in listed if does == SELLS),
            tuple((ROLES[does], what, names) for does, what, names in listed if does != SELLS),
            reaching(self.program, self.regions, whole, self.on),
        )


def _also(country: Area, parts: list[Area] | tuple[Area, ...]) -> tuple[str, ...]:
    """The country in German, and each of some parts in both languages."""
    own = () if country.name_de == country.name_en else (country.name_de,)
    return (*own, *(", ".join(dict.fromkeys((part.name_en, part.name_de))) for part in parts))
