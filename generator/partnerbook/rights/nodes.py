"""The nodes of a laid-out tree, and which of them hold a side."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from partnerbook.resolve.axes import Tree
from partnerbook.values.box import Number, Spans, spans

Stretch = tuple[Number, Number]


class Nodes:
    """The nodes of one tree as numbers. ``up`` has for each the path of numbers up to the root."""

    def __init__(self, tree: Tree) -> None:
        self.up: list[tuple[int, ...]] = []
        self._exact: dict[Stretch, int] = {}
        self._stretch: list[Stretch] = []
        self._below: list[tuple[int, ...]] = []
        self._number(tree, tree.root, ())

    def cover(self, side: Spans) -> tuple[int, ...]:
        """The fewest nodes that hold all of a side.

        Where a leaf is cut, or a node whose children leave a part of it out, a little more is held.
        """
        covering = (number for stretch in side for number in self._covering(0, stretch))
        return tuple(dict.fromkeys(covering))

    def _number(self, tree: Tree, node: str, above: tuple[int, ...]) -> None:
        number = len(self.up)
        self.up.append((number, *above))
        stretch = tree.stretch[node]
        self._stretch.append(stretch)
        self._exact.setdefault(stretch, number)
        self._below.append(())
        children = sorted(tree.children.get(node, ()), key=tree.stretch.__getitem__)
        below = []
        for child in children:
            below.append(len(self.up))
            self._number(tree, child, self.up[number])
        if spans(map(self._stretch.__getitem__, below)) == (stretch,):
            self._below[number] = tuple(below)

    def _covering(self, number: int, stretch: Stretch) -> Iterator[int]:
        exact = self._exact.get(stretch)
        if exact is not None:
            yield exact
            return
        low, high = stretch
        first, last = self._stretch[number]
        below = self._below[number]
        if not below or (low <= first and last <= high):
            yield number
            return
        at = bisect_right(below, low, key=lambda child: self._stretch[child][1])
        while at < len(below) and self._stretch[below[at]][0] < high:
            yield from self._covering(below[at], stretch)
            at += 1


@lru_cache(maxsize=4)
def nodes_of(tree: Tree) -> Nodes:
    """The nodes of a tree, numbered once: the places are the same tree in every program.

    Trees never change and are told apart by which object they are; nothing is kept but the last
    few of them.
    """
    return Nodes(tree)
