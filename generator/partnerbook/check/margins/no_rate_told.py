"""What is said of products that partners may sell without any row of a rate."""

from __future__ import annotations

from collections.abc import Sequence

from partnerbook.check.margins import whole_route
from partnerbook.check.margins.missing_rates import in_row, nearest
from partnerbook.check.margins.other_routes import may_today, without_it
from partnerbook.check.margins.when import later
from partnerbook.check.territories.sellers import MOST_NAMED, few, sellers
from partnerbook.findings import Place, Repair, Severity
from partnerbook.pricing.gap import DISTRIBUTOR, ELSEWHERE, NO_ROW, Gap
from partnerbook.pricing.named_routes import named_routes
from partnerbook.resolve.naming import describe_axis
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Grant, Program
from partnerbook.rulebook import Answers, Judgement

MOST_TODAY = 8
"""Of those who may sell today, so many are named."""


def judgement(answers: Answers, mine: Sequence[Gap]) -> Judgement:
    """What is said of one cause, with the first cells as the example."""
    program, first = answers.program, mine[0]
    steps, tiers, ids = (
        tuple(dict.fromkeys(names))
        for names in (
            (step.id for step in first.steps),
            (gap.tier for gap in mine),
            (gap.product for gap in mine),
        )
    )
    listed = ids[0] + (f"+{len(ids) - 1}" if len(ids) > 1 else "")
    apart = first.what in (ELSEWHERE, NO_ROW)
    # On another route they have one: that it is missing here is an error where somebody may sell.
    today = may_today(program, mine) if apart else []
    who = today or sellers(program, first.cells)
    where, help_ = _ways(answers, mine)
    return Judgement(
        _message(program, mine, tiers, ids),
        (
            *where,
            *(
                Place(grant.ref.child("for", "products"), f"{name} may sell this")
                for name, grant in who[:MOST_NAMED]
            ),
        ),
        subject="/".join(filter(None, ("+".join(steps), "+".join(tiers), listed, first.route))),
        notes=_who(today),
        help=help_,
        facts=(first.route, first.what) if apart else (first.route,),
        severity=Severity.WARNING if apart and not today else None,
    )


def _message(
    program: Program, mine: Sequence[Gap], tiers: Sequence[str], ids: Sequence[str]
) -> str:
    first = mine[0]
    held = joined([program.tiers[tier].name for tier in tiers], "and")
    products = few([program.products[product].name for product in ids], "products")
    place = first.cells.boxes[0].side("place") or program.axes.space.full("place")
    where = describe_axis(program.axes, "place", place)
    if any(gap.cells.on("place") != place for gap in mine):
        where += " and elsewhere"
    route = f" on the {first.route} route" if first.route else ""
    when = later(program, [gap.cells for gap in mine])
    tables = joined([step.name for step in first.steps], "or")
    who = {DISTRIBUTOR: "a distributor", NO_ROW: "them or anybody else"}.get(first.what, "them")
    but = {ELSEWHERE: " there; other products have one", NO_ROW: " there"}.get(first.what, "")
    return (
        f"{held} partners may sell {products} in {where}{route}{when}, but no row"
        f" of {tables} gives {who} a rate{but}"
    )


def _ways(answers: Answers, mine: Sequence[Gap]) -> tuple[tuple[Place, ...], tuple[Repair, ...]]:
    """Where a rate could stand, and what could be written there."""
    program, first = answers.program, mine[0]
    named = named_routes(program).get(first.route)
    if named and first.what != DISTRIBUTOR:
        found = tuple(whole_route.repairs(program, first, answers.against))
        return whole_route.places(first, named), found
    shown, row = nearest(program, first)
    # A row that lacks nothing but the tier is nearer than any that is for other products.
    lost = without_it(program, mine) if first.what == ELSEWHERE and row is None else None
    place, ways = lost or (shown, tuple(in_row(program, mine, row)))
    if row is None and first.route and len({gap.product for gap in mine}) > 1:
        # So many at once lack a row of their own. At list no distributor could sell.
        rest = whole_route.at_list(program, first, f"the {first.route} route")
        back = whole_route.put_back(program, first, answers.against)
        ways = (*back, *ways[:-1], *((rest,) if first.what != DISTRIBUTOR else ()), ways[-1])
    return (place,), ways


def _who(today: Sequence[tuple[str, Grant]]) -> tuple[tuple[str, str], ...]:
    """All whom it concerns today, where they are more than places are shown for."""
    if len(today) <= MOST_NAMED:
        return ()
    names = [name for name, _ in today[:MOST_TODAY]]
    if len(today) > MOST_TODAY:
        names.append(f"{len(today) - MOST_TODAY} more")
    return (("today", f"{joined(names, 'and')} may sell this there"),)
