"""Which claims may meet a claim: an index over the nodes of the place and the product tree.

Nodes of a tree are nested or disjoint. So two claims meet on an axis only if a node of one is, or
lies above, or lies below a node of the other; each of these is one look into a dict, and the cost
of a question grows with the depth of the trees and the number of answers, not with the program.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from partnerbook.resolve.axes import Axes
from partnerbook.rights.claim import Claim, Shape
from partnerbook.rights.nodes import Nodes

Pair = tuple[int, int]
"""A place node and a product node."""


class Grid:
    """The pairs of nodes that cover a shape, each shape worked out once."""

    def __init__(self, axes: Axes) -> None:
        self.places, self.products = Nodes(axes.trees["place"]), Nodes(axes.trees["product"])
        self._known: dict[Shape, tuple[Pair, ...]] = {}

    def pairs(self, shape: Shape) -> tuple[Pair, ...]:
        """The pairs that together hold all of a shape."""
        found = self._known.get(shape)
        if found is None:
            products = self.products.cover(shape[1])
            places = self.places.cover(shape[0])
            found = tuple((place, product) for place in places for product in products)
            self._known[shape] = found
        return found


@dataclass(slots=True, eq=False)
class _Same:
    """All claims of the same shape."""

    claims: dict[tuple[bool, str], Claim] = field(default_factory=dict)


_AT_AT, _BELOW_AT, _AT_BELOW, _BELOW_BELOW = range(4)
"""Whether a shape holds a node itself or something below it: the place first, then the product."""


class Cover:
    """Claims, found by the places and products on which they may meet another."""

    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        self._shapes: dict[Shape, _Same] = {}
        self._found: dict[tuple[int, int, int], set[_Same]] = {}

    def add(self, claim: Claim) -> None:
        """Put a claim in."""
        same = self._shapes.get(claim.shape)
        if same is None:
            same = self._shapes[claim.shape] = _Same()
            for key in self._keys(claim.shape):
                self._found.setdefault(key, set()).add(same)
        same.claims[claim.key] = claim

    def remove(self, claim: Claim) -> None:
        """Take a claim out again."""
        same = self._shapes[claim.shape]
        del same.claims[claim.key]
        if not same.claims:
            del self._shapes[claim.shape]
            for key in set(self._keys(claim.shape)):
                self._found[key].remove(same)
                if not self._found[key]:
                    del self._found[key]

    def near(self, claim: Claim) -> Iterator[Claim]:
        """Every claim that meets this one in places and in products, each once, and hardly more."""
        near: set[_Same] = set()
        for place, product in self._grid.pairs(claim.shape):
            above, over = self._grid.places.up[place], self._grid.products.up[product]
            keys = [(_BELOW_BELOW, place, product)]
            keys += [(_BELOW_AT, place, node) for node in over]
            keys += [(_AT_BELOW, node, product) for node in above]
            keys += [(_AT_AT, node, other) for node in above for other in over]
            near.update(*(self._found[key] for key in keys if key in self._found))
        for same in near:
            yield from same.claims.values()

    def _keys(self, shape: Shape) -> Iterator[tuple[int, int, int]]:
        """Where a shape stands: at its own nodes and below each node above them."""
        for place, product in self._grid.pairs(shape):
            above, over = self._grid.places.up[place][1:], self._grid.products.up[product][1:]
            yield _AT_AT, place, product
            for node in above:
                yield _BELOW_AT, node, product
            for other in over:
                yield _AT_BELOW, place, other
                for node in above:
                    yield _BELOW_BELOW, node, other
