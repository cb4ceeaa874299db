"""Several examples that one and the same change makes come out: told once, at its line."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace

from partnerbook.check.examples.cases import (
    ALL_DEALS,
    FITS,
    Case,
    is_of_program,
    rate_of,
    same,
    upset,
)
from partnerbook.findings import Edit, Finding, Place, Ref, Repair
from partnerbook.pricing.clues import Clue
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Program


@dataclass(frozen=True, slots=True)
class Group:
    """Two examples or more, and the changes each of which makes all of them come out."""

    cases: tuple[Case, ...]
    clues: tuple[Clue, ...]


def together(program: Program, cases: Sequence[Case]) -> Iterator[Group]:
    """The examples that share a change: again and again the one that most of them share."""
    left = list(cases)
    while (group := _most(program, left)) is not None:
        yield group
        left = [case for case in left if case not in group.cases]


def _most(program: Program, cases: Sequence[Case]) -> Group | None:
    """The most examples that share a change which makes none of the others come out wrong."""
    fits: dict[Hashable, list[Case]] = {}
    clues: dict[Hashable, Clue] = {}
    for case in cases:
        for clue in case.whole:
            if is_of_program(program, clue) and case not in fits.setdefault(same(clue), []):
                fits[same(clue)].append(case)
                clues.setdefault(same(clue), clue)
    for mine in sorted(fits.values(), key=len, reverse=True):
        shared = [clues[one] for one in fits if fits[one] == mine and len(mine) > 1]
        causes = [one for one in shared if not upset(program, one, mine)]
        if causes:
            return Group(tuple(mine), tuple(causes))
    return None


def said_once(group: Group) -> Finding:
    """One finding for all of them, with the sum of the first."""
    first, count, cause = group.cases[0], len(group.cases), group.clues[0]
    assert cause.ref is not None
    names = joined([case.example.name for case in group.cases], "and")
    about = {clue.ref: clue.words for clue in reversed(group.clues) if clue.ref is not None}
    return replace(
        first.finding,
        message=f"{count} worked examples come out otherwise; all that they expect comes out"
        f" {cause.words}",
        places=(
            *(Place(at, words) for at, words in reversed(about.items())),
            *(place for case in group.cases for place in _own(case)[:1]),
        ),
        subject="/".join((cause.ref.document, *cause.ref.steps)),
        notes=(
            ("examples", names),
            *((FITS, f"or all of it comes out {clue.words}") for clue in group.clues[1:]),
            *first.finding.notes,
        ),
        sum_intro=f"on {first.example.name}, in {first.quote.order.currency}",
        help=tuple(_repairs(group)),
        facts=tuple(case.example.id for case in group.cases),
    )


def _own(case: Case) -> list[Place]:
    """The places in the file of the example itself: the amounts that differ."""
    return [
        place
        for place in case.finding.places
        if isinstance(place.at, Ref) and place.at.document == case.example.ref.document
    ]


def _repairs(group: Group) -> Iterator[Repair]:
    """What the cause would be written as, first if it is just that, and what comes out."""
    restated = (
        f"write what comes out into all {len(group.cases)}, if that is meant",
        "the examples then say what the program does now",
        tuple(edit for case in group.cases for edit in case.finding.help[0].edits),
    )
    written = [
        (
            f"write {clue.rate} for {clue.step}, if the examples are right",
            ALL_DEALS,
            (Edit(clue.ref, clue.rate),),
        )
        for clue in group.clues
        if rate_of(clue) and clue.ref is not None
    ][:1]
    first = bool(rate_of(group.clues[0]))
    (say, loses, edits), *more = (*written, restated) if first else (restated, *written)
    yield Repair(say, loses, edits)
    yield from (Repair(f"or {say}", loses, edits) for say, loses, edits in more)
