"""Territories: the index, and one page each with who may actively sell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from partnerbook.render import fmt
from partnerbook.render.views import places
from partnerbook.render.views.contacts import Contact, contacts
from partnerbook.render.views.partners import listed
from partnerbook.render.views.places import Country
from partnerbook.render.views.regions import Reach, Region, reaching, regions_of
from partnerbook.render.views.seen import Seen, documents, head
from partnerbook.render.views.sellers import Duty, Seller, duties, reserved, sellers
from partnerbook.resolve.law import in_active_sales_area
from partnerbook.resolve.program import Program
from partnerbook.resolve.written_place import held_on
from partnerbook.values.audience import Viewer

_FEW = 6


@dataclass(frozen=True, slots=True)
class Version:
    """What the territory held or will hold for a while."""

    period: str
    places: str


@dataclass(frozen=True, slots=True)
class TerritoryRow:
    """One line of the index."""

    id: str
    name: str
    page: str
    summary: str
    places: str
    sellers: str


@dataclass(frozen=True, slots=True)
class TerritoryPage:
    """Everything about one territory. ``kinds``: the viewer may see what kind of right it is.

    ``others`` hold a right here, but do not sell to customers themselves. ``regions`` may hold
    rights here; None where that is not limited, or not for the viewer.
    """

    row: TerritoryRow
    verdict: str
    countries: tuple[Country, ...]
    sellers: tuple[Seller, ...]
    others: tuple[Seller, ...]
    kinds: bool
    reserved: tuple[str, ...]
    vendor: str
    duties: tuple[Duty, ...]
    versions: tuple[Version, ...]
    contacts: tuple[Contact, ...]
    active_sales: bool
    regions: tuple[Reach, ...] | None


def territory_pages(program: Program, viewer: Viewer, on: date) -> tuple[TerritoryPage, ...]:
    """A page for each territory, by name."""
    seen = documents(program, "territory", viewer)
    maker = _Maker(
        program,
        viewer,
        on,
        head(program, viewer),
        listed(program, viewer, on),
        documents(program, "route", viewer),
        contacts(program, viewer),
        regions_of(program, viewer, on),
    )
    ids = sorted(seen, key=lambda name: (fmt.alphabetical(seen[name]["name"]), name))
    return tuple(maker.page(name, seen[name]) for name in ids)


@dataclass(frozen=True, slots=True)
class _Maker:
    """What all pages of an edition share."""

    program: Program
    viewer: Viewer
    on: date
    head: Seen
    partners: Mapping[str, Seen]
    routes: Mapping[str, Seen]
    contacts: tuple[Contact, ...]
    regions: tuple[Region, ...] | None

    def page(self, name: str, territory: Seen) -> TerritoryPage:
        program, on = self.program, self.on
        held = held_on(program, name, on)
        space = program.axes.space
        cell = space.box({"place": held}) if held else space.nothing
        found = sellers(program, self.partners, cell, on)
        countries = places.countries_of(program, held)
        names = list(dict.fromkeys(seller.name for seller in found if seller.sells))
        return TerritoryPage(
            row=TerritoryRow(
                id=name,
                name=territory["name"],
                page=f"territories/{name}.md",
                summary=territory.get("summary", ""),
                places=_places(countries),
                sellers=fmt.sentence(fmt.count(len(names), "partner")),
            ),
            verdict=_verdict(names),
            countries=countries,
            sellers=tuple(seller for seller in found if seller.sells),
            others=tuple(seller for seller in found if not seller.sells),
            kinds=any(seller.kind for seller in found),
            reserved=reserved(program, self.viewer, self.head, cell, on),
            vendor=self.head["vendor"]["legal_name"],
            duties=duties(program, self.viewer, self.routes, cell, on),
            versions=self._versions(name),
            contacts=tuple(c for c in self.contacts if c.id == territory.get("contact")),
            active_sales=in_active_sales_area(program, held, on),
            regions=(None if self.regions is None else reaching(program, self.regions, held, on)),
        )

    def _versions(self, name: str) -> tuple[Version, ...]:
        dated = self.program.axes.territories.get(name, ())
        if len(dated) < 2:
            return ()
        return tuple(
            Version(fmt.sentence(fmt.period(period)), places.listed(self.program, held))
            for period, held in dated
        )


def _places(countries: Sequence[Country]) -> str:
    """A few countries by name, many by number."""
    if not countries:
        return "No places today"
    if len(countries) > _FEW:
        return fmt.sentence(fmt.count(len(countries), "country", "countries"))
    return fmt.joined([c.name + (" (in part)" if c.parts else "") for c in countries])


def _verdict(names: Sequence[str]) -> str:
    """Who may actively sell, said first."""
    if not names:
        return "No listed partner may actively sell here today."
    if len(names) <= _FEW:
        return f"{fmt.joined(names)} may actively sell here today."
    return fmt.sentence(f"{fmt.count(len(names), 'partner')} may actively sell here today.")
