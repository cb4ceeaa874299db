"""Which routes partners buy on by what is written, though no discount table has a row for them."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.findings import Ref
from partnerbook.pricing.board import BUYING
from partnerbook.resolve.program import Program
from partnerbook.values.box import BoxSet
from partnerbook.values.spans import inside_spans, meet_spans, spans


def named_routes(program: Program) -> dict[str, Ref]:
    """Routes without a row, each with what is for it: an incentive, a grant, an order worked out.

    What is for all routes on which partners buy names none of them. A route whose rows have all
    ended is out of use, whatever earlier orders say; what still runs says otherwise.
    """
    tables = [s for s in program.steps if s.nested and s.side == "partner" and not s.partner]
    found: dict[str, Ref] = {}
    for route in BUYING:
        side = program.axes.node("route", route)
        rows = [
            row for table in tables for row in table.rows if meet_spans(row.cells.on("route"), side)
        ]
        if not any(row.period.end > program.as_of for row in rows):
            named = next(_named(program, route, ended=bool(rows)), None)
            if named:
                found[route] = named
    return found


def _named(program: Program, route: str, *, ended: bool) -> Iterator[Ref]:
    """What is for a route, orders last."""
    for step in program.steps:
        lives = step.side == "partner" and step.period.end > program.as_of
        if lives and any(_is_for(program, row.said, route) for row in step.rows):
            yield step.ref.child("for")
    for grant in program.grants:
        if grant.period.end > program.as_of and _is_for(program, grant.written, route):
            yield grant.ref.child("for")
    for example in program.examples:
        if not ended and example.order.route == route:
            yield example.order.ref.child("route")


def _is_for(program: Program, cells: BoxSet, route: str) -> bool:
    """Whether something is for a route, and neither for all on which partners buy nor for more."""
    axes, side = program.axes, cells.on("route")
    buying = spans(one for name in BUYING for one in axes.node("route", name))
    if not inside_spans(side, buying) or inside_spans(buying, side):
        return False
    return bool(meet_spans(side, axes.node("route", route)))
