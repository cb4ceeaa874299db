"""The partners that several rules of the model are for, as one would write them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from partnerbook.resolve.engagement import CareRule

Sets = Mapping[str, frozenset[str]]


def both(rules: Sequence[CareRule]) -> str:
    """``{volume: [large], tracks: [resell]}``: a reach inside all of these.

    "" where places matter, or where a partner may meet two rules by different segments.
    """
    reaches = [rule.reach for rule in rules]
    segments = _met([reach.segments for reach in reaches])
    narrowest = all(
        any(reach.segments.get(axis) == values for reach in reaches)
        for axis, values in segments.items()
    )
    if not narrowest or any(reach.places is not None for reach in reaches):
        return ""
    said = [f"segments: {{{_written(segments)}}}"] if segments else []
    named = _written(_met([reach.named for reach in reaches]))
    return f"{{{', '.join((*said, *([named] if named else [])))}}}"


def _met(sets: Sequence[Sets]) -> Sets:
    """By key what all that name it have in common."""
    keys = dict.fromkeys(key for one in sets for key in one)
    return {key: frozenset.intersection(*(one[key] for one in sets if key in one)) for key in keys}


def _written(sets: Sets) -> str:
    return ", ".join(f"{key}: [{', '.join(sorted(values))}]" for key, values in sets.items())
