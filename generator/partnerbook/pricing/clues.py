"""What single change makes an expected amount come out: each one is reckoned anew, none is guessed.

Tried are, one at a time: without a step; with one more that is on request, or that one key keeps
away; without a cap; a tier up or down; with what another row of the same table gives; another list
price; another route or claim; another word for how bands count, how a step is given, what it is a
rate of or where it stands; and, last, the round rate or amount that would do it. A change is told
only if all amounts that are expected then come out to the minor unit, or, where none does that, the
first that differs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from partnerbook.findings import Ref
from partnerbook.pricing.exact import ZERO
from partnerbook.pricing.expected import WORDS, Difference, differences, given, reckoned
from partnerbook.pricing.quote import Quote
from partnerbook.pricing.quoting import price
from partnerbook.pricing.tries import Tries, once
from partnerbook.resolve.program import Expected, Program

MOST_TOLD = 3
NOTHING = (
    "nothing that was tried makes it come out by itself: a step left out or added, no cap, another"
    " tier, row, list price, route or claim, another word for how a step counts, another whole or"
    " half percent"
)
"""What is said where there is none."""


@dataclass(frozen=True, slots=True)
class Clue:
    """A change with which it comes out, in words that follow "what comes out".

    ``whole``: with it all that is expected comes out, not the first differing amount alone.
    ``ref`` is where what the change is about is written. ``rate``: what to write there for the
    ``step``, where the change is one of the number itself or of a word. ``elsewhere``: the place is
    what the number is compared with, not where it stands. ``program``: as it is then.
    """

    words: str
    whole: bool
    ref: Ref | None = None
    rate: str = ""
    step: str = ""
    elsewhere: bool = False
    program: Program | None = field(default=None, compare=False, repr=False)


def clues(
    program: Program, expected: Sequence[Expected], quote: Quote, found: Sequence[Difference]
) -> tuple[Clue, ...]:
    """The changes with which it comes out, at most MOST_TOLD; ``found``: what differs now."""
    if quote.sums is None or not found:
        return ()
    tries = Tries(program, quote, found[0])
    told: list[Clue] = []
    seen: set[tuple[tuple[str, Decimal], ...]] = set()
    for one in tries.all_of():
        again = price(one.program, one.order)
        taken = tuple((taken.step.id, taken.amount) for taken in again.taken)
        # The same in other words is told once, but for what the other words would be written as.
        known = any(one.rate and (it.ref, it.rate) == (one.ref, one.rate) for it in told)
        if not again.certain or known or (taken in seen and not one.flips):
            continue
        if reckoned(one.program, again, found[0].expected) == found[0].expected.money:
            seen.add(taken)
            whole = not any(differences(one.program, expected, again))
            clue = Clue(one.words, whole, one.ref, one.rate, one.step, one.elsewhere, one.program)
            told.append(clue)
    best = [one for one in told if one.whole] or told
    return tuple(best[:MOST_TOLD])


def same_amounts(quote: Quote, one: Difference) -> Iterator[tuple[str, Ref | None]]:
    """What an amount is, or is off by, without any change: another sum, or what a step gives."""
    money, sums = one.expected.money, quote.sums
    # Some sums are the same on many orders: the first is enough.
    for key, words in WORDS.items():
        figure = getattr(sums, key)
        if key != one.expected.what and figure is not None and figure.money == money != ZERO:
            yield f"the amount that is expected is {words} of this order", None
            break
    if one.reckoned is None:
        return
    off = abs((one.reckoned - money).amount)
    for taken in once(quote):
        if abs(given(quote, taken.step.id).amount) == off != ZERO:
            yield f"the difference is what {taken.step.name} gives", taken.row.rate_ref
