"""The worst stack for the vendor and the best one for the partner, exact, among all permitted ones.

How. Steps that nothing ties together form parts (``stacks``). Where taking more can only give more
(rates from 0 to 100 % in all, one price), only the fullest choices of a part are looked at; else
every choice. Up to MOST_CHOICES combinations are enumerated; beyond, a dynamic programme over the
steps in order finds the same number (``dynamic``). What neither can do within its bound is answered
with ``proven=False``. Ties go to fewer steps, then to those that come first in the waterfall.
"""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from partnerbook.pricing.bounds import Bounds, largest
from partnerbook.pricing.crowding import Crowd
from partnerbook.pricing.dynamic import best_path
from partnerbook.pricing.exact import HUNDRED, ONE, ZERO
from partnerbook.pricing.items import Item, ItemMaker, budgeted
from partnerbook.pricing.judging import Judge, depends, reckonable, stands
from partnerbook.pricing.leading import DEAL, Lines, leading
from partnerbook.pricing.measure import Deal, Totals, totals
from partnerbook.pricing.stacks import MOST_CHOICES, Choice, Part, clash, narrowed, parts, usable
from partnerbook.pricing.verdicts import Pairs, plain_winners
from partnerbook.resolve.program import Program, StackLimit, Step

TWO_TIER = Deal(HUNDRED, 1, two_tier=True, uncapped=True)
GIVEN, EARNED = "given", "earned"
"""What is made as large as possible: what the vendor gives, or what the partner company gets."""


@dataclass(frozen=True, slots=True)
class Found:
    """The stack found, as positions in the items asked about. ``proven``: no stack beats it."""

    choice: Choice
    totals: Totals
    proven: bool = True


