"""Stacks that hang on amounts: the best one of a group, and what is given only at a low margin.

Whether a stack is permitted is then a question about one deal, amount by amount. So every stack is
looked at, on every deal at which an answer may change; what is past the bound of that cannot be
told. Reckoned line by line, exact, each line as if it were the whole order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from partnerbook.pricing.bounds import Bounds
from partnerbook.pricing.exact import ONE, ZERO
from partnerbook.pricing.items import LIST, OPENING, Item
from partnerbook.pricing.measure import Deal, Running, begun, capped_amount, closing, further
from partnerbook.pricing.stacks import Choice, clash
from partnerbook.resolve.program import Program, Step

LOWEST = "lowest"
FAR = 10**30
"""Past any size at which a cap or a fixed amount still matters."""


def depends(steps: Sequence[Step]) -> bool:
    """Whether which stacks of some steps are permitted hangs on what they give on the deal."""
    groups = [step.group for step in steps if step.choice]
    return len(groups) != len(set(groups)) or any(step.only_below is not None for step in steps)


class Judge:
    """What can stand instead of what, by the steps alone; remembered. Positions are theirs."""

    def __init__(self, steps: Sequence[Step], bounds: Bounds | None) -> None:
        self._steps, self._bounds = steps, bounds
        self._known = frozenset(step.id for step in steps)
        self._low = [at for at, step in enumerate(steps) if step.only_below is not None]
        self._conditional: dict[Choice, tuple[int, ...]] = {}
        self._instead: dict[tuple[Choice, int], tuple[tuple[int, Choice], ...]] = {}

    def conditional(self, choice: Choice) -> tuple[int, ...]:
        """The steps given only at a low margin that are in a stack, or could be added to it."""
        if choice not in self._conditional:
            found = (at for at in self._low if at in choice or self._fits(choice, at))
            self._conditional[choice] = tuple(found)
        return self._conditional[choice]

    def instead(self, choice: Choice, at: int) -> tuple[tuple[int, Choice], ...]:
        """What the program could give instead of a step of its choosing, with the stack then."""
        mine = self._steps[at]
        if not mine.choice:
            return ()
        if (choice, at) not in self._instead:
            rest = tuple(one for one in choice if one != at)
            self._instead[choice, at] = tuple(
                (other, tuple(sorted((*rest, other))))
                for other, step in enumerate(self._steps)
                if other != at and step.choice and step.group == mine.group
                if self._fits(rest, other)
            )
        return self._instead[choice, at]

    def loses(self, choice: Choice, winners: Mapping[tuple[int, int], bool]) -> bool:
        """Whether something is given instead of a part of a stack, by what is known of pairs."""
        return any(winners[at, one] for at in choice for one, _ in self.instead(choice, at))

    @property
    def plain(self) -> bool:
        """Whether nothing but groups of which one is given has to be judged, each by itself."""
        return not self._low and self._bounds is None

    def _fits(self, choice: Choice, at: int) -> bool:
        """Whether a step can be given beside others."""
        step, others = self._steps[at], [self._steps[one] for one in choice]
        needs = self._known.intersection(step.requires)
        if any(clash(step, other) for other in others) or not needs <= {o.id for o in others}:
            return False
        return self._bounds is None or self._bounds.addable(at, choice)


def unit_cost(program: Program, product: str, currency: str) -> Decimal | None:
    """What a unit costs the vendor; None where that is not written."""
    costs = program.products[product].cost
    return next((cost.amount for cost in costs if cost.currency == currency), None)


def reckonable(items: Sequence[Item]) -> bool:
    """Whether what the vendor keeps is known where something hangs on it."""
    return all(i.step.only_below is None or i.unit_cost is not None for i in items)


def stands(items: Sequence[Item], judge: Judge, choice: Choice, deal: Deal) -> bool:
    """Whether a stack that is permitted otherwise is permitted on a deal. Call inside exactly()."""
    if deal.endless:
        deal = replace(deal, value=deal.value * FAR, units=deal.units * FAR, endless=False)
    for at in judge.conditional(choice):
        low = above(items, choice, at, deal) < ZERO
        # What is on request or at discretion may be left, but not be given past its margin.
        wrong = not low if at in choice else low and items[at].step.applies == "automatic"
        if wrong:
            return False
    return not any(beaten(items, judge, choice, at, deal) for at in choice)


def settled(
    listed: Sequence[Choice], deals: Iterable[Deal], permits: Callable[[Choice, Deal], bool]
) -> bool:
    """Whether on each of some deals some stack agrees with all its own rules."""
    last: Choice | None = None
    for deal in deals:
        if last is None or not permits(last, deal):  # mostly it is the same as on the deal before
            last = next((choice for choice in listed if permits(choice, deal)), None)
            if last is None:
                return False
    return True


def beaten(
    items: Sequence[Item], judge: Judge, choice: Choice, at: int, deal: Deal
) -> tuple[int, Decimal, Decimal] | None:
    """What of its group the program itself gives instead of a step; with what either gives."""
    mine: Decimal | None = None
    for other, instead in judge.instead(choice, at):
        if items[other].step.only_below is not None and above(items, instead, other, deal) >= ZERO:
            continue
        mine = given_by(items, choice, at, deal) if mine is None else mine
        theirs = given_by(items, instead, other, deal)
        lowest = items[at].step.choice == LOWEST
        if (ZERO < theirs < mine or mine <= ZERO < theirs) if lowest else theirs > mine:
            return other, theirs, mine
    return None


def above(items: Sequence[Item], choice: Choice, at: int, deal: Deal) -> Decimal:
    """How much more the vendor keeps at the opening of a step's stage than lets it be given.

    Kept is list value less all that the vendor gives in earlier stages; of that the cost and the
    margin named have to come short. Negative: the step can be given.
    """
    item = items[at]
    if item.step.only_below is None or item.unit_cost is None:
        raise AssertionError("asked of a step without a margin, or of a product without a cost")
    before = [items[one] for one in choice if items[one].stage < item.stage]
    net = deal.value - further(begun(deal), before, deal).totals.given
    return net * (ONE - item.step.only_below.fraction) - item.unit_cost * deal.units


def given_by(items: Sequence[Item], choice: Choice, at: int, deal: Deal) -> Decimal:
    """What a step of a stack gives on a deal; of what an end customer gets, at the partner's."""
    run = further(begun(deal), [items[one] for one in choice if one < at], deal)
    item = items[at]
    return capped_amount(item, _base(run, item, deal), deal)


def _base(run: Running, item: Item, deal: Deal) -> Decimal:
    mine = item.chain == "distributor"
    price = run.distributor if mine else run.partner
    opening = run.distributor_open if mine else run.partner_open
    closed = run.distributor_closed if mine else run.partner_closed
    if item.stage != run.stage:
        closed, opening = (*closed, (run.stage, price)), price
    if item.base == LIST:
        return deal.value
    return opening if item.base == OPENING else closing(closed, item.base, deal.value)
