"""Which stacks of one plan stand, and where that turns; what holds on every deal is told once.

Two incentives of a group with shares of the very same base, and no cap, compare alike on every
deal. And what the vendor keeps of a unit never falls as a deal grows, unless larger deals may cost
it more. Only what is left is compared amount by amount. Call inside exactly().
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from partnerbook.pricing.exact import ONE, ZERO, share
from partnerbook.pricing.items import LIST, Item, swells
from partnerbook.pricing.judging import FAR, LOWEST, Judge, above, given_by, stands
from partnerbook.pricing.measure import Deal
from partnerbook.pricing.sizes import kinks
from partnerbook.pricing.stacks import Choice

Pairs = Mapping[tuple[int, int], bool]
"""By two positions, whether the second is given instead of the first wherever it can be."""


class Verdicts:
    """The stacks of some items. ``steady``: that taking more never gives less."""

    def __init__(
        self, items: Sequence[Item], judge: Judge | None, *, two_tier: bool, steady: bool
    ) -> None:
        self._items, self._judge, self._two_tier = items, judge, two_tier
        self._steady = steady
        self._outdone = outdone(items) if judge is not None else {}
        self._told: dict[Choice, bool | None] = {}
        self._bends: dict[tuple[Choice, Decimal, bool, int], tuple[int, ...]] = {}
        self._turns: dict[tuple[Choice, Decimal], frozenset[int]] = {}

    def bends(
        self, choice: Choice, price: Decimal, *, two_tier: bool, lines: int = 1
    ) -> tuple[int, ...]:
        """About how many units what a stack gives changes course, ascending; on so many lines."""
        key = (choice, price, two_tier, lines)
        if key not in self._bends:
            stack = [self._items[at] for at in choice]
            found = kinks(stack, price, two_tier=two_tier, lines=lines)
            self._bends[key] = tuple([int(at) for at in found])
        return self._bends[key]

    def stands(self, choice: Choice, deal: Deal) -> bool:
        """Whether a stack that is permitted otherwise is permitted on a deal."""
        told = self.everywhere(choice)
        if told is None and self._judge is not None:
            return stands(self._items, self._judge, choice, deal)
        return bool(told)

    def everywhere(self, choice: Choice) -> bool | None:
        """Whether a stack stands on every deal, or on none; None where that hangs on the deal."""
        if choice not in self._told:
            self._told[choice] = self._everywhere(choice)
        return self._told[choice]

    def crossings(self, choice: Choice, price: Decimal) -> frozenset[int]:
        """About how many units a stack begins or ends to stand."""
        key = (choice, price)
        if key not in self._turns:
            hangs = self._judge is not None and self.everywhere(choice) is None
            self._turns[key] = frozenset(self._crossings(choice, price)) if hangs else frozenset()
        return self._turns[key]

    def _everywhere(self, choice: Choice) -> bool | None:
        judge = self._judge
        if judge is None:
            return True
        known = [self._outdone.get((at, o)) for at in choice for o, _ in judge.instead(choice, at)]
        if True in known:
            return False
        return None if None in known or judge.conditional(choice) else True

    def _crossings(self, choice: Choice, price: Decimal) -> set[int]:
        """At the units on both sides of each kink, and where what is compared is equal."""
        judge, items, two_tier = self._judge, self._items, self._two_tier
        assert judge is not None, "only what is judged can turn"
        conditional = [at for at in judge.conditional(choice) if self._turns_low(choice, at, price)]
        pairs = [
            (at, other, instead)
            for at in choice
            for other, instead in judge.instead(choice, at)
            if (at, other) not in self._outdone
        ]
        if not conditional and not pairs:
            return set()

        def compared(units: int) -> Iterator[Decimal]:
            deal = Deal(price * units, units, two_tier)
            for at in conditional:
                yield above(items, choice, at, deal)
            for at, other, instead in pairs:
                mine = given_by(items, choice, at, deal)
                theirs = given_by(items, instead, other, deal)
                yield from (mine, theirs, mine - theirs)
                if items[other].step.only_below is not None:
                    yield above(items, instead, other, deal)

        found: set[int] = set()
        for stack in {choice, *(instead for _, _, instead in pairs)}:
            found.update(self.bends(stack, price, two_tier=True))
        for low, high in pairwise([0, *sorted(found - {0}), FAR]):
            if high - low < 2:
                continue
            for start, following in zip(compared(low + 1), compared(low + 2), strict=True):
                if start != following:
                    met = low + 1 + int(share(start, start - following))
                    found.update(at for at in (met - 1, met, met + 1) if low < at < high)
        return found

    def _turns_low(self, choice: Choice, at: int, price: Decimal) -> bool:
        """Whether what a step needs to be given may hold on some deals and not on others."""
        before = [one for one in choice if self._items[one].stage < self._items[at].stage]
        stack = [self._items[one] for one in before]
        grows = any(item.growing for item in stack) or swells(stack, two_tier=self._two_tier)
        if grows or not self._steady:
            return True
        first, last = Deal(price, 1, self._two_tier), Deal(price, 1, self._two_tier, endless=True)
        if above(self._items, choice, at, first) >= ZERO:
            return False
        return above(self._items, choice, at, last) >= ZERO


def outdone(items: Sequence[Item]) -> Pairs:
    """Of two items of a group of which the program gives one, whether the second always wins.

    Only those pairs of which it can be told without a deal.
    """
    found: dict[tuple[int, int], bool] = {}
    alike: dict[tuple[object, ...], list[int]] = {}
    for at, item in enumerate(items):
        if item.step.choice and _is_share(item):
            key = (item.step.group, item.stage, item.chain, item.base)
            alike.setdefault(key, []).append(at)
    for chosen in alike.values():
        for at in chosen if len(chosen) > 1 else ():
            one = items[at]
            if one.base != LIST and not _leave_a_price(items, one):
                continue
            for other in chosen:
                two = items[other]
                if at == other or two.step.only_below is not None:
                    continue
                if one.step.choice == LOWEST:
                    wins = ZERO < two.rate < one.rate or one.rate <= ZERO < two.rate
                else:
                    wins = two.rate > one.rate
                found[at, other] = wins
    return found


def plain_winners(items: Sequence[Item], judge: Judge) -> Pairs | None:
    """All pairs of groups of which one is given, where each can be told without a deal.

    None where something else hangs on the deal, or where a distributor may ask for what counts.
    """
    asked = any(i.chain == "distributor" and i.step.applies != "automatic" for i in items)
    if asked or not judge.plain:
        return None
    met = Counter(item.step.group for item in items if item.step.choice)
    known = outdone(items)
    return known if len(known) == sum(count * (count - 1) for count in met.values()) else None


def _is_share(item: Item) -> bool:
    """Whether what an item gives is the same share of its base on every deal."""
    return not item.sized and not item.bending


def _leave_a_price(items: Sequence[Item], item: Item) -> bool:
    """Whether something is left for an item to be a share of, whatever comes before it."""
    chains = ("distributor" if item.chain == "distributor" else "partner", "customer")
    before = [one for one in items if one.stage < item.stage and one.chain in chains]
    plain = all(one.rate >= ZERO and not one.sized and not one.floored for one in before)
    return plain and sum((one.rate for one in before), ZERO) < ONE
