"""Rates, bands and caps in words, each only when the viewer may see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from partnerbook.render import fmt, words
from partnerbook.render.views.scope import Scope, cases, scope_of, sentence
from partnerbook.render.views.seen import Seen
from partnerbook.resolve.program import Program
from partnerbook.values.audience import Viewer
from partnerbook.values.money import Money
from partnerbook.values.percent import Percent


@dataclass(frozen=True, slots=True)
class TierRate:
    """What one tier gets."""

    tier: str
    name: str
    rate: str


@dataclass(frozen=True, slots=True)
class Move:
    """One rate before and after a change. ``label`` is the tier, empty when it is for all."""

    label: str
    was: str
    becomes: str


@dataclass(frozen=True, slots=True)
class Band:
    """One band: ``50 to 199 users`` gives ``2%``."""

    reach: str
    rate: str


@dataclass(frozen=True, slots=True)
class Bands:
    """The bands of one currency, of a quantity (then it is empty), or of growth (then that)."""

    currency: str
    rows: tuple[Band, ...]


def tier_rates(program: Program, thing: Seen) -> tuple[TierRate, ...]:
    """The rate of each tier, the entry tier first; empty when there are none to be seen."""
    rates = thing.get("rates", {})
    ranked = sorted(rates, key=lambda tier: (_rank(program, tier), tier))
    return tuple(
        TierRate(tier, _tier_name(program, tier), fmt.percent(rates[tier])) for tier in ranked
    )


def gives(thing: Seen) -> str:
    """What a step gives in a few words: ``8%``, ``6% to 8%``, ``EUR 100``; empty if not seen."""
    if "rate" in thing:
        return fmt.percent(thing["rate"])
    if "prices" in thing:
        return f"Down to {fmt.amounts(thing['prices'])} per unit"
    if "amounts" in thing:
        per = f" per {thing['per']}" if "per" in thing else ""
        return fmt.amounts(thing["amounts"]) + per
    if "window" in thing:
        return f"{fmt.duration(thing['window'])} from the order"
    if steps := milestones(thing):
        return f"{fmt.count(len(steps), 'milestone')}"
    rates = list(thing.get("rates", {}).values())
    rates += [row["rate"] for row in thing.get("bands", {}).get("rows", ()) if "rate" in row]
    if not rates:
        return ""
    low, high = min(rates), max(rates)
    return fmt.percent(low) if low == high else f"{fmt.percent(low)} to {fmt.percent(high)}"


def milestones(thing: Seen) -> tuple[tuple[str, str, str], ...]:
    """What has to be reached, what it is worth, and within what time; empty if not seen."""
    return tuple(
        (one["what"], fmt.amounts(one["amounts"]), fmt.duration(one["within"]))
        for one in thing.get("milestones", ())
        if "amounts" in one
    )


def bands(thing: Seen) -> tuple[Bands, ...]:
    """The bands as tables, one per currency in the order of the file."""
    said = thing.get("bands", {})
    rows = said.get("rows", ())
    if said.get("measure") == "quantity":
        unit = said.get("unit", "units")
        return (Bands("", tuple(Band(_count(row, unit), _rate(row)) for row in rows)),)
    if said.get("measure") == "period-growth":
        return (Bands("Growth", tuple(Band(_growth(row), _rate(row)) for row in rows)),)
    tables: dict[str, list[Band]] = {}
    for row in rows:
        tables.setdefault(row["from"].currency, []).append(Band(_money(row), _rate(row)))
    return tuple(Bands(currency, tuple(rows)) for currency, rows in tables.items())


def in_a_line(thing: Seen) -> str:
    """All that a row gives, its bands too: ``1 to 49 units 5%; 50 units and more 8%``."""
    if "bands" not in thing:
        return gives(thing)
    of_each = [f"{band.reach} {band.rate}" for table in bands(thing) for band in table.rows]
    marginal = thing["bands"].get("counts") == "marginal"
    return "; ".join(of_each) + (", each unit or amount by its own band" if marginal else "")


def caps(program: Program, viewer: Viewer, thing: Seen) -> tuple[str, ...]:
    """``EUR 25,000 or USD 27,500 per deal``, and in which cells alone."""
    return tuple(
        f"{fmt.amounts(cap['amounts'])} {words.CAPPED_PER.get(cap['per'], 'per ' + cap['per'])}"
        + only(scope_of(program, viewer, cap))
        for cap in thing.get("caps", ())
        if "amounts" in cap
    )


def only(scope: Scope) -> str:
    """In which cells alone something holds, to go on with; empty for all."""
    where = f", for {cases(scope)}" if scope.lines else ""
    but = "; or ".join(sentence(box) for box in scope.but)
    return f"{where}, except {but}" if but else where


def moves(program: Program, before: Seen, after: Seen) -> tuple[Move, ...]:
    """The rates that differ, as far as both are seen: one per tier, or one for all."""
    if "rate" in before and "rate" in after:
        only = Move("", fmt.percent(before["rate"]), fmt.percent(after["rate"]))
        return () if only.was == only.becomes else (only,)
    old, new = _by_tier(program, before), _by_tier(program, after)
    return tuple(
        Move(tier, old.get(tier, "none"), new.get(tier, "none"))
        for tier in {**old, **new}
        if old and new and old.get(tier) != new.get(tier)
    )


def _by_tier(program: Program, thing: Seen) -> dict[str, str]:
    if "rate" in thing:
        names = [program.tiers[tier].name for tier in program.axes.values["tier"]]
        return dict.fromkeys(names, fmt.percent(thing["rate"]))
    return {rate.name: rate.rate for rate in tier_rates(program, thing)}


def _rank(program: Program, tier: str) -> int:
    return program.tiers[tier].rank if tier in program.tiers else 0


def _tier_name(program: Program, tier: str) -> str:
    return program.tiers[tier].name if tier in program.tiers else tier


def _rate(row: Mapping[str, Any]) -> str:
    return fmt.percent(row["rate"]) if "rate" in row else ""


def _growth(row: Mapping[str, Any]) -> str:
    low: Percent = row["from"]
    below: Percent | None = row.get("below")
    if below is None:
        return f"{fmt.percent(low)} and more"
    return f"{fmt.percent(low)} to below {fmt.percent(below)}"


def _count(row: Mapping[str, Any], unit: str) -> str:
    low, high = row["from"], row.get("through")
    if high is None:
        return f"{fmt.number(low)} {unit} and more"
    return f"{fmt.number(low)} to {fmt.number(high)} {unit}"


def _money(row: Mapping[str, Any]) -> str:
    low: Money = row["from"]
    below: Money | None = row.get("below")
    if below is None:
        return f"{fmt.money(low)} and more"
    if not low.amount:
        return f"Below {fmt.money(below)}"
    return f"{fmt.money(low)} to below {fmt.money(below)}"
