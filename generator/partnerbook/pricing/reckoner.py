"""The worst and the best stack of a context. Contexts with the same rows share one search.

Where no cap binds and nothing is fixed, shares do not depend on the size of the deal: the search is
done once, on 100.00 of list. Otherwise it is done on the deal at hand.

The smallest deal of a context is the worst one for the vendor, because caps and fixed amounts weigh
less on a larger one. There are two exceptions. Marginal bands and absolute prices may weigh more on
a larger deal, wherever they count. And in two tiers a capped front end of the partner raises,
once the cap binds, the price that later rebates are taken from; and so does, in one tier too, what
somebody else than the vendor bears in part. There the deals at which a cap
begins to bind, the largest one, and the limit of ever larger ones are looked at too.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from partnerbook.pricing.crowding import Crowd
from partnerbook.pricing.exact import HUNDRED
from partnerbook.pricing.items import Item, nothing_to_accelerate, swells
from partnerbook.pricing.judging import reckonable
from partnerbook.pricing.measure import Deal, totals
from partnerbook.pricing.search import EARNED, GIVEN, Found, Search, best, is_wild
from partnerbook.pricing.sizes import Size
from partnerbook.pricing.spreading import by_parts, spread, why_not
from partnerbook.pricing.stacks import Choice
from partnerbook.pricing.verdicts import Verdicts
from partnerbook.resolve.program import StackLimit


class Answer(NamedTuple):
    """A stack found, as positions among the plan's items, on a deal of so many units at list.

    ``lines``: on how many lines these are, where that matters.

    A tuple, because there are many: it costs the collector nothing.
    """

    choice: Choice
    units: int
    value: Decimal
    endless: bool
    given: Decimal
    proven: bool
    lines: int = 1


class Plan:
    """Items that count together, and what is known about their stacks. Make one per set of rows."""

    def __init__(
        self,
        search: Search,
        items: tuple[Item, ...],
        *,
        two_tier: bool,
        limits: tuple[StackLimit, ...] = (),
        crowd: Crowd | None = None,
    ) -> None:
        idle = nothing_to_accelerate(items)
        items = tuple(item for at, item in enumerate(items) if at not in idle)
        ties = search.ties(items, limits)
        self.limits = limits
        self.items = tuple([items[at] for at in ties.usable])
        if len(self.items) < len(items):
            ties = search.ties(self.items, limits)
        ties = self.ties = search.settled(ties, self.items, crowd)
        self.crowd = crowd if ties.judged else None  # more than can be compared
        self.two_tier = two_tier
        self._search = search
        # Fixed amounts to people that nothing else depends on simply come on top of the rest.
        self._alone = tuple(
            at
            for at, item in enumerate(self.items)
            if item.chain == "person"
            and item.is_fixed
            and at in ties.alone
            and not item.caps
            and item.bearing is None
        )
        self._core = self.items
        self._places = tuple(range(len(self.items)))
        if self._alone:
            self._places = tuple(at for at in self._places if at not in self._alone)
            self._core = tuple(self.items[at] for at in self._places)
            ties = search.settled(search.ties(self._core, limits), self._core, crowd)
        self._ties = ties
        self.judged = ties.judged
        self.reckonable = not ties.judged or (self.crowd is None and reckonable(self.items))
        self._wild = is_wild(self._core, ties)
        self._capped = [(i.rate, i.limit) for i in self._core if i.limit is not None]
        # What is judged by its amounts is judged on the deal at hand.
        self._fixed = ties.judged or any(i.sized or i.unit_limit is not None for i in self._core)
        # Marginal bands and absolute prices may weigh more on a larger deal.
        self._growing = any(item.growing for item in self._core)
        self._parts = by_parts(self._core)
        self._hundred: dict[str, tuple[Choice, Found]] = {}
        # Whether larger deals may cost the vendor more: see the top of the file.
        self._shared = any(item.bearing is not None for item in self._core)
        self._swelling = swells(self._core, two_tier=two_tier)
        self._calm = True
        judge = self.ties.judge if self.reckonable else None
        steady = not self._wild
        self._verdicts = Verdicts(self.items, judge, two_tier=two_tier, steady=steady)
        self._promised: Plan | None = None

    @property
    def promised(self) -> Plan:
        """The plan of the items that the partner can count on: itself where these are all."""
        if self._promised is None:
            sure = tuple(item for item in self.items if item.promised)
            tier, limits, crowd = self.two_tier, self.limits, self.crowd
            self._promised = self
            if len(sure) < len(self.items):
                self._promised = Plan(self._search, sure, two_tier=tier, limits=limits, crowd=crowd)
        return self._promised

    @property
    def wild(self) -> bool:
        """Whether giving more may give less."""
        return self._wild

    @property
    def sized(self) -> bool:
        """Whether shares depend on the size of the deal."""
        return bool(self._fixed or self._capped or self._alone)

    def worst(self, price: Decimal, sizes: tuple[Size, ...]) -> Answer:
        """The stack that costs the vendor the largest share of list, over all deals of a context.

        ``price``: of one unit. Call inside exactly().
        """
        deal = self._smallest(price, sizes[0])
        answer = self._on(deal, GIVEN)
        if self._growing or self.judged or self._parts:
            answer = self._over_sizes(answer, price, sizes)
            if self._parts and any(size.lines > 1 for size in sizes) and self.unspread:
                answer = answer._replace(proven=False)
        elif self._swelling:
            calm = self._calm
            if self._binds(deal.value):
                calm = not self._could_exceed(deal, answer.given)
            if not calm:
                answer = self._over_sizes(answer, price, sizes)
        return answer

    def best(self, price: Decimal, sizes: tuple[Size, ...]) -> Answer:
        """The stack that earns the partner company most, on the smallest deal of a context."""
        return self._on(self._smallest(price, sizes[0]), EARNED)

    @property
    def unspread(self) -> str:
        """Why it cannot be told on how many lines an order costs most; empty if it can."""
        if self.judged:
            return "which of them are given hangs on what all together come to"
        why = why_not(self._core, two_tier=self.two_tier)
        if not why and (self._swelling or self._wild):
            return "a larger order may give a larger share of it for other reasons too"
        return why

    def _smallest(self, price: Decimal, size: Size) -> Deal:
        lines = spread(self._parts, size)[0].lines
        return Deal(price * size.units, size.units, self.two_tier, lines=lines)

    def deal(self, answer: Answer) -> Deal:
        """The deal on which an answer was found."""
        return Deal(
            answer.value, answer.units, self.two_tier, endless=answer.endless, lines=answer.lines
        )

    def stack(self, choice: Choice) -> tuple[Item, ...]:
        """The items of a choice."""
        return tuple([self.items[at] for at in choice])

    def stands(self, choice: Choice, deal: Deal) -> bool:
        """Whether a permitted stack is permitted on a deal, amount by amount."""
        if not self.judged:
            return True
        return self.reckonable and self._verdicts.stands(
            choice, replace(deal, two_tier=self.two_tier)
        )

    def stands_nowhere(self, choice: Choice) -> bool:
        """Whether a permitted stack is permitted on no deal at all."""
        return self.judged and self._verdicts.everywhere(choice) is False

    def bends(
        self, choice: Choice, price: Decimal, *, two_tier: bool, lines: int = 1
    ) -> tuple[int, ...]:
        """About how many units what a stack gives changes course, ascending; on so many lines."""
        return self._verdicts.bends(choice, price, two_tier=two_tier, lines=lines)

    def crossings(self, choice: Choice, price: Decimal) -> frozenset[int]:
        """About how many units a permitted stack begins or ends to stand."""
        return self._verdicts.crossings(choice, price)

    def _binds(self, value: Decimal) -> bool:
        """Whether a deal cannot be reckoned in shares of list."""
        if self._fixed:
            return True
        for rate, limit in self._capped:  # noqa: SIM110 - in the innermost loop
            if rate * value > limit:
                return True
        return False

    def _on(self, deal: Deal, aim: str) -> Answer:
        if self._binds(deal.value):
            found = best(self._core, self._ties, deal, aim, wild=self._wild)
            choice, given = self._whole(found.choice), found.totals.given
        else:
            if aim not in self._hundred:
                self._hundred[aim] = self._on_hundred(aim)
            choice, found = self._hundred[aim]
            given = (found.totals.given * deal.value).scaleb(-2)
        for at in self._alone:
            item = self.items[at]
            given += item.fixed * deal.units if item.per_unit else item.fixed
        proven, lines = found.proven, deal.lines
        return Answer(choice, deal.units, deal.value, deal.endless, given, proven, lines)

    def _on_hundred(self, aim: str) -> tuple[Choice, Found]:
        two_tier, wild = self.two_tier, self._wild
        found = self._search.share(self._core, self._ties, aim, two_tier=two_tier, wild=wild)
        if aim == GIVEN and self._swelling:
            deal = Deal(HUNDRED, 1, self.two_tier, uncapped=True)
            self._calm = not self._could_exceed(deal, found.totals.given)
        return self._whole(found.choice), found

    def _whole(self, core: Choice) -> Choice:
        """A choice among all items from one among the core, with what is paid anyway."""
        if not self._alone:
            return core
        return tuple(sorted((*(self._places[at] for at in core), *self._alone)))

    def _could_exceed(self, deal: Deal, given: Decimal) -> bool:
        """Whether some stack might cost a larger share on a larger deal than ``given`` on this one.

        It costs at most what it would if the partner's capped front end had come to nothing here.
        """
        listed = self._ties.listed(GIVEN, two_tier=True, wild=self._wild)
        if listed is None or self._shared or any(i.chain == "customer" for i in self._core):
            return True
        bare = replace(deal, bare=True)
        return any(totals([self._core[i] for i in c], bare).given > given for c in listed)

    def _over_sizes(self, answer: Answer, price: Decimal, sizes: tuple[Size, ...]) -> Answer:
        """The worst over all sizes, when it need not be the smallest."""
        listed = self.ties.listed(GIVEN, two_tier=self.two_tier, wild=self._wild)
        if listed is None:
            return answer._replace(proven=False)
        first = Deal(price * sizes[0].units, sizes[0].units, self.two_tier)
        for choice in listed:
            stack = self.stack(choice)
            falls = not any(item.growing for item in stack) and not by_parts(stack)
            falls = falls and not swells(stack, two_tier=self.two_tier)
            if (falls and not self.judged) or self.stands_nowhere(choice):
                continue
            # Where larger deals cost no more, the smallest tells whether any of them can.
            if falls and not self._wild:
                most = totals(stack, first).given
                if most * answer.value <= answer.given * first.value:
                    continue
            bent: dict[int, list[int]] = {}
            for size in (one for some in sizes for one in spread(stack, some)):
                if size.lines not in bent:
                    # What a distributor is given bends in one tier too.
                    bends = self.bends(choice, price, two_tier=True, lines=size.lines)
                    bent[size.lines] = [*bends, *sorted(self.crossings(choice, price))]
                for deal in deals(price, size, bent[size.lines], two_tier=self.two_tier):
                    if not self.stands(choice, deal):
                        continue
                    got = totals(stack, deal)
                    if got.given * answer.value > answer.given * deal.value:
                        answer = answer._replace(
                            choice=choice,
                            units=deal.units,
                            value=deal.value,
                            endless=deal.endless,
                            given=got.given,
                            lines=deal.lines,
                        )
        return answer


def deals(price: Decimal, size: Size, bends: list[int], *, two_tier: bool) -> list[Deal]:
    """The deals of a size at which a share can be largest or smallest.

    The smallest, those on both sides of a bend, and the largest or the limit of ever larger ones.
    """
    units = {size.units}
    for bend in bends:
        units.update(at for at in (bend, bend + 1) if at > size.units)
    if size.below is not None:
        units = {at for at in (*units, size.below - 1) if at < size.below}
    found = [Deal(price * at, at, two_tier, lines=size.on(at)) for at in sorted(units)]
    if size.below is None:
        found.append(Deal(price * size.units, size.units, two_tier, endless=True))
    return found
