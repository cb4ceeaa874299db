"""Flags products that partners may sell, or distributors pass on, without any row of a rate."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from partnerbook.check.margins.left_out import left_out
from partnerbook.check.margins.missing_rates import causes, in_row, nearest
from partnerbook.check.margins.other_routes import is_told, without_it
from partnerbook.check.margins.when import later
from partnerbook.check.territories.sellers import MOST_NAMED, few, sellers
from partnerbook.findings import Place, Severity
from partnerbook.pricing.gap import DISTRIBUTOR, ELSEWHERE, Gap
from partnerbook.resolve.naming import describe_axis
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Program
from partnerbook.rulebook import PRICING, Answers, Judgement, Rule


def judge(answers: Answers) -> Iterator[Judgement]:
    """One finding per set of tiers and route, with all the products."""
    lost = answers.derived(left_out)
    for mine in causes([gap for gap in answers.gaps if not is_told(gap, lost, answers.gaps)]):
        yield judgement(answers.program, mine)


def judgement(program: Program, mine: Sequence[Gap]) -> Judgement:
    """What is said of one cause, with the first cells as the example."""
    first = mine[0]
    ids = [
        tuple(dict.fromkeys(names))
        for names in (
            (step.id for step in first.steps),
            (gap.tier for gap in mine),
            (gap.product for gap in mine),
        )
    ]
    listed = ids[2][0] + (f"+{len(ids[2]) - 1}" if len(ids[2]) > 1 else "")
    tiers = joined([program.tiers[tier].name for tier in ids[1]], "and")
    products = [program.products[product].name for product in ids[2]]
    place = first.cells.boxes[0].side("place") or program.axes.space.full("place")
    where = describe_axis(program.axes, "place", place)
    if any(gap.cells.on("place") != place for gap in mine):
        where += " and elsewhere"
    route = f" on the {first.route} route" if first.route else ""
    tables = joined([step.name for step in first.steps], "or")
    apart = first.what == ELSEWHERE
    shown, row = nearest(program, first)
    # A row that lacks nothing but the tier is nearer than any that is for other products.
    lost = without_it(program, mine) if apart and row is None else None
    if lost is None:
        lost = shown, tuple(in_row(program, mine, row))
    who = "a distributor" if first.what == DISTRIBUTOR else "them"
    when = later(program, [gap.cells for gap in mine])
    but = " there; other products have one" if apart else ""
    return Judgement(
        f"{tiers} partners may sell {few(products, 'products')} in {where}{route}{when}, but no row"
        f" of {tables} gives {who} a rate{but}",
        (
            lost[0],
            *(
                Place(grant.ref.child("for", "products"), f"{name} may sell this")
                for name, grant in sellers(program, first.cells)[:MOST_NAMED]
            ),
        ),
        subject="/".join(filter(None, (*map("+".join, ids[:2]), listed, first.route))),
        help=lost[1],
        facts=(first.route, first.what) if apart else (first.route,),
        severity=Severity.WARNING if apart else None,
    )


RULE = Rule(severity=Severity.ERROR, waivable=False, judge=judge, needs=PRICING)
