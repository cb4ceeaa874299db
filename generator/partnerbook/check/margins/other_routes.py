"""A product without a rate on one route alone: the row there that has lost it, and the way back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from partnerbook.check.margins.joint_row import flow
from partnerbook.check.margins.left_out import LeftOut
from partnerbook.check.territories.sellers import sellers_today
from partnerbook.findings import Edit, Place, Repair
from partnerbook.pricing.gap import ELSEWHERE, NO_ROW, PRICE, RATE, Gap
from partnerbook.resolve.program import Grant, Program, Row
from partnerbook.rulebook import Answers
from partnerbook.values.box import BoxSet
from partnerbook.values.spans import meet_spans

ZERO = Repair("or add a row for just these deals; 0% where nothing is meant")


def is_told(gap: Gap, lost: Sequence[LeftOut], gaps: Sequence[Gap]) -> bool:
    """Whether a missing rate on one route is said otherwise.

    As a tier that a row has lost, by margin/tier-left-out; or as missing where the route is a must.
    """
    if gap.what not in (ELSEWHERE, NO_ROW):
        return False
    mine = (RATE, gap.route, gap.product, gap.tier)
    if any((one.what, one.route, one.product, one.tier) == mine for one in gaps):
        return True
    return any(one.tier.id == gap.tier and one.cells.meets(gap.cells) for one in lost)


def lacking_now(answers: Answers) -> Iterator[BoxSet]:
    """The deals for which a missing rate is an error: what they cost is not what is meant."""
    axes = answers.program.axes
    for gap in answers.gaps:
        apart = gap.what in (ELSEWHERE, NO_ROW)
        if gap.what != PRICE and not (apart and not may_today(answers.program, [gap])):
            cells = gap.cells.limited("tier", axes.node("tier", gap.tier))
            yield cells.limited("route", axes.node("route", gap.route)) if gap.route else cells


def may_today(program: Program, mine: Sequence[Gap]) -> list[tuple[str, Grant]]:
    """Who has the right today to sell on the route what has no rate there, most products first."""
    axes = program.axes
    found: dict[str, Grant] = {}
    times: Counter[str] = Counter()
    for gap in mine:
        cells = gap.cells.limited("tier", axes.node("tier", gap.tier))
        for name, grant in sellers_today(
            program, cells.limited("route", axes.node("route", gap.route))
        ):
            found.setdefault(name, grant)
            times[name] += 1
    return sorted(found.items(), key=lambda one: (-times[one[0]], one[0]))


def without_it(program: Program, mine: Sequence[Gap]) -> tuple[Place, tuple[Repair, ...]] | None:
    """The row with a rate for the same deals, were its products more; None if there is none."""
    first = mine[0]
    axes = program.axes
    wanted = first.cells.without("product").limited("tier", axes.node("tier", first.tier))
    wanted = wanted.limited("route", axes.node("route", first.route))
    for step in first.steps:
        for row in step.rows:
            if row.cells.without("product").meets(wanted) and _names(program, row, first.route):
                data = program.records["discount"][step.id]["rows"][int(row.ref.steps[1])]
                at = row.ref.child("for", "products")
                missing = tuple(dict.fromkeys(gap.product for gap in mine))
                text = flow((*data["for"]["products"], *missing))
                say = f"write `products: {text}` in the row {row.id}"
                place = Place(at, f"{row.id} is for other products")
                return place, (Repair(say, "", (Edit(at, text),)), ZERO)
    return None


def _names(program: Program, row: Row, route: str) -> bool:
    """Whether a row is for some products, on this route and not on all."""
    side = program.axes.node("route", route)
    axes = row.said.axes()
    return {"product", "route"} <= axes and bool(meet_spans(row.said.on("route"), side))
