"""Sets of numbers as stretches: the algebra of one axis."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

Number = int | Decimal
Spans = tuple[tuple[Number, Number], ...]
"""Sorted, disjoint, not touching, half-open stretches."""

INFINITY = Decimal("Infinity")


def spans(stretches: Iterable[tuple[Number, Number]]) -> Spans:
    """Stretches in any order, overlapping or touching → Spans."""
    out: list[tuple[Number, Number]] = []
    for low, high in sorted(stretches):
        if low >= high:
            continue
        if out and low <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], high))
        else:
            out.append((low, high))
    return tuple(out)


def meet_spans(left: Spans, right: Spans) -> Spans:
    """What lies in both: the very one of them that lies in the other, if one does."""
    if left == right:
        return left
    if len(left) == 1 == len(right):  # nearly always
        (low, high), (other_low, other_high) = left[0], right[0]
        if low <= other_low:
            if other_high <= high:
                return right if other_low < other_high else ()
            return ((other_low, high),) if other_low < high else ()
        if high <= other_high:
            return left if low < high else ()
        return ((low, other_high),) if low < other_high else ()
    out: list[tuple[Number, Number]] = []
    i = j = 0
    while i < len(left) and j < len(right):
        low, high = max(left[i][0], right[j][0]), min(left[i][1], right[j][1])
        if low < high:
            out.append((low, high))
        if left[i][1] < right[j][1]:
            i += 1
        else:
            j += 1
    return tuple(out)


def touch_spans(left: Spans, right: Spans) -> bool:
    """Whether anything lies in both."""
    if len(left) == 1 == len(right):  # nearly always
        return left[0][0] < right[0][1] and right[0][0] < left[0][1]
    i = j = 0
    while i < len(left) and j < len(right):
        low, high = left[i]
        other_low, other_high = right[j]
        if low < other_high and other_low < high:
            return True
        if high < other_high:
            i += 1
        else:
            j += 1
    return False


def subtract_spans(left: Spans, right: Spans) -> Spans:
    """What lies in the left but not in the right."""
    out: list[tuple[Number, Number]] = []
    for low, high in left:
        start = low
        for cut_low, cut_high in right:
            if cut_high <= start:
                continue
            if cut_low >= high:
                break
            if cut_low > start:
                out.append((start, cut_low))
            start = max(start, cut_high)
        if start < high:
            out.append((start, high))
    return tuple(out)


def inside_spans(inner: Spans, outer: Spans) -> bool:
    """Whether all of the inner lies in the outer."""
    if not inner or inner == outer:
        return True
    if not outer or inner[0][0] < outer[0][0] or outer[-1][1] < inner[-1][1]:
        return False
    return len(outer) == 1 or not subtract_spans(inner, outer)
