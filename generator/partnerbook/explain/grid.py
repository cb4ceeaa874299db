"""Places and products cut wherever a set of cells begins or ends, joined where all is the same."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from partnerbook.values.box import Box, BoxSet, Number, Space, Spans, meet_spans, spans

PAIR = ("place", "product")
Key = frozenset[tuple[int, Box]]


@dataclass(frozen=True, slots=True)
class Region:
    """Places in which everything is the same, and in them the products in which it is.

    Each line has products with what is left of the sets there, by the number of the set: the cells
    without place and product.
    """

    places: Spans
    lines: tuple[tuple[Spans, Mapping[int, BoxSet]], ...]


def regions(
    space: Space, places: Spans, products: Spans, sets: Sequence[BoxSet]
) -> Iterator[Region]:
    """The regions of the places and products, in the order of their first place."""
    whole = space.box({"place": places, "product": products})
    pieces = [(number, box) for number, cells in enumerate(sets) for box in cells.meet(whole).boxes]
    cuts = {axis: _cuts(whole.on(axis), axis, (box for _, box in pieces)) for axis in PAIR}
    found: dict[tuple[int, int], set[tuple[int, Box]]] = {}
    for number, box in pieces:
        rest = Box(tuple(side for side in box.sides if side[0] not in PAIR))
        at = [_within(cuts[axis], box.side(axis) or space.full(axis)) for axis in PAIR]
        for place in at[0]:
            for product in at[1]:
                found.setdefault((place, product), set()).add((number, rest))
    alike: dict[tuple[Key, ...], list[int]] = {}
    for place in range(len(cuts["place"])):
        row = range(len(cuts["product"]))
        keys = tuple(frozenset(found.get((place, product), ())) for product in row)
        alike.setdefault(keys, []).append(place)
    for keys, same in alike.items():
        by_key: dict[Key, list[int]] = {}
        for product, key in enumerate(keys):
            by_key.setdefault(key, []).append(product)
        lines = tuple(
            (spans(cuts["product"][at] for at in numbers), _sets(space, key))
            for key, numbers in by_key.items()
        )
        yield Region(spans(cuts["place"][at] for at in same), lines)


def _cuts(held: Spans, axis: str, boxes: Iterable[Box]) -> tuple[tuple[Number, Number], ...]:
    """A side in the stretches between which nothing begins or ends."""
    sides = {side for box in boxes if (side := box.side(axis)) is not None}
    edges = sorted({edge for side in (held, *sides) for stretch in side for edge in stretch})
    pairs = pairwise(edges)
    return tuple(pair for pair in pairs if meet_spans((pair,), held))


def _within(cuts: Sequence[tuple[Number, Number]], side: Spans) -> list[int]:
    """The numbers of the stretches that lie in a side."""
    found: list[int] = []
    for low, high in side:
        at = bisect_left(cuts, (low, low))
        while at < len(cuts) and cuts[at][0] < high:
            found.append(at)
            at += 1
    return found


def _sets(space: Space, key: Key) -> Mapping[int, BoxSet]:
    found: dict[int, list[Box]] = {}
    for number, box in sorted(key, key=lambda one: (one[0], one[1].sides)):
        found.setdefault(number, []).append(box)
    return {number: BoxSet(space, tuple(boxes)) for number, boxes in found.items()}
