"""What the file of an order expects, against what comes out, and what would make it the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from partnerbook.findings import Ref
from partnerbook.pricing import Quote
from partnerbook.pricing.clues import NOTHING, clues, same_amounts
from partnerbook.pricing.expected import called, differences, reckoned
from partnerbook.resolve.program import Expected, Program
from partnerbook.values.money import Money


@dataclass(frozen=True, slots=True)
class Compared:
    """One amount that a file expects, and what comes out: None where there is no such sum."""

    expected: Expected
    words: str
    reckoned: Money | None

    @property
    def same(self) -> bool:
        """Whether it comes out as expected."""
        return self.reckoned == self.expected.money


@dataclass(frozen=True, slots=True)
class Hint:
    """What would make an order come out as its file expects, and where that is written."""

    words: str
    ref: Ref | None


def compared(program: Program, quote: Quote, expected: Expected) -> Compared:
    """One amount that is expected beside what comes out."""
    found = None if quote.sums is None else reckoned(program, quote, expected)
    return Compared(expected, called(program, expected), found)


def hints(program: Program, quote: Quote, compared: Sequence[Compared]) -> Iterator[Hint]:
    """With what it would come out as expected; where nothing does it, what the difference is."""
    wanted = [one.expected for one in compared]
    found = tuple(differences(program, wanted, quote))
    fitting = clues(program, wanted, quote, found)
    for clue in fitting:
        only = "" if clue.whole else ", but not all else that is expected"
        yield Hint(f"{found[0].expected.money} is what comes out {clue.words}{only}", clue.ref)
    if not fitting:
        told = [Hint(words, ref) for words, ref in same_amounts(quote, found[0])]
        yield from told or [Hint(NOTHING, None)]
