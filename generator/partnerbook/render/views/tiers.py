"""Tiers: the matrix of what each asks and gives, and one page for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from partnerbook.render import fmt, words
from partnerbook.render.views.asked import ask
from partnerbook.render.views.keeping import keeping
from partnerbook.render.views.scope import ScopeLine
from partnerbook.render.views.seen import Seen, documents
from partnerbook.render.views.tier_changes import SECTIONS, Turn, asked_on, turns
from partnerbook.render.views.tier_earnings import Earnings, earnings
from partnerbook.render.views.worked import Example
from partnerbook.render.views.written import Written, of_tier, written
from partnerbook.resolve.naming import name_place
from partnerbook.resolve.program import Program
from partnerbook.values.audience import Viewer

NOT_ASKED, NOT_GIVEN = "Not asked", "No"
_INVITED, _OPEN = "By invitation", "Open to all who qualify"


@dataclass(frozen=True, slots=True)
class TierName:
    """A tier by name, with its page from the top of the site."""

    name: str
    page: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One thing asked or given, with what it is in each tier."""

    name: str
    note: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MatrixGroup:
    """Rows under one heading."""

    title: str
    rows: tuple[MatrixRow, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The tiers of some tracks side by side."""

    tracks: str
    tiers: tuple[TierName, ...]
    groups: tuple[MatrixGroup, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """One requirement in full."""

    name: str
    ask: str
    window: str
    shows: str
    proof: str
    reason: str


@dataclass(frozen=True, slots=True)
class Given:
    """One benefit in full."""

    group: str
    name: str
    value: str
    note: str


@dataclass(frozen=True, slots=True)
class TierPage:
    """Everything about one tier."""

    id: str
    name: str
    page: str
    summary: str
    facts: tuple[ScopeLine, ...]
    requirements: tuple[Asked, ...]
    maintenance: tuple[Asked, ...]
    coming: tuple[Turn, ...]
    grace: str
    keeping: tuple[ScopeLine, ...]
    review_every: str
    review_rule: str
    benefits: tuple[Given, ...]
    earns: Earnings
    examples: tuple[Example, ...]
    below: TierName | None
    above: TierName | None


def matrices(program: Program, viewer: Viewer, on: date) -> tuple[Matrix, ...]:
    """One matrix for each set of tracks that share their tiers, as they are on a day."""
    seen = {name: _on(tier, on) for name, tier in _ranked(program, viewer).items()}
    shared: dict[tuple[str, ...], list[str]] = {}
    for track in program.axes.values["track"]:
        ids = tuple(name for name, tier in seen.items() if track in tier["tracks"])
        if ids:
            shared.setdefault(ids, []).append(program.axes.names["track", track])
    return tuple(
        Matrix(fmt.joined(tracks), tuple(_name(i, seen[i]) for i in ids), _groups(seen, ids))
        for ids, tracks in shared.items()
    )


def entry_tiers(program: Program, viewer: Viewer) -> tuple[TierName, ...]:
    """The tiers by which partners come in: of each track the lowest."""
    seen = _ranked(program, viewer)
    first = {track: name for name in reversed(seen) for track in seen[name]["tracks"]}
    return tuple(_name(name, seen[name]) for name in seen if name in first.values())


def tier_pages(program: Program, viewer: Viewer, on: date) -> tuple[TierPage, ...]:
    """A page for each tier, with the discounts of the day."""
    seen = _ranked(program, viewer)
    orders = written(program, viewer)
    coming = sorted(
        (turn for turn in turns(program, viewer) if turn.day > on),
        key=lambda turn: (turn.day, turn.section, turn.name),
    )
    return tuple(
        _page(program, viewer, on, name, seen, orders=orders, coming=coming) for name in seen
    )


def _on(tier: Seen, on: date) -> Seen:
    """A tier with what it asks on a day alone."""
    asked = {key: asked_on(tier[key], on) for key, _ in SECTIONS if key in tier}
    return {**tier, **asked}


def _ranked(program: Program, viewer: Viewer) -> dict[str, Seen]:
    seen = documents(program, "tier", viewer)
    return dict(sorted(seen.items(), key=lambda item: (item[1]["rank"], item[0])))


def _name(tier_id: str, tier: Seen) -> TierName:
    return TierName(tier["name"], f"tiers/{tier_id}.md")


def _groups(seen: Mapping[str, Seen], ids: Sequence[str]) -> tuple[MatrixGroup, ...]:
    asked = [
        MatrixGroup(title, _rows([seen[i].get(section, ()) for i in ids], ask, NOT_ASKED))
        for section, title in (("requirements", "To get in"), ("maintenance", "To stay"))
    ]
    given = [
        MatrixGroup(
            title,
            _rows(
                [[b for b in seen[i].get("benefits", ()) if b["group"] == group] for i in ids],
                lambda benefit: str(benefit["value"]),
                NOT_GIVEN,
            ),
        )
        for group, title in words.BENEFIT_GROUPS.items()
    ]
    return tuple(group for group in (*asked, *given) if group.rows)


def _rows(
    columns: Sequence[Sequence[Seen]], say: Callable[[Seen], str], missing: str
) -> tuple[MatrixRow, ...]:
    names: dict[str, tuple[str, str]] = {}
    for column in columns:
        for item in column:
            said = item["name"], fmt.sentence(item.get("window", ""))
            names.setdefault(item["id"], said)
    by_id = [{item["id"]: item for item in column} for column in columns]
    return tuple(
        MatrixRow(name, note, tuple(say(c[key]) if key in c else missing for c in by_id))
        for key, (name, note) in names.items()
    )


def _page(
    program: Program,
    viewer: Viewer,
    on: date,
    tier_id: str,
    seen: Mapping[str, Seen],
    *,
    orders: Sequence[Written],
    coming: Sequence[Turn],
) -> TierPage:
    tier = _on(seen[tier_id], on)
    ids = list(seen)
    at = ids.index(tier_id)
    review = tier.get("review", {})
    names = program.axes.names
    tiers = {name: one["name"] for name, one in seen.items()}
    regions = {name: name_place(program.axes, name) for name in tier.get("regions", ())}
    return TierPage(
        id=tier_id,
        name=tier["name"],
        page=f"tiers/{tier_id}.md",
        summary=tier.get("summary", ""),
        facts=(
            ScopeLine("Step", f"{at + 1} of {len(ids)}"),
            ScopeLine("Tracks", fmt.joined([names["track", track] for track in tier["tracks"]])),
            ScopeLine("Entry", _INVITED if tier.get("invitation_only") else _OPEN),
        ),
        requirements=tuple(map(_asked, tier.get("requirements", ()))),
        maintenance=tuple(map(_asked, tier.get("maintenance", ()))),
        coming=tuple(turn for turn in coming if turn.tier == tier_id),
        grace=fmt.duration(tier["grace"]) if "grace" in tier else "",
        keeping=keeping(tier, tiers, regions),
        review_every=fmt.duration(review["every"]) if "every" in review else "",
        review_rule=review.get("rule", ""),
        benefits=_benefits(tier),
        earns=earnings(program, viewer, on, tier_id, tier),
        examples=of_tier(program, orders, tier_id),
        below=_name(ids[at - 1], seen[ids[at - 1]]) if at else None,
        above=_name(ids[at + 1], seen[ids[at + 1]]) if at + 1 < len(ids) else None,
    )


def _window(requirement: Seen) -> str:
    """Over which time it is measured; the parts of a group say their own."""
    grouped = any(key in requirement for key in ("all_of", "any_of", "count_of", "score"))
    return "As said" if grouped else fmt.sentence(requirement.get("window", ""))


def _asked(requirement: Seen) -> Asked:
    return Asked(
        requirement["name"],
        ask(requirement),
        _window(requirement),
        fmt.sentence(requirement.get("shows", "")),
        requirement.get("proof", ""),
        requirement.get("reason", ""),
    )


def _benefits(tier: Seen) -> tuple[Given, ...]:
    order = list(words.BENEFIT_GROUPS)
    benefits = sorted(tier.get("benefits", ()), key=lambda b: order.index(b["group"]))
    return tuple(
        Given(words.BENEFIT_GROUPS[b["group"]], b["name"], b["value"], b.get("note", ""))
        for b in benefits
    )