class Ties:
    """What ties some steps together. Positions are those of the steps asked about.

    ``usable``: the steps whose requirements others of them meet. ``parts`` number the usable ones
    only, from 0; None if one part has too many choices. ``bounds``: how many there can be in all,
    None where nothing limits that. ``judged``: what is permitted hangs on the amounts of the deal.
    ``hanging``: the same before it was told what is given of a group on all deals alike.
    """

    def __init__(
        self,
        steps: Sequence[Step],
        granted: frozenset[str],
        limits: Sequence[StackLimit] = (),
    ) -> None:
        kept = {id(step) for step in usable(steps, granted)}
        self.usable = tuple(at for at, step in enumerate(steps) if id(step) in kept)
        self._steps = [steps[at] for at in self.usable]
        self._granted = granted
        bounds = Bounds(self._steps, limits) if limits else None
        self.bounds = bounds if bounds is not None and bounds.limits else None
        self.judge = Judge(self._steps, self.bounds) if depends(self._steps) else None
        self.judged = self.judge is not None
        limited = self.bounds.members if self.bounds is not None else frozenset[int]()
        freed = self.bounds.freed if self.bounds is not None else frozenset[int]()
        if self.judged:
            freed |= {at for at, step in enumerate(self._steps) if step.only_below is not None}
        self.parts = parts(self._steps, freed)
        self.alone = frozenset(
            part.members[0]
            for part in self.parts or ()
            if len(part.members) == 1 and not self.judged and part.members[0] not in limited
        )
        self.hanging, self._refused = self, False
        self._lists: dict[tuple[str | None, bool, bool], tuple[Choice, ...] | None] = {}

    def settled(self, winners: Pairs) -> Ties:
        """The same where of each pair it is known, on whatever deal, which is given.

        Itself where of some part nothing is left: then no stack agrees with its own rules.
        """
        judge, every = self.judge, self.parts or ()
        kept = [
            narrowed(p, [c for c in p.every if not judge or not judge.loses(c, winners)])
            for p in every
        ]
        told = copy(self)
        vars(told).update(judge=None, judged=False, parts=tuple(kept), _lists={})
        return told if all(part.every for part in kept) else self

    def refused(self) -> Ties:
        """The same where no stack is looked at: they would be compared on too many deals."""
        vars(told := copy(self)).update(judge=None, _refused=True, _lists={})
        return told

    def options(self, aim: str | None, *, two_tier: bool, wild: bool) -> list[tuple[Choice, ...]]:
        """The choices of each part that can be in the best stack by ``aim``; without it, all."""
        return [
            part.every
            if aim is None or wild or self._needs_all(part, aim, two_tier=two_tier)
            else part.fullest
            for part in self.parts or ()
        ]

    def listed(self, aim: str | None, *, two_tier: bool, wild: bool) -> tuple[Choice, ...] | None:
        """All combinations of the options, the fewest steps first; None past MOST_CHOICES."""
        key = (aim, two_tier, wild)
        if key not in self._lists:
            listed = self._combined(self.options(aim, two_tier=two_tier, wild=wild))
            if listed is not None and self.bounds is not None and aim is not None and not wild:
                loose = [p for p in self.parts or () if not self._less(p, aim, two_tier=two_tier)]
                listed = largest(listed, [at for part in loose for at in part.members])
            self._lists[key] = listed
        return self._lists[key]

    def greedy(self) -> Choice:
        """A permitted stack, taken step by step, where the proof of the best one is refused."""
        taken: list[int] = []
        for at, step in enumerate(self._steps):
            met = {self._steps[other].id for other in taken} | self._granted
            free = not any(clash(self._steps[other], step) for other in taken)
            full = self.bounds is not None and self.bounds.full(at, taken) is not None
            if free and not full and met >= set(step.requires):
                taken.append(at)
        return tuple(taken)

    def fit(self, choice: Choice) -> bool:
        """Whether a choice of a part can be in some stack."""
        return self.bounds is None or self.bounds.fit(choice)

    def allow(self, choice: Choice) -> bool:
        """Whether a combination of choices of the parts is permitted as a whole."""
        return self.bounds is None or self.bounds.allow(choice)

    def _combined(self, options: Sequence[Sequence[Choice]]) -> tuple[Choice, ...] | None:
        count = 1
        for option in options:
            count *= len(option)
        if self.parts is None or count > MOST_CHOICES or self._refused:
            return None
        stacks = [tuple(sorted(at for pick in picks for at in pick)) for picks in product(*options)]
        if self.bounds is not None:
            stacks = [stack for stack in stacks if self.bounds.allow(stack)]
        return tuple(sorted(stacks, key=lambda stack: (len(stack), stack)))

    def _needs_all(self, part: Part, aim: str, *, two_tier: bool) -> bool:
        """Whether other choices of a part than the fullest have to be looked at."""
        bounds = self.bounds
        limited = bounds is not None and not bounds.members.isdisjoint(part.members)
        return limited or self._less(part, aim, two_tier=two_tier)

    def _less(self, part: Part, aim: str, *, two_tier: bool) -> bool:
        """Whether taking less of a part may be better than taking more."""
        if self.judged:
            return True
        for at in part.members:
            step = self._steps[at]
            if step.paid_to == "person":
                continue
            # What the end customer gets lowers what the partner's percentages are taken from.
            if step.side == "end-customer" and (aim == EARNED or two_tier):
                return True
            # In two tiers the partner's front end costs the distributor, and lowers later rebates.
            if step.side == "partner" and two_tier and aim == GIVEN:
                return True
        return False


class Search:
    """Searches the stacks of one program; remembers what depends on the steps alone."""

    def __init__(self, program: Program) -> None:
        self.items = ItemMaker(program)
        self._lines = Lines()
        self._granted = budgeted(program)
        self._ties: dict[tuple[object, ...], Ties] = {}
        self._settled: dict[tuple[object, ...], Ties] = {}
        self._shares: dict[tuple[tuple[int, ...], Ties, bool, str], Found] = {}

    def ties(self, items: Sequence[Item], limits: tuple[StackLimit, ...] = ()) -> Ties:
        """What ties some items together. They come in the order of the waterfall.

        ``limits``: those that hold on the deal.
        """
        places = tuple([item.place for item in items])
        key = (places, *(limit.id for limit in limits)) if limits else places
        if key not in self._ties:
            self._ties[key] = Ties([item.step for item in items], self._granted, limits)
        return self._ties[key]

    def settled(self, ties: Ties, items: Sequence[Item], crowd: Crowd | None = None) -> Ties:
        """The ties of usable items, with what is given of a group if it is plain, or no crowd."""
        winners = plain_winners(items, ties.judge) if ties.judge is not None else None
        if winners is None or ties.parts is None:
            return ties.refused() if crowd is not None and ties.judged else ties
        key = (ties, *winners.items())
        return self._settled.get(key) or self._settled.setdefault(key, ties.settled(winners))

    def share(
        self, items: Sequence[Item], ties: Ties, aim: str, *, two_tier: bool, wild: bool
    ) -> Found:
        """As ``best``, on a deal of 100.00 at list on which no cap binds.

        None of ``items`` gives anything beside its rate: for all that are alike the same is found.
        Call inside exactly().
        """
        key = (tuple([item.alike for item in items]), ties, two_tier, aim)
        if key not in self._shares:
            if two_tier:
                found = best(items, ties, TWO_TIER, aim, wild=wild)
            else:
                found = best_share(items, ties, aim, self._lines, wild=wild)
            self._shares[key] = found
        return self._shares[key]


