"""Deals of two tiers: something runs on at the rate of a former one, the rest has that of today."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from partnerbook.pricing.items import is_budgeted
from partnerbook.pricing.running import OLD, by_tier
from partnerbook.pricing.stacks import clash
from partnerbook.resolve.program import Program, Row, Step, Tier
from partnerbook.values.box import BoxSet

_TIER = "tier"


@dataclass(frozen=True, slots=True)
class Mixed:
    """What runs at the rate of a former tier, and what is given by the tier of today beside it."""

    runs: Step
    beside: Step


def mixed(program: Program) -> Iterator[Mixed]:
    """The pairs that meet on a deal and may give more than each tier by itself.

    Where no distributor passes anything on, and a higher tier has all rates of a lower one or
    better ones, a deal of two tiers gives no more than one of the higher of them: more off a price
    lowers what comes later by no more than itself.
    """
    steps = [s for s in program.steps if not is_budgeted(s) and by_tier(program.axes, s)]
    for one in steps:
        rule = one.terms.running
        if one.term is None or rule is None or OLD not in (rule.on_promotion, rule.on_demotion):
            continue
        for other in steps:
            apart = clash(one, other) or other.partner not in ("", one.partner or other.partner)
            if other is one or apart:
                continue
            together = [
                met
                for mine in one.rows
                for theirs in other.rows
                if _gives(mine) and _gives(theirs)
                if (met := mine.cells.without(_TIER).meet(theirs.cells.without(_TIER)))
            ]
            if together and not _covered(program, one, other, together):
                yield Mixed(one, other)


def _covered(program: Program, one: Step, other: Step, together: list[BoxSet]) -> bool:
    two_tier = program.axes.space.box({"route": program.axes.node("route", "two-tier")})
    passed = any(step.side == "distributor" for step in program.steps)
    if passed and any(met.meets(two_tier) for met in together):
        return False
    ranked = sorted(program.tiers.values(), key=lambda tier: tier.rank)
    return all(
        _rises(program, step, low, high)
        for low, high in combinations(ranked, 2)
        if set(low.tracks) & set(high.tracks)
        for step in (one, other)
    )


def _rises(program: Program, step: Step, low: Tier, high: Tier) -> bool:
    """Whether a tier has everywhere at least the rate of a lower one."""
    for row, cells in _of(program, step, low):
        better = [(r, c) for r, c in _of(program, step, high) if c.meets(cells)]
        if any(not _as_much(row, other) for other, _ in better):
            return False
        rest = cells
        for _, held in better:
            rest = rest.subtract(held)
        if rest:
            return False
    return True


def _as_much(row: Row, other: Row) -> bool:
    if row is other:
        return True
    if row.rate is None or other.rate is None or row.marginal or other.marginal:
        return False
    return other.rate >= row.rate


def _of(program: Program, step: Step, tier: Tier) -> list[tuple[Row, BoxSet]]:
    side = program.axes.node(_TIER, tier.id)
    held = ((row, row.cells.limited(_TIER, side)) for row in step.rows if _gives(row))
    return [(row, cells.without(_TIER)) for row, cells in held if cells]


def _gives(row: Row) -> bool:
    return row.rate is None or bool(row.rate.points)
