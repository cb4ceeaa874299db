"""Which claims may meet a claim: an index over the nodes of the product and the place tree.

Nodes of a tree are nested or disjoint. So two claims meet on an axis only if a node of one is, or
lies above, or lies below a node of the other; each of these is one look into a dict, and the cost
of a question grows with the depth of the trees and the number of answers, not with the program.
Products come first: there are few sides of them, and most questions end there.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from partnerbook.resolve.axes import Axes
from partnerbook.rights.claim import Claim, Shape
from partnerbook.rights.nodes import Nodes, nodes_of
from partnerbook.values.box import Spans


class Grid:
    """The place and the product axis of one program, for all covers that are made of it."""

    def __init__(self, axes: Axes) -> None:
        self.places = Standing(nodes_of(axes.trees["place"]))
        self.products = Standing(nodes_of(axes.trees["product"]))


class Standing:
    """Where the sides of one axis stand, each worked out once.

    A number is a node; its complement (``~node``) means all that lies below the node.
    """

    def __init__(self, nodes: Nodes) -> None:
        self._nodes = nodes
        self._covers: dict[Spans, tuple[int, ...]] = {}
        self._of: dict[Spans, tuple[int, ...]] = {}
        self._around: dict[Spans, tuple[int, ...]] = {}

    def of(self, side: Spans) -> tuple[int, ...]:
        """Where a side is found: at its own nodes and below each node above them."""
        found = self._of.get(side)
        if found is None:
            cover, up = self._cover(side), self._nodes.up
            below = (~above for node in cover for above in up[node][1:])
            found = self._of[side] = tuple(dict.fromkeys((*cover, *below)))
        return found

    def around(self, side: Spans) -> tuple[int, ...]:
        """Where to find what meets a side: at its own nodes, below them and at each node above."""
        found = self._around.get(side)
        if found is None:
            cover, up = self._cover(side), self._nodes.up
            below = (~node for node in cover)
            above = (node for covering in cover for node in up[covering])
            found = self._around[side] = tuple(dict.fromkeys((*below, *above)))
        return found

    def _cover(self, side: Spans) -> tuple[int, ...]:
        found = self._covers.get(side)
        if found is None:
            found = self._covers[side] = self._nodes.cover(side)
        return found


@dataclass(slots=True, eq=False)
class Alike:
    """All claims of the same shape."""

    claims: set[Claim] = field(default_factory=set)


Level = defaultdict[int, set[Alike]]
"""The shapes at, or below, one product node, by where their places stand."""


class Cover:
    """Claims, found by the places and products on which they may meet another."""

    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        self._shapes: dict[Shape, Alike] = {}
        self._found: dict[int, Level] = {}
        # By the side of products that was asked for, until a level comes or goes.
        self._known: dict[Spans, list[Level]] = {}

    def of(self, shape: Shape) -> Alike:
        """The claims of a shape, to which more may be added; there may be none yet."""
        alike = self._shapes.get(shape)
        if alike is None:
            alike = self._shapes[shape] = Alike()
            places, products = shape
            standing = self._grid.places.of(places)
            for product in self._grid.products.of(products):
                level = self._found.get(product)
                if level is None:
                    level = self._found[product] = defaultdict(set)
                    self._known.clear()
                for place in standing:
                    level[place].add(alike)
        return alike

    def remove(self, claim: Claim) -> None:
        """Take a claim out again."""
        alike = self._shapes[claim.shape]
        alike.claims.remove(claim)
        if alike.claims:
            return
        del self._shapes[claim.shape]
        places, products = claim.shape
        for product in self._grid.products.of(products):
            level = self._found[product]
            for place in self._grid.places.of(places):
                level[place].remove(alike)
                if not level[place]:
                    del level[place]
            if not level:
                del self._found[product]
                self._known.clear()

    def any_near(self, products: Spans) -> bool:
        """Whether there is any claim that meets a side in products, or hardly misses it."""
        return bool(self._levels(products))

    def near(self, shape: Shape) -> list[Alike]:
        """The claims of every shape that meets this one in places and products, and hardly more."""
        levels = self._levels(shape[1])
        if not levels:
            return []
        near: set[Alike] = set()
        for place in self._grid.places.around(shape[0]):
            for level in levels:
                if place in level:
                    near |= level[place]
        return list(near)

    def _levels(self, products: Spans) -> list[Level]:
        """Where claims are that meet a side in products; the same for all that have this side."""
        levels = self._known.get(products)
        if levels is None:
            around = self._grid.products.around(products)
            levels = [self._found[product] for product in around if product in self._found]
            self._known[products] = levels
        return levels
