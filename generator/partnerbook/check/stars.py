"""Pairs that have one side in common are one mistake: said once, at that side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from partnerbook.findings import Finding, Ref, Repair, Spot
from partnerbook.resolve.naming_words import joined
from partnerbook.rulebook import Answers

MOST_SIDES = 5


def gather(_: Answers, findings: Sequence[Finding]) -> Iterator[Finding]:
    """Findings about pairs (two places each); those that share a place become one.

    The place that most pairs have in common is taken first. Severities are not mixed.
    """
    left = list(findings)
    while left:
        ends = Counter((f.severity, place.at) for f in left for place in f.places)
        # The order of the findings decides between equals: a Counter keeps it.
        (severity, at), count = ends.most_common(1)[0]
        if count < 2:
            break
        star = [f for f in left if f.severity is severity and at in [p.at for p in f.places]]
        left = [f for f in left if f not in star]
        yield _star(at, star)
    yield from left


def _star(at: Ref | Spot, pairs: Sequence[Finding]) -> Finding:
    """One finding for several pairs around one place."""
    centre = next(place for place in pairs[0].places if place.at == at)
    others = [next(place for place in pair.places if place.at != at) for pair in pairs]
    who, _, kind = centre.label.partition(": ")
    names = [place.label.partition(": ")[0] for place in others]
    where = [pair.message.rpartition(": ")[2] for pair in pairs]
    listed = list(dict.fromkeys(names))
    more = len(listed) - MOST_SIDES
    if more > 0:
        listed[MOST_SIDES:] = [f"{more} more"]
    return replace(
        pairs[0],
        message=f"{who} ({kind.partition(',')[0]}) collides with {len(others)} rights:"
        f" {joined(listed, 'and')}",
        places=(centre, *others[:MOST_SIDES]),
        subject="",
        notes=(
            *(
                (f"with {name}", cells)
                for name, cells in [*zip(names, where, strict=True)][:MOST_SIDES]
            ),
            *dict.fromkeys(note for pair in pairs for note in pair.notes),
        ),
        help=tuple(_shared(pairs)),
        facts=tuple(fact for pair in pairs for fact in pair.facts),
    )


def _shared(pairs: Sequence[Finding]) -> Iterator[Repair]:
    """The repairs that every pair has."""
    for repair in pairs[0].help:
        if all(repair.edits in [other.edits for other in pair.help] for pair in pairs):
            yield repair
