"""The whole set of cells of a context, and one of its deals in words; worked out when asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from partnerbook.pricing.board import Board, barred
from partnerbook.pricing.contexts import Shape
from partnerbook.pricing.items import pays
from partnerbook.pricing.moments import NO_MIX, Mix
from partnerbook.pricing.roles import never
from partnerbook.pricing.rows import Nesting, in_currency, rows_in
from partnerbook.resolve.axes import Axes, day_spans
from partnerbook.resolve.naming import describe_axis
from partnerbook.resolve.program import ListPrice, Program, Row, Step
from partnerbook.values.box import BoxSet
from partnerbook.values.spans import Spans, meet_spans, spans


def cells_of(
    board: Board, shape: Shape, listed: ListPrice, tiers: Sequence[str], mix: Mix = NO_MIX
) -> BoxSet:
    """Exactly the cells in which these rows and no others count, for each tier of a shape.

    ``mix``: what else is the tier of some moments; told is that of the order.
    """
    seen = _Seen(board, mix)
    held = [_cells(seen, shape, listed, tier, which) for which, tier in enumerate(tiers)]
    both = held[0].without("tier")
    for other in held[1:]:
        both = both.meet(other.without("tier"))
    axes = board.program.axes
    side = spans(stretch for tier in tiers for stretch in axes.node("tier", tier))
    return both.limited("tier", side).simplified()


class _Seen:
    """The cells of rows in terms of the tier of the order."""

    def __init__(self, board: Board, mix: Mix) -> None:
        self.board = board
        moments, tiers = zip(board.steps, board.moments, strict=True), dict(mix)
        self._tier = {id(step): tiers[at] for step, at in moments if at in tiers}

    def of(self, step: Step, cells: BoxSet) -> BoxSet:
        """What is left of a step's cells: nothing of the tier where that of another day counts."""
        tier = self._tier.get(id(step))
        if tier is None:
            return cells
        return cells.limited("tier", self.board.program.axes.node("tier", tier)).without("tier")


def _cells(seen: _Seen, shape: Shape, listed: ListPrice, tier: str, which: int) -> BoxSet:
    board = seen.board
    program = board.program
    axes, space = program.axes, program.axes.space
    counting = {id(step): row for step, row in (board.rows[at] for at in shape.rows[which])}
    product = listed.product
    sides = {
        **board.limits,
        "tier": axes.node("tier", tier),
        "product": axes.own("product", product),
        "currency": axes.node("currency", board.currency),
        "day": meet_spans(board.limits["day"], day_spans(program.products[product].offered)),
        "track": spans(
            s for track in program.tiers[tier].tracks for s in axes.node("track", track)
        ),
    }
    if shape.billing is not None:
        sides["billing"] = axes.node("billing", shape.billing)
    cells = space.box(sides).meet(in_currency(axes, listed.cells, board.currency))
    out = [*never(program), *(cells for _, cells in barred(program))]
    floors = {floor.id for floor in shape.floors}
    for floor in program.floors:
        floored = in_currency(axes, floor.cells, board.currency)
        if floor.id in floors:
            cells = cells.meet(floored)
        else:
            out.append(floored)
    limits = {limit.id for limit in shape.limits[which]}
    for limit in program.stack_limits:
        limited = in_currency(axes, limit.cells, board.currency)
        if limit.id in limits:
            cells = cells.meet(limited)
        else:
            out.append(limited)
    out += [in_currency(axes, price.cells, board.currency) for price in _nearer(program, listed)]
    for number in shape.rows[which]:
        cells = cells.meet(seen.of(board.rows[number][0], board.pieces[number]))
    for step in board.steps:
        row = counting.get(id(step))
        for other, held in rows_in(axes, step, board.currency):
            if other is row:
                cells = cells.meet(seen.of(step, held))
        out.extend(seen.of(step, held) for held in _others(axes, step, row, board.currency))
    for cut in sorted(out, key=lambda some: len(some.axes())):
        if cut.meets(cells):
            cells = cells.subtract(cut.meet(cells))
    return cells


def _nearer(program: Program, listed: ListPrice) -> list[ListPrice]:
    """The list prices of the same product and currency that count before a given one."""
    mine = listed.cells.without("day")
    found: list[ListPrice] = []
    for price in program.prices:
        if (price.product, price.price.currency) == (listed.product, listed.price.currency):
            theirs = price.cells.without("day")
            if theirs.inside(mine) and not mine.inside(theirs):
                found.append(price)
    return found


def box_around(board: Board, shape: Shape, product: str, tiers: Sequence[str], at: int) -> BoxSet:
    """One box around a deal of a shape for these tiers, inside which nothing differs."""
    axes = board.program.axes
    quantity, value = shape.grades[at]
    sides: dict[str, Spans] = {
        **dict(zip(shape.axes, shape.around[at], strict=True)),
        "quantity": quantity,
        board.chart.value_axis: value,
        "tier": spans(stretch for tier in tiers for stretch in axes.node("tier", tier)),
        "product": axes.own("product", product),
        "currency": axes.node("currency", board.currency),
    }
    return axes.space.box(sides)


def in_words(board: Board, cells: BoxSet) -> Mapping[str, str]:
    """What a set of cells allows, in words, where that is less than all deals looked at."""
    held = {axis: cells.on(axis) for axis in sorted(cells.axes())}
    return {
        axis: describe_axis(board.program.axes, axis, side)
        for axis, side in held.items()
        if side != board.limits.get(axis)
    }


def _others(axes: Axes, step: Step, row: Row | None, currency: str) -> list[BoxSet]:
    """Where another row of a step counts: all of them without a row, else those inside it."""
    rows = [(row, cells) for row, cells in rows_in(axes, step, currency) if pays(row, currency)]
    if row is None:
        return [cells for _, cells in rows]
    nesting = Nesting(step)
    position = {id(other): at for at, other in enumerate(step.rows)}
    mine = position[id(row)]
    return [cells for other, cells in rows if nesting.inside(position[id(other)], mine)]
