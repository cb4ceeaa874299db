"""Discount tables: the index, and one page each with every row and tier."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from partnerbook.render import fmt, words
from partnerbook.render.views.rates import in_a_line, tier_rates
from partnerbook.render.views.recommended import RECOMMENDED, is_recommended
from partnerbook.render.views.scope import ScopeLine, cases, scope_of, sentence
from partnerbook.render.views.seen import Seen, documents, period_of, stage_names
from partnerbook.resolve.program import Program
from partnerbook.values.audience import Viewer

GIVES = ("rate", "rates", "prices", "bands")


@dataclass(frozen=True, slots=True)
class DiscountRow:
    """One row: for what, the rate of each tier (in the order of the table's ``tiers``), and why."""

    case: str
    but: str
    rates: tuple[str, ...]
    period: str
    reason: str


@dataclass(frozen=True, slots=True)
class DiscountPage:
    """One table of discounts. ``now`` and ``later`` are its rows by whether they are in force."""

    id: str
    name: str
    page: str
    summary: str
    side: str
    base: str
    facts: tuple[ScopeLine, ...]
    tiers: tuple[str, ...]
    now: tuple[DiscountRow, ...]
    later: tuple[DiscountRow, ...]


def discount_pages(program: Program, viewer: Viewer, on: date) -> tuple[DiscountPage, ...]:
    """A page for each table of which the viewer may see the rates."""
    pages = (
        _page(program, viewer, on, name, table)
        for name, table in documents(program, "discount", viewer).items()
    )
    return tuple(page for page in pages if page.now or page.later)


def _page(program: Program, viewer: Viewer, on: date, name: str, table: Seen) -> DiscountPage:
    shown = [row for row in table.get("rows", ()) if {*GIVES} & {*row}]
    tiers = tuple(tier for tier in program.axes.values["tier"] if _named(shown, tier))
    now = [row for row in shown if on in period_of(row)]
    later = [row for row in shown if on < period_of(row).start]
    side = words.SIDES[table["side"]]
    base = words.base(table["base"], table["stage"], stage_names(program))
    advised = is_recommended(program, name)
    anchor = fmt.sentence(words.ANCHORS[table["anchor"]])
    return DiscountPage(
        id=name,
        name=table["name"],
        page=f"discounts/{name}.md",
        summary=table.get("summary", ""),
        side=side,
        base=fmt.sentence(base),
        facts=(
            ScopeLine("Goes to", side),
            ScopeLine("A percentage of", fmt.sentence(base)),
            ScopeLine("The date that counts", anchor),
            *([ScopeLine("From a distributor", RECOMMENDED)] if advised else []),
        ),
        tiers=tuple(program.tiers[tier].name for tier in tiers),
        now=tuple(_row(program, viewer, row, tiers) for row in now),
        later=tuple(_row(program, viewer, row, tiers) for row in later),
    )


def _named(rows: list[Seen], tier: str) -> bool:
    """Whether any row gives something to the tier; without rates per tier it is for every one."""
    return any(tier in row.get("rates", (tier,)) for row in rows)


def _row(program: Program, viewer: Viewer, row: Seen, tiers: tuple[str, ...]) -> DiscountRow:
    scope = scope_of(program, viewer, row)
    by_tier = {rate.tier: rate.rate for rate in tier_rates(program, row)}
    single = "None" if "rates" in row else in_a_line(row)
    # A single rate may be for some tiers alone.
    named = row.get("for", {}).get("tiers", tiers)
    by_tier |= dict.fromkeys(set(tiers) - set(named), "None")
    return DiscountRow(
        case=cases(scope) or "Everything",
        but="; or ".join(sentence(box) for box in scope.but),
        rates=tuple(by_tier.get(tier, single) for tier in tiers),
        period=fmt.sentence(fmt.period(period_of(row))),
        reason=row.get("reason", ""),
    )
