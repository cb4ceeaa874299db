"""What is worked out about the deals of each product and tier: once, or taken over.

Programs are looked at again and again with one thing changed: a mistake, its repairs, a proposal.
Compared is what is understood, not what the files say: where that is the same for a tier's deals in
a product, so is what is worked out from it, name by name and place by place (a Ref holds no line).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from partnerbook.pricing.items import budgeted, pays
from partnerbook.resolve.program import Program, Row, Step
from partnerbook.values.box import BoxSet

T = TypeVar("T")
Part = tuple[str, tuple[str, ...]]
"""The deals in one product of one tier, or of two that are compared: of both."""


class ByTier:
    """What is found on one program's deals. ``earlier``: the same of programs much like it."""

    def __init__(self, program: Program, earlier: Sequence[ByTier] = ()) -> None:
        self.program = program
        self._alike = [(one, _Alike(program, one.program)) for one in earlier]
        self._found: dict[object, dict[Part, list[Any]]] = {}

    def of(
        self,
        find: Callable[[ByTier, Collection[Part]], Iterable[tuple[Part, T]]],
        tiers: Sequence[tuple[str, ...]],
    ) -> list[T]:
        """All that ``find`` finds: product by product, in each of them ``tiers`` by ``tiers``.

        It is asked only about the parts whose deals differ from those of every earlier program that
        has been asked the same.
        """
        if find not in self._found:
            products = sorted({price.product for price in self.program.prices})
            found: dict[Part, list[T]] = {(name, some): [] for name in products for some in tiers}
            fresh = set(found)
            for one, alike in self._alike:
                known = one.found(find)
                same = {part for part in fresh & known.keys() if alike.holds(part)}
                found |= {part: known[part] for part in same}
                fresh -= same
            for part, one_found in find(self, frozenset(fresh)) if fresh else ():
                found[part].append(one_found)
            self._found[find] = found
        return [one for mine in self._found[find].values() for one in mine]

    def found(self, find: object) -> Mapping[Part, list[Any]]:
        """What is known already of what ``find`` finds; nothing if it was not asked."""
        return self._found.get(find, {})


class _Alike:
    """Which parts have the same deals in two programs, as far as somebody asks."""

    def __init__(self, one: Program, two: Program) -> None:
        self._both = (one, two)
        self._frames: bool | None = None
        self._known: dict[tuple[str, str], bool] = {}

    def holds(self, part: Part) -> bool:
        """Whether all deals of a part are the same in both programs."""
        if self._frames is None:
            one, two = self._both
            self._frames = _frame(one) == _frame(two)
        return self._frames and all(self._same(part[0], tier) for tier in ("", *part[1]))

    def _same(self, product: str, tier: str) -> bool:
        """The same of one tier; "": what concerns every tier."""
        if (product, tier) not in self._known:
            tell = _of_tier if tier else _of_all
            one, two = (tell(program, product, tier) for program in self._both)
            self._known[product, tier] = one == two
        return self._known[product, tier]


def _frame(program: Program) -> tuple[object, ...]:
    """What matters to the deals of every product, and what they are told in."""
    axes = program.axes
    special = {step.partner for step in program.steps}
    return (
        program.as_of,
        program.currencies,
        program.stages,
        program.rounding,
        program.minimum_distributor_margin,
        program.tiers,
        program.routes,
        program.reclassify,
        budgeted(program),
        any(step.only_below is not None for step in program.steps),
        [
            (one.id, one.type, one.track, one.seller_place, one.currency, one.standing)
            for one in program.partners.values()
            if one.id in special
        ],
        (axes.space, axes.values, axes.names, axes.territories, axes.meant, axes.postal),
        [(tree.stretch, tree.names, tree.root) for tree in axes.trees.values()],
    )


def _of_all(program: Program, product: str, _tier: str) -> tuple[object, ...]:
    """What besides matters to the deals in one product, whatever the tier.

    Also where rows begin and end that are for another tier: sorts of deals are told apart there.
    """
    axes = program.axes
    if product not in axes.trees["product"].stretch:
        return ()
    own = axes.cell(product=product)
    steps = (_here(step, own) for step in program.steps)
    return (
        program.products.get(product),
        [price for price in program.prices if price.product == product],
        [floor for floor in program.floors if floor.cells.meets(own)],
        [limit for limit in program.stack_limits if limit.cells.meets(own)],
        [
            (replace(step, rows=()), [_where(program, row) for row in step.rows])
            for step in steps
            if step.rows
        ],
    )


def _where(program: Program, row: Row) -> tuple[object, ...]:
    return row.ref, row.cells, [pays(row, currency) for currency in program.currencies]


def _of_tier(program: Program, product: str, tier: str) -> list[Step]:
    """The steps with those rows that count for one tier in a product."""
    cells = program.axes.cell(product=product, tier=tier)
    return [step for one in program.steps if (step := _here(one, cells)).rows]


def _here(step: Step, cells: BoxSet) -> Step:
    return replace(step, rows=tuple([row for row in step.rows if row.cells.meets(cells)]))
