"""Sold products without a rate: what goes together, and the row that comes nearest to one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from partnerbook.check.margins.left_out import added
from partnerbook.findings import Place, Repair
from partnerbook.pricing.gap import NO_ROW, PRICE, Gap
from partnerbook.resolve.program import Program, Row
from partnerbook.values.spans import meet_spans


def causes(gaps: Sequence[Gap]) -> Iterator[list[Gap]]:
    """Gaps of the same tiers and route together, or all of a route that has no row."""
    by_product: dict[tuple[str, str, str], list[Gap]] = {}
    for gap in gaps:
        if gap.what != PRICE:
            by_product.setdefault((gap.what, gap.route, gap.product), []).append(gap)
    by_tiers: dict[tuple[str, str, tuple[str, ...]], list[Gap]] = {}
    for (what, route, _), mine in by_product.items():
        tiers = () if what == NO_ROW else tuple(gap.tier for gap in mine)
        by_tiers.setdefault((what, route, tiers), []).extend(mine)
    yield from by_tiers.values()


def nearest(program: Program, gap: Gap) -> tuple[Place, Row | None]:
    """The row that would need the smallest change, and the part of it that leaves the gap.

    The row itself only where it has rates and lacks nothing but one for the tier.
    """
    axes = program.axes
    wanted = gap.cells.limited("tier", axes.node("tier", gap.tier))
    if gap.route:
        wanted = wanted.limited("route", axes.node("route", gap.route))
    best: tuple[frozenset[str], Row] | None = None
    for row in (row for step in gap.steps for row in step.rows):
        for box in row.cells.boxes:
            failing = frozenset(a for a, side in box.sides if not meet_spans(side, wanted.on(a)))
            if best is None or _distance(failing) < _distance(best[0]):
                best = failing, row
    if best is None:
        return Place(gap.steps[0].ref, "no rows here"), None
    failing, row = best
    if failing == {"tier"} and row.tier:
        return Place(row.ref.child("rates"), f"no rate for {program.tiers[gap.tier].name}"), row
    if failing == {"day"}:
        key, word = ("through", "ends") if row.period.through else ("from", "begins")
        return Place(row.ref.child(key), f"{row.id} {word} here"), None
    return Place(row.ref.child("for"), f"{row.id} comes nearest"), None


def in_row(program: Program, gaps: Sequence[Gap], row: Row | None) -> Iterator[Repair]:
    """The rates that a row lacks, where they fit between those it has; and what else could be."""
    if row is None:
        yield Repair("add a row, or a rate to the nearest one; 0% where nothing is meant")
        return
    step = next(step for step in gaps[0].steps if row in step.rows)
    rates = {other.tier: other.rate for other in step.rows if other.ref == row.ref and other.rate}
    missing = [program.tiers[tier] for tier in dict.fromkeys(gap.tier for gap in gaps)]
    repair = added(program, rates, row.ref.child("rates"), missing)
    if repair:
        yield repair
    yield Repair("or add a row for just these deals; 0% where nothing is meant")


def _distance(failing: frozenset[str]) -> tuple[int, bool]:
    """How much a row would have to change; between equals one more tier or a later end is least."""
    return len(failing), not failing <= {"tier", "day"}
