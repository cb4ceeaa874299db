"""Which row of a step counts in a cell: the unique innermost one, whatever the dates say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from partnerbook.resolve.axes import Axes
from partnerbook.resolve.program import Cap, Row, Step
from partnerbook.values.box import Box, BoxSet

_AMOUNTS = ("list_value:", "period_value:")


def in_currency(axes: Axes, cells: BoxSet, currency: str) -> BoxSet:
    """The cells of one currency. What other currencies' amounts are is then no question."""
    here = axes.node("currency", currency)
    boxes: list[Box] = []
    for box in cells.limited("currency", here).boxes:
        sides = tuple(
            (axis, side)
            for axis, side in box.sides
            if axis != "currency"
            and not (axis.startswith(_AMOUNTS) and not axis.endswith(f":{currency}"))
        )
        boxes.append(Box(sides))
    return BoxSet(cells.space, tuple(dict.fromkeys(boxes)))


def rows_in(
    axes: Axes, step: Step, currency: str, near: BoxSet | None = None
) -> tuple[tuple[Row, BoxSet], ...]:
    """The rows of a step that can hold in a currency, with their cells there.

    What a distributor gets holds on two-tier deals only, whatever the row says. Rows that do not
    meet ``near`` may be left out.
    """
    found = (
        (row, in_currency(axes, row.cells, currency))
        for row in step.rows
        if row.band_currency in ("", currency) and (near is None or row.cells.meets(near))
    )
    if step.side == "distributor":
        route = axes.node("route", "two-tier")
        found = ((row, cells.limited("route", route)) for row, cells in found)
    return tuple((row, cells) for row, cells in found if cells)


def by_caps(
    axes: Axes, step: Step, cells: BoxSet, currency: str
) -> tuple[tuple[BoxSet, frozenset[str]], ...]:
    """Cells of a step by which of its caps do not bind in them: the parts, with those caps' ids."""
    parts: list[tuple[BoxSet, frozenset[str]]] = [(cells, frozenset())]
    for cap in step.caps:
        if cap.cells is None:
            continue
        bound = in_currency(axes, cap.cells, currency)
        parts = [
            part
            for held, free in parts
            for part in ((held.meet(bound), free), (held.subtract(bound), free | {cap.id}))
            if part[0]
        ]
    return tuple(parts)


def free_of(
    axes: Axes, step: Step, cell: BoxSet, currency: str
) -> tuple[frozenset[str], Cap | None, frozenset[str]]:
    """The ids of the caps of a step that do not bind in a cell.

    And, if that cannot be told, the first cap of which it cannot, with what would tell it.
    """
    here = in_currency(axes, cell, currency)
    found: set[str] = set()
    for cap in step.caps:
        held = axes.space.everything if cap.cells is None else cap.cells
        verdict, missing = in_currency(axes, held, currency).verdict(here)
        if verdict is None:
            return frozenset(found), cap, missing
        if not verdict:
            found.add(cap.id)
    return frozenset(found), None, frozenset()


class Nesting:
    """Which rows of one step lie inside which, by what `for:` says. Asked for lazily."""

    def __init__(self, step: Step) -> None:
        self._step = step
        self._known: dict[tuple[int, int], bool] = {}

    def inside(self, inner: int, outer: int) -> bool:
        """Whether one row is narrower than another. By position."""
        if not self._step.nested or inner == outer:
            return False
        if (inner, outer) not in self._known:
            rows = self._step.rows
            self._known[inner, outer] = rows[inner].narrower(rows[outer])
        return self._known[inner, outer]

    def innermost(self, positions: Sequence[int]) -> tuple[int, ...]:
        """Of the rows that match, those that no other one is more specific than."""
        if len(positions) < 2:
            return tuple(positions)
        return tuple(
            at for at in positions if not any(self.inside(other, at) for other in positions)
        )


@dataclass(frozen=True, slots=True)
class Match:
    """What a step's rows say about a cell.

    One ``row``, or none; ``rival`` rows when several match and none is the most specific;
    ``missing``: the axes that the cell leaves open and that would decide.
    """

    row: Row | None = None
    rivals: tuple[Row, ...] = ()
    missing: frozenset[str] = frozenset()


def match(axes: Axes, step: Step, nesting: Nesting, cell: BoxSet, currency: str) -> Match:
    """The row of a step that counts in a cell, of which some coordinates may be missing."""
    here = in_currency(axes, cell, currency)
    sure: list[int] = []
    open_: list[tuple[int, frozenset[str]]] = []
    position = {id(row): at for at, row in enumerate(step.rows)}
    for row, cells in rows_in(axes, step, currency, cell):
        if not cells.meets(here):
            continue
        verdict, axes_open = cells.verdict(here)
        if verdict:
            sure.append(position[id(row)])
        elif verdict is None:
            open_.append((position[id(row)], axes_open))
    best = nesting.innermost(sure)
    # A row that may or may not match is no question where a more specific one surely does.
    asked = [missing for at, missing in open_ if not any(nesting.inside(won, at) for won in best)]
    if asked:
        return Match(missing=frozenset(_all(asked)))
    if len(best) > 1:
        return Match(rivals=tuple(step.rows[at] for at in best))
    return Match(row=step.rows[best[0]]) if best else Match()


def _all(sets: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset().union(*sets)