def best(items: Sequence[Item], ties: Ties, deal: Deal, aim: str, *, wild: bool) -> Found:
    """The permitted stack with the most by ``aim`` on a deal. Call inside exactly().

    ``items`` are the usable ones that ``ties`` are about; ``wild`` is what ``is_wild`` says.
    """
    if ties.judged:
        return _best_standing(items, ties, deal, aim)
    listed = ties.listed(aim, two_tier=deal.two_tier, wild=wild)
    if listed is not None:
        return _best_of(items, deal, listed, aim)
    path = None
    if ties.parts is not None:
        options = ties.options(aim, two_tier=deal.two_tier, wild=wild)
        members = [part.members for part in ties.parts]
        path = best_path(
            items, members, options, deal, given=aim == GIVEN, steady=not wild, bounds=ties.bounds
        )
    choice = ties.greedy() if path is None else path
    got = totals([items[at] for at in choice], deal)
    return Found(choice, got, proven=path is not None)


def best_share(items: Sequence[Item], ties: Ties, aim: str, lines: Lines, *, wild: bool) -> Found:
    """As ``best``, on a deal in one tier of 100.00 at list on which no cap binds."""
    listed = ties.listed(aim, two_tier=False, wild=wild)
    count = leading(items, listed) if listed is not None else 0
    if not count or listed is None:
        return best(items, ties, DEAL, aim, wild=wild)
    return _best_of(items, DEAL, lines.best(items, listed, count, aim), aim)


def is_wild(items: Sequence[Item], ties: Ties) -> bool:
    """Whether giving more may give less: a negative rate, rates that can exceed 100 %.

    Or something that others than the vendor bear in part.
    """
    together = ZERO
    for item in items:
        if item.rate < ZERO or (item.fixed < ZERO and item.is_fixed) or item.bearing is not None:
            return True
        together += item.rate
    if together <= ONE:
        return False
    most = (
        max(sum((items[at].rate for at in choice), ZERO) for choice in part.every)
        for part in ties.parts or ()
    )
    return ties.parts is None or sum(most, ZERO) > ONE


def _best_standing(items: Sequence[Item], ties: Ties, deal: Deal, aim: str) -> Found:
    """As ``best``, where what is permitted hangs on the deal: every stack is looked at.

    Where they are too many, or none stands, nothing is proven, and the answer takes nothing.
    """
    judge = ties.judge if reckonable(items) else None
    if judge is not None:
        listed = ties.listed(None, two_tier=deal.two_tier, wild=True) or ()
        worth = [(choice, totals([items[at] for at in choice], deal)) for choice in listed]
        # Whether one stands is asked from the best on; of equals the one that came first.
        for choice, got in sorted(worth, key=lambda one: _worth(one[1], aim), reverse=True):
            if stands(items, judge, choice, deal):
                return Found(choice, got)
    return Found((), totals((), deal), proven=False)


def _best_of(items: Sequence[Item], deal: Deal, listed: Sequence[Choice], aim: str) -> Found:
    found: tuple[Choice, Totals] | None = None
    for choice in listed:
        got = totals([items[at] for at in choice], deal)
        if found is None or _worth(got, aim) > _worth(found[1], aim):
            found = (choice, got)
    if found is None:
        raise AssertionError("taking nothing that can be declined is always permitted")
    return Found(*found)


def _worth(got: Totals, aim: str) -> tuple[Decimal, ...]:
    if aim == GIVEN:
        return (got.given,)
    return (got.earned, got.persons, got.distributor)
