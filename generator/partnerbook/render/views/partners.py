"""The partner directory: partners that are in force on a day and want to be listed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from partnerbook import standing
from partnerbook.render import fmt, words
from partnerbook.render.views.ranges import Range, ranges, reach
from partnerbook.render.views.seen import Seen
from partnerbook.resolve.program import Program
from partnerbook.rights.roles import role
from partnerbook.values.audience import Viewer
from partnerbook.values.box import BoxSet


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """One partner as the directory shows it. ``tier`` is empty when it holds none.

    ``does`` is what it does with its rights (``May actively sell``), ``holds`` what they are.
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
    services: tuple[str, ...]
    competencies: tuple[str, ...]
    sectors: tuple[str, ...]

    @property
    def site(self) -> str:
        """The name of its web site, without the scheme."""
        return self.website.removeprefix("https://").rstrip("/")

    @property
    def offers(self) -> tuple[str, ...]:
        """What it can do, for whom and in which languages, a line for each."""
        parts = (
            ("", self.services),
            ("Competencies: ", self.competencies),
            ("Sectors: ", self.sectors),
            ("Speaks: ", self.languages),
        )
        return tuple(label + ", ".join(part) for label, part in parts if part)


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
    rows = [_row(program, name, seen, sold.get(name), on) for name, seen in partners.items()]
    rank = {tier.name: -tier.rank for tier in program.tiers.values()}
    return tuple(
        sorted(rows, key=lambda row: (rank.get(row.tier, 1), fmt.alphabetical(row.name), row.id))
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


def _row(program: Program, name: str, seen: Seen, sold: BoxSet | None, on: date) -> PartnerRow:
    profile = seen["profile"]
    held = standing.of(program, name, on).held if "standing" in seen else None
    tier = held.tier if held else ""
    axes = program.axes
    sectors = [axes.names.get(("sector", code), code) for code in profile.get("sectors", ())]
    competencies = [axes.names.get((code, ""), code) for code in profile.get("competencies", ())]
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
        services=tuple(profile.get("services", ())),
        competencies=tuple(competencies),
        sectors=tuple(sectors),
    )
