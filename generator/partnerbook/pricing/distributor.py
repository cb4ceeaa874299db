"""The worst for a distributor on every sort of two-tier deal: what it keeps of the partner's price.

It pays the vendor its own price and passes the partner's on. What the partner takes at the order
comes out of that difference; what the partner gets later does not. The partner chooses what is
worst for the distributor, the vendor grants what it may; the distributor asks for whatever it can
have. All permitted stacks are looked at, on every size of deal at which a share can be smallest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product as combined

from partnerbook.pricing.bearing import moved
from partnerbook.pricing.dynamic import best_path
from partnerbook.pricing.exact import HUNDRED, ONE, ZERO, exactly
from partnerbook.pricing.extreme import Extreme
from partnerbook.pricing.items import LIST, Item
from partnerbook.pricing.measure import Deal, totals
from partnerbook.pricing.reckoner import Plan, deals
from partnerbook.pricing.sizes import kinks
from partnerbook.pricing.stack import Stack, written_out
from partnerbook.pricing.stacks import MOST_CHOICES, Choice, Part


@dataclass(frozen=True, slots=True, eq=False)
class Squeeze:
    """A sort of deal on which a distributor may keep less than a part of the partner's price.

    ``stack`` is the worst one for it, ``core`` the smallest permitted part that is too little as
    well. ``lacking``: how much more it would have to keep, exact; None where no stack is found, but
    not all could be looked at (``proven`` is off).
    """

    extreme: Extreme
    stack: Stack
    core: Stack
    lacking: Decimal | None
    proven: bool


def squeezes(extremes: Iterable[Extreme], least: Decimal) -> tuple[Squeeze, ...]:
    """The sorts of deals on which a distributor may keep too little, or for which none can tell.

    ``least``: what it must keep, as a factor of the partner's price; with 0, it must not lose.
    """
    search = _Search(least)
    with exactly():
        found = (search.on(one) for one in extremes if one.plan.two_tier)
        return tuple(one for one in found if one is not None)


@dataclass(frozen=True, slots=True)
class _Worst:
    """A choice of a plan's items on a deal, and what the distributor then lacks."""

    choice: Choice
    deal: Deal
    lacking: Decimal


@dataclass(frozen=True, slots=True)
class _Choices:
    """What can be chosen among a plan's items.

    ``parts``: for each part its permitted choices; ``options``: those that can be the worst;
    ``listed``: their combinations, the fewest steps first, None if they are too many.
    """

    parts: tuple[tuple[Choice, ...], ...]
    options: tuple[tuple[Choice, ...], ...]
    listed: tuple[Choice, ...] | None


class _Search:
    def __init__(self, least: Decimal) -> None:
        self._least = least
        self._choices: dict[Plan, _Choices | None] = {}
        self._hundred: dict[Plan, tuple[_Worst, bool]] = {}

    def on(self, extreme: Extreme) -> Squeeze | None:
        """What is too little on a sort of deal, or cannot be told."""
        plan = extreme.plan
        if plan not in self._choices:
            self._choices[plan] = _choices(plan)
        choices = self._choices[plan]
        if choices is None:
            # Too many stacks even to begin, or they hang on the deal: the vendor's worst stands
            # for them.
            return Squeeze(extreme, extreme.worst, extreme.worst, None, proven=False)
        worst, proven = self._worst(extreme, choices)
        proven = proven and not extreme.shape.coarse
        broken = worst.lacking > ZERO
        if not broken and proven:
            return None
        core = self._smallest(plan, choices, worst) if broken else worst.choice
        stages, price = extreme.board.program.stages, extreme.price
        return Squeeze(
            extreme,
            written_out(stages, plan.stack(worst.choice), price, worst.deal),
            written_out(stages, plan.stack(core), price, worst.deal),
            worst.lacking if broken else None,
            proven,
        )

    def _lacking(self, stack: Sequence[Item], deal: Deal) -> Decimal:
        """What the distributor lacks, or has over if negative."""
        got = totals(stack, deal)
        must_keep = self._least * (deal.value - got.at_order)
        return must_keep + got.at_order - got.bought

    def _worst(self, extreme: Extreme, choices: _Choices) -> tuple[_Worst, bool]:
        """The worst stack over all sizes, and whether that is proven."""
        plan, price = extreme.plan, extreme.price.price.amount
        if plan.sized:
            if choices.listed is not None:
                return self._over_sizes(extreme, choices.listed), True
            units = extreme.units
            return self._path(plan, choices, Deal(price * units, units, two_tier=True))[0], False
        if plan not in self._hundred:
            deal = Deal(HUNDRED, 1, two_tier=True)
            if choices.listed is None:
                self._hundred[plan] = self._path(plan, choices, deal)
            else:
                every = (self._at(plan, choice, deal) for choice in choices.listed)
                self._hundred[plan] = (_most(every), True)
        worst, proven = self._hundred[plan]
        deal = Deal(price * extreme.units, extreme.units, two_tier=True)
        return self._at(plan, worst.choice, deal), proven

    def _at(self, plan: Plan, choice: Choice, deal: Deal) -> _Worst:
        return _Worst(choice, deal, self._lacking(plan.stack(choice), deal))

    def _over_sizes(self, extreme: Extreme, listed: Sequence[Choice]) -> _Worst:
        """The worst over all sizes: a cap of either may be what makes a larger deal worse."""
        plan, price = extreme.plan, extreme.price.price.amount

        def every() -> Iterator[_Worst]:
            for choice in listed:
                stack = plan.stack(choice)
                bends = [int(b) for b in kinks(stack, price, two_tier=True)]
                # Without caps and fixed amounts shares are those of the smallest deal.
                sizes = extreme.sizes if any(map(_is_bent, stack)) else extreme.sizes[:1]
                for size in sizes:
                    for deal in deals(price, size, bends, two_tier=True):
                        yield self._at(plan, choice, deal)

        return _most(every())

    def _path(self, plan: Plan, choices: _Choices, deal: Deal) -> tuple[_Worst, bool]:
        """The worst on one deal where stacks are too many to try; any one where that fails too."""

        def weigh(item: Item, amount: Decimal, passed: Decimal) -> Decimal:
            if item.chain == "distributor":
                return -amount
            at_order = amount if item.front and item.chain != "person" else ZERO
            lacking = (ONE - self._least) * at_order - passed
            if item.bearing is None:
                return lacking
            borne = moved(item.bearing, item.chain, amount, passed, front=item.front, two_tier=True)
            return lacking - borne.distributor

        bounds = plan.ties.bounds
        if bounds is not None and not bounds.members.isdisjoint(_asked(plan)):
            # What the distributor would claim may be what a limit leaves out.
            return self._at(plan, plan.ties.greedy(), deal), False
        members = [part.members for part in plan.ties.parts or ()]
        path = best_path(
            plan.items,
            members,
            choices.options,
            deal,
            given=True,
            steady=False,
            weigh=weigh,
            bounds=bounds,
        )
        if path is None:
            return self._at(plan, plan.ties.greedy(), deal), False
        return self._at(plan, path, deal), True

    def _smallest(self, plan: Plan, choices: _Choices, worst: _Worst) -> Choice:
        """The smallest permitted part of the worst stack that is too little by itself."""
        most = set(worst.choice)
        inside = [[c for c in every if most.issuperset(c)] for every in choices.parts]
        for choice in _combined(plan, inside) or ():
            if self._lacking(plan.stack(choice), worst.deal) > ZERO:
                return choice
        return worst.choice


