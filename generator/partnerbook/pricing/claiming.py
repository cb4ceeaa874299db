"""Two-tier stacks that hang on amounts, where the distributor asks for whatever it can have.

What it may ask for counts as if it applied by itself. Every stack is looked at on every deal at
which it may begin or end to stand, or what it gives may bend; past the bound it cannot be told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from partnerbook.pricing.extreme import Extreme
from partnerbook.pricing.items import Item, budgeted
from partnerbook.pricing.judging import settled
from partnerbook.pricing.measure import Deal
from partnerbook.pricing.reckoner import Plan, deals
from partnerbook.pricing.search import Ties
from partnerbook.pricing.stacks import Choice
from partnerbook.pricing.verdicts import Verdicts
from partnerbook.resolve.program import Program


class Claiming:
    """The stacks of one plan. ``listed``: all that ties permit, the fewest steps first.

    None where they are too many, or hang on a cost that is not written.
    """

    def __init__(self, plan: Plan, program: Program) -> None:
        self._items = tuple(_asked_for(item) for item in plan.items)
        ties = Ties([item.step for item in self._items], budgeted(program), plan.limits)
        steady = not plan.wild
        self._verdicts = Verdicts(self._items, ties.judge, two_tier=True, steady=steady)
        listed = ties.listed(None, two_tier=True, wild=True)
        self.listed = listed if plan.reckonable else None

    def stands(self, choice: Choice, deal: Deal) -> bool:
        """Whether a stack is permitted on a deal, amount by amount."""
        return self._verdicts.stands(choice, deal)

    def every(self, extreme: Extreme) -> Iterator[tuple[Choice, Deal]]:
        """Each stack with the deals of a sort on which it can be the worst for the distributor."""
        for choice in self.listed or ():
            if self._verdicts.everywhere(choice) is False:
                continue
            for deal in _deals(extreme, self._bends(choice, extreme)):
                if self.stands(choice, deal):
                    yield choice, deal

    def settled(self, extreme: Extreme) -> bool:
        """Whether on every deal of a sort some stack agrees with all its own rules."""
        listed = self.listed or ()
        bends = sorted({bend for choice in listed for bend in self._bends(choice, extreme)})
        return settled(listed, _deals(extreme, bends), self.stands)

    def _bends(self, choice: Choice, extreme: Extreme) -> list[int]:
        price, told = extreme.price.price.amount, self._verdicts
        return [*told.bends(choice, price, two_tier=True), *sorted(told.crossings(choice, price))]


def _asked_for(item: Item) -> Item:
    """What a distributor may ask for, as if it applied by itself."""
    if item.chain != "distributor" or item.step.applies != "on-request":
        return item
    return replace(item, step=replace(item.step, applies="automatic"))


def _deals(extreme: Extreme, bends: Sequence[int]) -> list[Deal]:
    price = extreme.price.price.amount
    return [one for s in extreme.sizes for one in deals(price, s, [*bends], two_tier=True)]
