"""What a tier earns: its discounts, now and announced, and the incentives that are open to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from partnerbook.render import fmt, words
from partnerbook.render.views import rates
from partnerbook.render.views.incentives import partner_types, state
from partnerbook.render.views.scope import cases, scope_of
from partnerbook.render.views.seen import Seen, documents, period_of
from partnerbook.resolve.program import Program
from partnerbook.values.audience import Viewer


@dataclass(frozen=True, slots=True)
class Discount:
    """What the tier buys at in one case. ``period`` is in words."""

    table: str
    page: str
    case: str
    rate: str
    period: str


@dataclass(frozen=True, slots=True)
class Earned:
    """One incentive that the tier may get, with what it gives to this tier."""

    name: str
    page: str
    gives: str
    partner_types: str
    applies: str
    state: str


@dataclass(frozen=True, slots=True)
class Earnings:
    """All of it, as far as the viewer may see the figures. ``later`` is not in force yet."""

    now: tuple[Discount, ...]
    later: tuple[Discount, ...]
    incentives: tuple[Earned, ...]


def earnings(program: Program, viewer: Viewer, on: date, tier_id: str, tier: Seen) -> Earnings:
    """What a tier earns on a day and what is announced for it."""
    now: list[Discount] = []
    later: list[Discount] = []
    for name, table in documents(program, "discount", viewer).items():
        for row in table.get("rows", ()):
            of_tier, period = row.get("rates", {}).get(tier_id), period_of(row)
            rate = fmt.percent(of_tier) if of_tier is not None else ""
            rate = rate if "rates" in row else rates.in_a_line(row)
            if not rate or period.end <= on:
                continue
            discount = Discount(
                table=table["name"],
                page=f"discounts/{name}.md",
                case=cases(scope_of(program, viewer, row)) or "Everything",
                rate=rate,
                period=fmt.sentence(fmt.period(period)),
            )
            (now if on in period else later).append(discount)
    return Earnings(tuple(now), tuple(later), _incentives(program, viewer, on, tier_id, tier))


def _incentives(
    program: Program, viewer: Viewer, on: date, tier_id: str, tier: Seen
) -> tuple[Earned, ...]:
    found = []
    for name, incentive in documents(program, "incentive", viewer).items():
        period, of_tier = period_of(incentive), incentive.get("rates", {}).get(tier_id)
        gives = fmt.percent(of_tier) if of_tier else fmt.sentence(rates.gives(incentive))
        if not gives or period.end <= on or not _open(incentive, tier_id, tier):
            continue
        found.append(
            Earned(
                name=incentive["name"],
                page=f"incentives/{name}.md",
                gives=gives,
                partner_types=partner_types(incentive),
                applies=words.APPLIES[incentive["applies"]] if "applies" in incentive else "",
                state=state(period, on),
            )
        )
    return tuple(sorted(found, key=lambda earned: (fmt.alphabetical(earned.name), earned.page)))


def _open(incentive: Seen, tier_id: str, tier: Seen) -> bool:
    """Whether a partner of the tier may get it at all, in some deal."""
    box = incentive.get("for")
    if box is None or incentive.get("side") != "partner":
        return False
    if "rates" in incentive and tier_id not in incentive["rates"]:
        return False
    if isinstance(box, str):
        return True
    tiers, tracks = box.get("tiers", ()), box.get("tracks", ())
    barred = any(
        set(no) == {"tiers"} and tier_id in no["tiers"] for no in incentive.get("except", ())
    )
    fits = not tracks or not set(tracks).isdisjoint(tier["tracks"])
    return (not tiers or tier_id in tiers) and fits and not barred
