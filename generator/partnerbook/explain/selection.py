"""Applicants and partners side by side: how they were judged, what they can do and would add.

The order is that of the scores that still count, added up; it is no verdict.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from partnerbook.explain.applicant import ApplicantAnswer, explain_applicant
from partnerbook.explain.coverage import Extent, Named, extent_of, named
from partnerbook.explain.places import Unclear
from partnerbook.findings import Ref
from partnerbook.resolve.engagement import Manager
from partnerbook.resolve.program import Grant, Partner, Program
from partnerbook.standing import Care, Cares, Ladder, Position, Score, scores
from partnerbook.values.box import spans, touch_spans

APPLICANT = "applicant"
JOINING = (APPLICANT, "onboarding")
COMPARED = (*JOINING, "active", "on-notice")
_UNSETTLED = ("open", "failed")


@dataclass(frozen=True, slots=True)
class Service:
    """A service by its kind and own name, with the languages and places written for it."""

    kind: str
    name: str
    languages: tuple[str, ...]
    places: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Profile:
    """What a partner says of itself. ``segments`` are (segmentation, values), all by name."""

    segments: tuple[tuple[str, tuple[str, ...]], ...]
    verticals: tuple[str, ...]
    competencies: tuple[str, ...]
    services: tuple[Service, ...]
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An applicant or a partner.

    ``since``: the first day of its state, if written. ``places`` are those of its grants that have
    not ended, else where it is established. ``open`` are due diligence items that are not settled,
    as (item, state, Ref). ``adds``: for whoever is joining, what its grants would add.
    """

    partner: Partner
    since: date | None
    scores: Mapping[str, Score]
    profile: Profile
    places: Named
    position: Position
    care: Care | None
    manager: Manager | None
    load: int
    open: tuple[tuple[str, str, Ref], ...]
    priorities: tuple[tuple[int, str], ...]
    other_lines: tuple[tuple[str, str, bool], ...]
    adds: ApplicantAnswer | None

    @property
    def total(self) -> int:
        """The scores that still count, added up."""
        return sum(one.value for one in self.scores.values() if not one.stale)


@dataclass(frozen=True, slots=True)
class SelectionAnswer:
    """Applicants and partners, each from the highest scores down. ``words``: what was asked about.

    ``narrowed``: whether a place or a product was asked about.
    """

    words: str
    narrowed: bool
    applicants: tuple[Candidate, ...]
    partners: tuple[Candidate, ...]
    applicants_only: bool
    tiers: Mapping[str, str]


def explain_selection(
    program: Program, place: str = "", product: str = "", *, applicants_only: bool = False
) -> SelectionAnswer | Unclear:
    """Who is there to choose from, for a place and a product if these are said."""
    products = [product] if product else []
    extent = extent_of(program, products, place, program.as_of)
    if isinstance(extent, Unclear):
        return extent
    asked = COMPARED if not applicants_only else (APPLICANT,)
    cares = Cares(program, program.as_of)
    looker = _Looker(program, extent, place, products, Ladder(program), cares, _loads(program))
    found = [
        looker.candidate(partner)
        for partner in program.partners.values()
        if partner.status in asked and looker.reaches(partner)
    ]
    found.sort(key=lambda one: (-one.total, one.partner.name.casefold(), one.partner.id))
    what = named(program, "product", extent.products).words if product else ""
    return SelectionAnswer(
        words=" and ".join(filter(None, (what, extent.words))),
        narrowed=bool(place or product),
        applicants=tuple(one for one in found if one.partner.status == APPLICANT),
        partners=tuple(one for one in found if one.partner.status != APPLICANT),
        applicants_only=applicants_only,
        tiers={name: tier.name for name, tier in program.tiers.items()},
    )


def _loads(program: Program) -> dict[str, int]:
    """How many active partners name each manager."""
    names = [
        partner.record.get("manager", "")
        for partner in program.partners.values()
        if partner.status in ("active", "on-notice")
    ]
    return {name: names.count(name) for name in program.managers}


@dataclass(frozen=True, slots=True)
class _Looker:
    """Looks at partners of one program, for one extent."""

    program: Program
    extent: Extent
    place: str
    products: Sequence[str]
    ladder: Ladder
    cares: Cares
    loads: Mapping[str, int]

    def reaches(self, partner: Partner) -> bool:
        """Whether a right of it, or else its seat, lies in what is asked about."""
        if not self.place and not self.products:
            return True
        grants = self._ahead(partner)
        axes = self.program.axes
        if not grants:
            return touch_spans(axes.node("seller", partner.seller_place), self.extent.places)
        asked = axes.space.box({"place": self.extent.places, "product": self.extent.products})
        return any(grant.written.meets(asked) for grant in grants)

    def _ahead(self, partner: Partner) -> list[Grant]:
        """The grants that have not ended."""
        day, end = self.extent.on.toordinal(), self.program.axes.space.axes["day"][1]
        return [one for one in partner.grants if one.written.limited("day", ((day, end),))]

    def candidate(self, partner: Partner) -> Candidate:
        """All that is known of one."""
        program, said = self.program, partner.record
        state = partner.life.on(self.extent.on)
        since = state.period.start if state and state.period.start != date.min else None
        manager = program.managers.get(said.get("manager", ""))
        adds = None
        if partner.status in JOINING:
            found = explain_applicant(program, partner.id, self.products, self.place)
            adds = None if isinstance(found, Unclear) else found
        return Candidate(
            partner=partner,
            since=since,
            scores=scores(partner, self.extent.on),
            profile=_profile(program, said.get("profile", {})),
            places=self._places(partner),
            position=self.ladder.position(partner.id, self.extent.on),
            care=self.cares.of(partner.id),
            manager=manager,
            load=self.loads[manager.id] if manager else 0,
            open=tuple(
                (one["item"], one["state"], partner.ref.child("diligence", at))
                for at, one in enumerate(said.get("diligence", ()))
                if one["state"] in _UNSETTLED
            ),
            priorities=tuple(
                sorted((one["year"], one["what"]) for one in said.get("priorities", ()))
            ),
            other_lines=tuple(
                (one["vendor"], one["what"], one["competes"]) for one in said.get("other_lines", ())
            ),
            adds=adds,
        )

    def _places(self, partner: Partner) -> Named:
        """Where it sells or would sell; without any right, where it is."""
        stretches = [s for one in self._ahead(partner) for s in one.written.on("place")]
        where = spans(stretches) or self.program.axes.node("seller", partner.seller_place)
        return named(self.program, "place", where)


def _profile(program: Program, said: Mapping[str, Any]) -> Profile:
    names = program.axes.names
    (frame,) = program.records["program"].values()
    known = {
        section: {one["id"]: one["name"] for one in frame.get(section, ())}
        for section in ("verticals", "competencies")
    }
    return Profile(
        segments=tuple(
            (names.get((axis, ""), axis), tuple(names.get((axis, one), one) for one in values))
            for axis, values in said.get("segments", {}).items()
        ),
        verticals=tuple(known["verticals"].get(one, one) for one in said.get("verticals", ())),
        competencies=tuple(
            known["competencies"].get(one, one) for one in said.get("competencies", ())
        ),
        services=tuple(_services(said)),
        languages=tuple(said.get("languages", ())),
    )


def _services(said: Mapping[str, Any]) -> Iterator[Service]:
    for one in said.get("services", ()):
        languages, places = (tuple(one.get(key, ())) for key in ("languages", "places"))
        yield Service(one["kind"], one.get("name", ""), languages, places)
