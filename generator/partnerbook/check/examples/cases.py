"""Examples that come out otherwise, each with the changes with which all of it comes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace

from partnerbook.findings import Finding, Ref
from partnerbook.pricing import Quote, price
from partnerbook.pricing.clues import Clue, clues
from partnerbook.pricing.expected import Difference, differences
from partnerbook.pricing.written import order_of
from partnerbook.resolve.program import Example, Program

FITS = "what fits"
ALL_DEALS = "every deal that it counts for then changes"
"""What a repair elsewhere than in the example does."""
Rate = tuple[Ref, str]
MOST_SHARED = 8
"""The changes that are tried on all other examples: those that fit most of them already."""


@dataclass(frozen=True, slots=True)
class Case:
    """One example that comes out otherwise, with what was found for it."""

    finding: Finding
    example: Example
    quote: Quote
    first: Difference
    clues: tuple[Clue, ...]

    @property
    def whole(self) -> list[Clue]:
        """The changes with which all of it comes out."""
        return [clue for clue in self.clues if clue.whole]


def rate_of(clue: Clue) -> Rate | None:
    """Where what has to be written for it to come out whole; None for any other change."""
    return (clue.ref, clue.rate) if clue.whole and clue.rate and clue.ref is not None else None


def same(clue: Clue) -> Hashable:
    """What is the same for two examples that one and the same change makes come out."""
    return rate_of(clue) or (clue.ref, clue.words)


def is_of_program(program: Program, clue: Clue) -> bool:
    """Whether it is a change at its place: which route an order is on is a matter of it alone."""
    return clue.ref is not None and not clue.elsewhere and clue.program is not program


def upset(program: Program, clue: Clue, cases: Iterable[Case]) -> int:
    """How many other examples, which come out now, would no longer do so."""
    changed, mine = clue.program, {case.example.id for case in cases}
    if changed is None:
        return 0
    return sum(
        _comes_out(program, one) and not _comes_out(changed, one)
        for one in program.examples
        if one.id not in mine
    )


def _comes_out(program: Program, example: Example) -> bool:
    quote = price(program, order_of(example.order))
    return quote.certain and not any(differences(program, example.expected, quote))


def shared(program: Program, findings: Sequence[Finding]) -> list[Case]:
    """The examples with their changes: those found for one are tried on all others, too."""
    cases = [_case(program, one) for one in findings]
    found = [clue for case in cases for clue in case.whole if is_of_program(program, clue)]
    known = Counter(map(same, found))
    samples = {same(clue): clue for clue in found}
    likely = sorted(samples, key=lambda one: -known[one])[:MOST_SHARED]
    return [_tried(case, [samples[one] for one in likely]) for case in cases]


def _case(program: Program, finding: Finding) -> Case:
    example = next(one for one in program.examples if one.id == finding.subject)
    quote = price(program, order_of(example.order))
    found = tuple(differences(program, example.expected, quote))
    return Case(finding, example, quote, found[0], clues(program, example.expected, quote, found))


def _tried(case: Case, likely: Sequence[Clue]) -> Case:
    mine = {same(clue) for clue in case.whole}
    more = []
    for clue in likely:
        if clue.program is None or same(clue) in mine:
            continue
        if _comes_out(clue.program, case.example):
            more.append(clue)
    return replace(case, clues=(*case.whole, *more)) if more else case
