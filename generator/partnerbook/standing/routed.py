"""Rules of routes that make partners buy in another way from a day on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from partnerbook.resolve.axes import day_axis
from partnerbook.resolve.program import Partner, Program, RouteRule
from partnerbook.standing.change import PROGRAM, Change
from partnerbook.values.box import BoxSet

TWO_TIER, DISTRIBUTOR = "two-tier", "distributor"


def by_route(partner: Partner, rule: RouteRule) -> bool:
    """Whether a partner buys by the route that a rule asks for, as far as its file tells."""
    if partner.type == DISTRIBUTOR:
        return True
    if rule.must_use != TWO_TIER:
        return not partner.buys_from
    return bool(partner.buys_from) and (
        not rule.distributors or partner.buys_from in rule.distributors
    )


def routed(program: Program) -> Iterator[Change]:
    """Every rule with a first day, where it asks for more than those of the day before."""
    for rule in program.routes:
        said = _said(program, rule)
        day: date | None = said.get("from")
        if day is None:
            continue
        new = _on(program, rule, day)
        for other in program.routes:
            if other is not rule and _no_more(other, rule):
                new = new.subtract(_on(program, other, day - timedelta(days=1)))
        if not new:
            continue
        whom = f" from {', '.join(rule.distributors)}" if rule.distributors else ""
        yield Change(
            subject=rule.id,
            part=PROGRAM,
            day=day,
            say=f"it must be bought by the route {rule.must_use}{whom}",
            announced=said.get("announced"),
            cells=new,
            side="",
            currency="",
            ref=rule.ref,
            rule=rule,
        )


def _no_more(old: RouteRule, new: RouteRule) -> bool:
    """Whether who does as the old rule asked does as the new one asks."""
    if old.must_use != new.must_use:
        return False
    return not new.distributors or (
        bool(old.distributors) and set(old.distributors) <= set(new.distributors)
    )


def _said(program: Program, rule: RouteRule) -> Mapping[str, Any]:
    record = program.records["route"][rule.id.partition("/")[0]]
    said: Mapping[str, Any] = record["rules"][int(rule.ref.steps[-1])]
    return said


def _on(program: Program, rule: RouteRule, day: date) -> BoxSet:
    axis = day_axis("order")
    return rule.cells.meet(program.axes.on(day, axis)).without(axis)
