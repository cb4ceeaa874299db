"""Several examples that one and the same change makes come out: told once, at its line."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace

from partnerbook.check.examples.cases import ALL_DEALS, FITS, Case, rate_of, same, upset
from partnerbook.findings import Edit, Finding, Place, Ref, Repair
from partnerbook.pricing.clues import Clue
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Program


@dataclass(frozen=True, slots=True)
class Group:
    """Two examples or more, and the changes each of which makes all of them come out."""

    cases: tuple[Case, ...]
    clues: tuple[Clue, ...]

    @property
    def written(self) -> Clue | None:
        """What could be written at one place for that, if there is such a change."""
        return next((clue for clue in self.clues if rate_of(clue)), None)


def together(program: Program, cases: Sequence[Case]) -> Iterator[Group]:
    """The examples that share a change: again and again the one that most of them share."""
    left = list(cases)
    while True:
        fits: dict[Hashable, list[Case]] = {}
        clues: dict[Hashable, Clue] = {}
        for case in left:
            for clue in {same(one): one for one in case.whole}.values():
                # On which route an order is, or what it takes, is a matter of that order alone.
                if clue.ref is not None and clue.program is not program:
                    fits.setdefault(same(clue), []).append(case)
                    clues.setdefault(same(clue), clue)
        most = max(map(len, fits.values()), default=0)
        if most < 2:
            return
        mine = next(fits[one] for one in fits if len(fits[one]) == most)
        same_ones = [clues[one] for one in fits if fits[one] == mine]
        # What makes more of the others come out wrong is no cause; what can be written is best.
        worse = {same(one): upset(program, one, mine) for one in same_ones}
        causes = [one for one in same_ones if worse[same(one)] == min(worse.values())]
        yield Group(tuple(mine), tuple(sorted(causes, key=lambda one: not rate_of(one))))
        left = [case for case in left if case not in mine]


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
        help=(*_written(group), _restated(group)),
        facts=tuple(case.example.id for case in group.cases),
    )


def _own(case: Case) -> list[Place]:
    """The places in the file of the example itself: the amounts that differ."""
    return [
        place
        for place in case.finding.places
        if isinstance(place.at, Ref) and place.at.document == case.example.ref.document
    ]


def _written(group: Group) -> Iterator[Repair]:
    clue = group.written
    if clue is not None and clue.ref is not None:
        say = f"write {clue.rate} for {clue.step}, if the examples are right"
        yield Repair(say, ALL_DEALS, (Edit(clue.ref, clue.rate),))


def _restated(group: Group) -> Repair:
    """What comes out, written into every example."""
    edits = [edit for case in group.cases for edit in case.finding.help[0].edits]
    return Repair(
        f"or write what comes out into all {len(group.cases)}, if that is meant",
        "the examples then say what the program does now",
        tuple(edits),
    )
