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

from partnerbook.pricing.bearing import moved
from partnerbook.pricing.claiming import Claiming
from partnerbook.pricing.distributor_choices import Choices, asked, choices_of, combined, is_bent
from partnerbook.pricing.dynamic import best_path
from partnerbook.pricing.exact import HUNDRED, ONE, ZERO, exactly
from partnerbook.pricing.extreme import Extreme
from partnerbook.pricing.items import Item
from partnerbook.pricing.measure import Deal, totals
from partnerbook.pricing.reckoner import Plan, deals
from partnerbook.pricing.sizes import kinks
from partnerbook.pricing.spreading import by_parts
from partnerbook.pricing.stack import Stack, written_out
from partnerbook.pricing.stacks import Choice


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


def on_several_lines(extreme: Extreme) -> bool:
    """Whether bands by parts hang on how many lines an order has: only the fewest are looked at."""
    return bool(by_parts(extreme.plan.items)) and any(size.lines > 1 for size in extreme.sizes)


@dataclass(frozen=True, slots=True)
class _Worst:
    """A choice of a plan's items on a deal, and what the distributor then lacks."""

    choice: Choice
    deal: Deal
    lacking: Decimal


class _Search:
    def __init__(self, least: Decimal) -> None:
        self._least = least
        self._choices: dict[Plan, Choices | None] = {}
        self._hundred: dict[Plan, tuple[_Worst, bool]] = {}
        self._claiming: dict[Plan, Claiming] = {}

    def on(self, extreme: Extreme) -> Squeeze | None:
        """What is too little on a sort of deal, or cannot be told."""
        plan = extreme.plan
        if plan.judged:
            return self._on_judged(extreme)
        if plan not in self._choices:
            self._choices[plan] = choices_of(plan)
        choices = self._choices[plan]
        if choices is None:
            # Too many stacks even to begin: the vendor's worst stands for them.
            return Squeeze(extreme, extreme.worst, extreme.worst, None, proven=False)
        worst, proven = self._worst(extreme, choices)
        proven = proven and not extreme.shape.coarse and not on_several_lines(extreme)
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

    def _on_judged(self, extreme: Extreme) -> Squeeze | None:
        """The same where which stacks are permitted hangs on the deal: every one is looked at."""
        plan = extreme.plan
        if plan not in self._claiming:
            self._claiming[plan] = Claiming(plan, extreme.board.program)
        claiming = self._claiming[plan]
        every = [self._at(plan, choice, deal) for choice, deal in claiming.every(extreme)]
        worst = _most(every) if every else None
        proven = worst is not None and claiming.settled(extreme) and not extreme.shape.coarse
        if worst is None or (worst.lacking <= ZERO and not proven):
            return Squeeze(extreme, extreme.worst, extreme.worst, None, proven=False)
        if worst.lacking <= ZERO:
            return None
        parts = (c for c in claiming.listed or () if set(worst.choice).issuperset(c))
        core = next(
            part
            for part in parts
            if claiming.stands(part, worst.deal)
            and self._lacking(plan.stack(part), worst.deal) > ZERO
        )
        stages, price = extreme.board.program.stages, extreme.price
        return Squeeze(
            extreme,
            written_out(stages, plan.stack(worst.choice), price, worst.deal),
            written_out(stages, plan.stack(core), price, worst.deal),
            worst.lacking,
            proven,
        )

    def _lacking(self, stack: Sequence[Item], deal: Deal) -> Decimal:
        """What the distributor lacks, or has over if negative."""
        got = totals(stack, deal)
        must_keep = self._least * (deal.value - got.at_order)
        return must_keep + got.at_order - got.bought

    def _worst(self, extreme: Extreme, choices: Choices) -> tuple[_Worst, bool]:
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
                sizes = extreme.sizes if any(map(is_bent, stack)) else extreme.sizes[:1]
                for size in sizes:
                    for deal in deals(price, size, bends, two_tier=True):
                        yield self._at(plan, choice, deal)

        return _most(every())

    def _path(self, plan: Plan, choices: Choices, deal: Deal) -> tuple[_Worst, bool]:
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
        if bounds is not None and not bounds.members.isdisjoint(asked(plan)):
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

    def _smallest(self, plan: Plan, choices: Choices, worst: _Worst) -> Choice:
        """The smallest permitted part of the worst stack that is too little by itself."""
        most = set(worst.choice)
        inside = [[c for c in every if most.issuperset(c)] for every in choices.parts]
        for choice in combined(plan, inside) or ():
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
