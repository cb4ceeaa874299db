"""Segments that partners serve, or that are asked of them: values of what the program divides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from partnerbook.findings import Ref
from partnerbook.resolve.axes_build import YES_NO
from partnerbook.resolve.scope import Scopes
from partnerbook.resolve.targets import DIMENSION
from partnerbook.values.ident import closest


def check_segments(segments: Mapping[str, Sequence[str]], ref: Ref, scopes: Scopes) -> None:
    """Report every segmentation that the program lacks, and every value that one lacks."""
    axes = scopes.axes
    known = [axis for axis in axes.values if scopes.is_declared(axis)]
    known = [axis for axis in known if axes.values[axis] != YES_NO]
    for key, values in segments.items():
        at = ref.child(key)
        if key in known:
            for number, value in enumerate(values):
                scopes.knows(key, value, at.child(number))
            continue
        near = closest(key, known, limit=1)
        there = f"the program has {', '.join(known)}" if known else "the program has none"
        hint = f"did you mean {near[0]}?" if near else there
        message = f"there is no segmentation called {key}; {hint}"
        scopes.desk.miss(DIMENSION, key, at.key(), message, [(n, f"write {n}") for n in near])
