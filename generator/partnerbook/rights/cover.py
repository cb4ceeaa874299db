"""Which claims may meet a claim: an index over the nodes of the place and the product tree.

Nodes of a tree are nested or disjoint. So two claims meet on an axis only if a node of one is, or
lies above, or lies below a node of the other; each of these is one look into a dict, and the cost
of a question grows with the depth of the trees and the number of answers, not with the program.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from partnerbook.resolve.axes import Axes, Tree
from partnerbook.rights.claim import Claim
from partnerbook.values.box import Spans, inside_spans, meet_spans, spans, touch_spans


class Nodes:
    """The nodes of one tree as numbers, each with the path of numbers from itself up to the root.

    The paths are in ``up``.
    """

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._number = {tree.root: 0}
        self.up: list[tuple[int, ...]] = [(0,)]
        self._known: dict[Spans, tuple[int, ...]] = {}

    def cover(self, side: Spans) -> tuple[int, ...]:
        """The fewest nodes that hold all of a side (and, where a leaf is cut, a little more)."""
        found = self._known.get(side)
        if found is None:
            found = self._known[side] = tuple(self._covering(self._tree.root, side))
        return found

    def _covering(self, node: str, side: Spans) -> Iterator[int]:
        here: Spans = (self._tree.stretch[node],)
        children = self._tree.children.get(node, ())
        wanted = meet_spans(here, side)
        below = spans(self._tree.stretch[child] for child in children)
        if wanted == here or not inside_spans(wanted, below):
            yield self._number[node]
            return
        for child in children:
            if touch_spans((self._tree.stretch[child],), wanted):
                if child not in self._number:
                    self._number[child] = len(self.up)
                    self.up.append((len(self.up), *self.up[self._number[node]]))
                yield from self._covering(child, wanted)


@dataclass(slots=True, eq=False)
class _Shape:
    """All claims with the same sides on both axes; ``nodes`` are the pairs that cover them."""

    nodes: tuple[tuple[int, int], ...]
    claims: dict[tuple[bool, str], Claim] = field(default_factory=dict)


_Key = tuple[int, int, int]
"""How a shape stands to a place node and a product node, and these two."""

_AT_AT, _BELOW_AT, _AT_BELOW, _BELOW_BELOW = range(4)
"""Whether it holds the node itself or something below it: the place first, then the product."""


class Cover:
    """Claims, found by the places and products on which they may meet another."""

    def __init__(self, axes: Axes) -> None:
        self._places, self._products = Nodes(axes.trees["place"]), Nodes(axes.trees["product"])
        self._shapes: dict[tuple[Spans, Spans], _Shape] = {}
        self._found: dict[_Key, set[_Shape]] = {}

    def add(self, claim: Claim) -> None:
        """Put a claim in."""
        shape = self._shapes.get(claim.shape)
        if shape is None:
            shape = self._shapes[claim.shape] = _Shape(self._nodes(claim))
            for key in _keys(shape, self._places, self._products):
                self._found.setdefault(key, set()).add(shape)
        shape.claims[claim.key] = claim

    def remove(self, claim: Claim) -> None:
        """Take a claim out again."""
        shape = self._shapes[claim.shape]
        del shape.claims[claim.key]
        if not shape.claims:
            del self._shapes[claim.shape]
            for key in set(_keys(shape, self._places, self._products)):
                self._found[key].remove(shape)
                if not self._found[key]:
                    del self._found[key]

    def near(self, claim: Claim) -> Iterator[Claim]:
        """Every claim that meets this one in places and in products, each once, and hardly more."""
        near: set[_Shape] = set()
        for place, product in self._nodes(claim):
            above, over = self._places.up[place], self._products.up[product]
            keys = [(_BELOW_BELOW, place, product)]
            keys += [(_BELOW_AT, place, node) for node in over]
            keys += [(_AT_BELOW, node, product) for node in above]
            keys += [(_AT_AT, node, other) for node in above for other in over]
            near.update(*(self._found[key] for key in keys if key in self._found))
        for shape in near:
            yield from shape.claims.values()

    def _nodes(self, claim: Claim) -> tuple[tuple[int, int], ...]:
        places, products = claim.shape
        shape = self._shapes.get(claim.shape)
        if shape is not None:
            return shape.nodes
        return tuple(
            (place, product)
            for place in self._places.cover(places)
            for product in self._products.cover(products)
        )


def _keys(shape: _Shape, places: Nodes, products: Nodes) -> Iterator[_Key]:
    """Where a shape stands: at its own nodes and below each node above them."""
    for place, product in shape.nodes:
        above, over = places.up[place][1:], products.up[product][1:]
        yield _AT_AT, place, product
        for node in above:
            yield _BELOW_AT, node, product
        for other in over:
            yield _AT_BELOW, place, other
            for node in above:
                yield _BELOW_BELOW, node, other
