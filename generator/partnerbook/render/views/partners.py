"""The partner directory: partners that are in force on a day and want to be listed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from partnerbook import standing
from partnerbook.render import fmt, words
from partnerbook.render.views.directory import Keys, keys_of
from partnerbook.render.views.offered import Service, services
from partnerbook.render.views.places import seat_name
from partnerbook.render.views.ranges import Range, ranges, reach
from partnerbook.render.views.seen import Seen, head
from partnerbook.resolve.program import Program
from partnerbook.rights.roles import role
from partnerbook.values.audience import Viewer
from partnerbook.values.box import BoxSet


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """One partner as the directory shows it. ``tier`` is empty when it holds none.

    ``does`` is what it does with its rights (``May actively sell``), ``holds`` what they are.
    ``segments`` are whom it serves, by segmentation; ``keys`` what the filters look at.
    """

    id: str
    name: str
    tier: str
    tier_page: str
    type: str
    seat: str
    does: str
    holds: tuple[Range, ...]
    summary: str
    website: str
    email: str
    languages: tuple[str, ...]
    services: tuple[Service, ...]
    competencies: tuple[str, ...]
    segments: tuple[tuple[str, tuple[str, ...]], ...]
    verticals: tuple[str, ...]
    keys: Keys

    @property
    def site(self) -> str:
        """The name of its web site, without the scheme."""
        return self.website.removeprefix("https://").rstrip("/")

    @property
    def offers(self) -> tuple[tuple[str, str], ...]:
        """What it can do, for whom and in which languages: (label, text), a line for each."""
        parts = (
            ("Competencies", self.competencies),
            *self.segments,
            ("Knows", self.verticals),
            ("Speaks", self.languages),
        )
        return tuple((label, ", ".join(part)) for label, part in parts if part)


def listed(program: Program, viewer: Viewer, on: date) -> dict[str, Seen]:
    """The listed partners that are in force on the day, as the viewer may see them.

    That a partner takes part on a day is public; why, since when and until when is not.
    """
    found: dict[str, Seen] = {}
    for name, partner in program.partners.items():
        seen = partner.record.seen_by(viewer)
        takes_part = on in partner.active and standing.agreement_in_force(program, name, on)
        if takes_part and seen.get("profile", {}).get("listed"):
            found[name] = seen
    return found


def partner_rows(program: Program, viewer: Viewer, on: date) -> tuple[PartnerRow, ...]:
    """The directory, the highest tier first, then by name."""
    partners = listed(program, viewer, on)
    sold = reach(program, partners, on)
    verticals = {one["id"]: one["name"] for one in head(program, viewer).get("verticals", ())}
    rows = [
        _row(program, seen, sold.get(name), (name, on), verticals)
        for name, seen in partners.items()
    ]
    rank = {tier.name: -tier.rank for tier in program.tiers.values()}
    return tuple(
        sorted(rows, key=lambda row: (rank.get(row.tier, 1), fmt.alphabetical(row.name), row.id))
    )


def _row(
    program: Program,
    seen: Seen,
    sold: BoxSet | None,
    at: tuple[str, date],
    known: Mapping[str, str],
) -> PartnerRow:
    """One partner ``at`` (its id, the day); ``known`` are the names of verticals."""
    name, on = at
    profile = seen["profile"]
    held = standing.of(program, name, on).held if "standing" in seen else None
    tier = held.tier if held else ""
    axes = program.axes
    competencies = [axes.names.get((code, ""), code) for code in profile.get("competencies", ())]
    segments = [
        (
            axes.names.get((axis, ""), axis),
            tuple(axes.names.get((axis, code), code) for code in codes),
        )
        for axis, codes in profile.get("segments", {}).items()
    ]
    where = sold.on("place") if sold else ()
    offered = services(program, seen, where, on)
    return PartnerRow(
        id=name,
        name=seen["name"],
        tier=program.tiers[tier].name if tier else "",
        tier_page=f"tiers/{tier}.md" if tier else "",
        type=words.PARTNER_TYPES[seen["type"]],
        seat=seat_name(program, seen["establishment"]),
        does=fmt.sentence(words.ROLES[role(program.partners[name])]),
        holds=ranges(program, sold, on) if sold else (),
        summary=profile.get("summary", ""),
        website=profile.get("website", ""),
        email=profile.get("email", ""),
        languages=tuple(fmt.language(code) for code in profile.get("languages", ())),
        services=offered,
        competencies=tuple(competencies),
        segments=tuple(segments),
        verticals=tuple(known.get(code, code) for code in profile.get("verticals", ())),
        keys=keys_of(program, seen, tier, sold, offered),
    )