def _most(every: Iterable[_Worst]) -> _Worst:
    """The largest share of list that is lacking; of equals the first."""
    found: _Worst | None = None
    for one in every:
        if found is None or one.lacking * found.deal.value > found.lacking * one.deal.value:
            found = one
    if found is None:
        raise AssertionError("some stack is always permitted")
    return found


def _choices(plan: Plan) -> _Choices | None:
    tied = plan.ties.parts
    if tied is None or plan.judged:
        return None
    claimed = tuple(_claimed(plan, part) for part in tied)
    options = tuple(
        _worth_trying(plan, part, every) for part, every in zip(tied, claimed, strict=True)
    )
    return _Choices(claimed, options, _combined(plan, options))


def _claimed(plan: Plan, part: Part) -> tuple[Choice, ...]:
    """The choices of a part to which nothing can be added that the distributor may ask for."""
    # Under a limit it can be full: that is looked at in the whole stack.
    asked = [at for at in _asked(plan).intersection(part.members) if not _is_limited(plan, at)]
    if not asked:
        return part.every
    every = set(part.every)
    return tuple(
        choice
        for choice in part.every
        if not any(at not in choice and tuple(sorted((*choice, at))) in every for at in asked)
    )


def _asked(plan: Plan) -> frozenset[int]:
    """What the distributor may ask for."""
    mine = (at for at, i in enumerate(plan.items) if i.chain == "distributor" and i.promised)
    return frozenset(mine)


def _is_limited(plan: Plan, at: int) -> bool:
    return plan.ties.bounds is not None and at in plan.ties.bounds.members


def _worth_trying(plan: Plan, part: Part, every: tuple[Choice, ...]) -> tuple[Choice, ...]:
    """The choices of a part that can be the worst for the distributor."""
    members = [plan.items[at] for at in part.members]
    if any(item.bearing is not None for item in members):
        return every
    if any(_is_limited(plan, at) for at in part.members):
        return every
    if all(_is_aside(plan, item) for item in members):
        return every[:1]
    # More off the partner's price is never better for the distributor, while no rates go beyond
    # all of the price and nothing in the part lowers what the distributor itself pays.
    plain = all(item.chain in ("partner", "person") for item in members) and not plan.wild
    later = any(
        item.chain == "partner" and not _is_aside(plan, item) and not item.front for item in members
    )
    return part.fullest if plain and not later else every


def _is_aside(plan: Plan, item: Item) -> bool:
    """Whether an item has no say in what the distributor keeps, on any deal."""
    if item.bearing is not None:
        return False
    if item.chain == "person":
        return True
    if item.chain != "partner" or item.front:
        return False
    return not any(
        other.stage > item.stage and other.base != LIST and other.chain in ("partner", "customer")
        for other in plan.items
    )


def _is_bent(item: Item) -> bool:
    """Whether what an item gives is no fixed share of a price."""
    return item.sized or item.limit is not None or item.unit_limit is not None


def _combined(plan: Plan, options: Sequence[Sequence[Choice]]) -> tuple[Choice, ...] | None:
    """One choice of each part, all together, the fewest steps first; None past MOST_CHOICES."""
    count = 1
    for option in options:
        count *= len(option)
    if count > MOST_CHOICES:
        return None
    stacks = [tuple(sorted(at for pick in picks for at in pick)) for picks in combined(*options)]
    bounds = plan.ties.bounds
    if bounds is not None:
        stacks = [stack for stack in stacks if bounds.allow(stack, _asked(plan))]
    return tuple(sorted(stacks, key=lambda stack: (len(stack), stack)))
