"""What is worked out about the deals of each product: once, or taken over from another program.

Programs are looked at again and again with one thing changed: a mistake, its repairs, a proposal.
Compared is what is understood, not what the files say: where that is the same for a product, so is
what is worked out from it, name by name and place by place (a Ref holds no line).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any, TypeVar

from partnerbook.pricing.items import budgeted
from partnerbook.resolve.program import Program, Step
from partnerbook.values.box import BoxSet

T = TypeVar("T")


class ByProduct:
    """What is found on one program's deals. ``earlier``: the same of programs much like it."""

    def __init__(self, program: Program, earlier: Sequence[ByProduct] = ()) -> None:
        self.program = program
        self._earlier = tuple(earlier)
        self._found: dict[object, dict[str, list[Any]]] = {}

    def of(self, find: Callable[[ByProduct, Sequence[str]], Iterable[tuple[str, T]]]) -> list[T]:
        """All that ``find`` finds, each with its product; product by product.

        It is asked only about products whose deals differ from those of every earlier program that
        has been asked the same.
        """
        if find not in self._found:
            found: dict[str, list[T]] = {}
            for one, alike in self._alike:
                found |= {name: mine for name, mine in one.found(find) if name in alike}
            fresh = sorted({price.product for price in self.program.prices} - found.keys())
            found |= {name: [] for name in fresh}
            for product, one_found in find(self, fresh) if fresh else ():
                found[product].append(one_found)
            self._found[find] = found
        return [one for name in sorted(self._found[find]) for one in self._found[find][name]]

    def found(self, find: object) -> Iterable[tuple[str, list[Any]]]:
        """What is known already of what ``find`` finds, by product; nothing if it was not asked."""
        return self._found.get(find, {}).items()

    @cached_property
    def _alike(self) -> list[tuple[ByProduct, frozenset[str]]]:
        return [(one, _alike(self.program, one.program)) for one in self._earlier]


def _alike(one: Program, two: Program) -> frozenset[str]:
    """The products with a list price whose deals are the same in both programs."""
    if _frame(one) != _frame(two):
        return frozenset()
    products = {price.product for price in one.prices}
    return frozenset(name for name in products if _deals(one, name) == _deals(two, name))


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


def _deals(program: Program, name: str) -> tuple[object, ...]:
    """What besides matters to the deals of one product."""
    axes = program.axes
    if name not in axes.trees["product"].stretch:
        return ()
    own = axes.space.box({"product": axes.own("product", name)})
    return (
        program.products.get(name),
        [price for price in program.prices if price.product == name],
        [floor for floor in program.floors if floor.cells.meets(own)],
        [limit for limit in program.stack_limits if limit.cells.meets(own)],
        [step for one in program.steps if (step := _here(one, own)).rows],
    )


def _here(step: Step, cells: BoxSet) -> Step:
    """A step with those of its rows that count in some of these cells."""
    return replace(step, rows=tuple([row for row in step.rows if row.cells.meets(cells)]))
