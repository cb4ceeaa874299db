"""The worst for a distributor on deals on which not all goes by one tier.

First it is reckoned, much more quickly, what a distributor lacks at most if of each step that goes
by another day than that of the order the worst tier counts. Only where that would be too much the
mixes are looked at one by one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from decimal import Decimal

from partnerbook.pricing.board import Board
from partnerbook.pricing.contexts import Contexts, Shape
from partnerbook.pricing.distributor import Squeeze, squeezes
from partnerbook.pricing.exact import ONE, ZERO, exactly
from partnerbook.pricing.items import LIST, Item, budgeted
from partnerbook.pricing.mixing import Mixes
from partnerbook.pricing.moments import moment_of
from partnerbook.pricing.plans import Plans
from partnerbook.pricing.sizes import Size
from partnerbook.pricing.stacks import parts, usable
from partnerbook.pricing.two_tiers import NotLookedAt, boards_of, every_sort, share_of_list
from partnerbook.resolve.program import Program

_DISTRIBUTORS = ("distributor", "customer")
"""Whose items lower the price that a distributor pays."""


def of_mixed_tiers(
    program: Program,
    products: Iterable[str],
    least: Decimal,
    below: Collection[tuple[str, str]] = (),
) -> Iterator[Squeeze | NotLookedAt]:
    """The sorts of deals of two tiers or more on which a distributor may keep too little.

    ``least`` as for ``squeezes``. ``below``: the products, by currency, of which deals of one tier
    leave too little anyway.
    """
    plans = Plans(program)
    with exactly():
        for mixes, board in boards_of(plans, program, products, passed=True):
            contexts = Contexts(board)
            ordered = _Bounds(contexts, board, mixes, least).tiers()
            if not ordered:
                continue
            found = None
            if not mixes.too_many:
                found = every_sort(plans, contexts, mixes, board, ordered)
            known = (mixes.product, board.currency) in below
            missed = NotLookedAt(mixes.product, board.currency, mixes.pairs, known)
            yield from [missed] if found is None else squeezes(found, least)


class _Bounds:
    """What a distributor lacks at most on the deals of one board, whatever the mix of tiers."""

    def __init__(self, contexts: Contexts, board: Board, mixes: Mixes, least: Decimal) -> None:
        self._contexts, self._board, self._mixes = contexts, board, mixes
        self._least = least
        self._granted = budgeted(board.program)

    def tiers(self) -> list[str]:
        """The tiers of the order with which a distributor may lack something."""
        every = self._board.program.tiers.values()
        found: dict[str, None] = {}
        for track in {track: None for tier in every for track in tier.tracks}:
            held = tuple(tier.id for tier in every if track in tier.tracks)
            for shape in self._contexts.shapes(self._mixes.product, held, some=True):
                # What cannot be told apart is said to be so where each tier is looked at.
                deals = () if shape.coarse else self._contexts.on(shape, self._mixes.product)
                for price, sizes, _ in deals:
                    for which, tier in enumerate(held):
                        if tier not in found and self._may(
                            shape, which, price.price.amount, sizes[0]
                        ):
                            found[tier] = None
        return list(found)

    def _may(self, shape: Shape, which: int, price: Decimal, smallest: Size) -> bool:
        """Whether a distributor may lack something on some deals ordered as one of the tiers."""
        board, moments = self._board, self._mixes.moments
        known: dict[int, list[Item]] = {}
        sides: list[set[int]] = []
        numbers: set[int] = set()
        for at, rows in enumerate(shape.rows):
            sides.append(set())
            for number in rows:
                moved = moment_of(board.rows[number][0]) in moments
                if moved or at == which:
                    item = board.item(number, shape.billing)
                    known.setdefault(item.place, []).append(item)
                    sides[-1].add(item.place)
                    numbers.add(number)
        if not board.has_distributor(numbers):
            return False
        # Without a row for some tier it may be nothing.
        every = {
            place
            for place, items in known.items()
            if moment_of(items[0].step) not in moments or all(place in side for side in sides)
        }
        limited = {one for limits in shape.limits for limit in limits for one in limit.of}
        sure = [items for place, items in known.items() if place in every]
        sure = [items for items in sure if items[0].step.id not in limited]
        return self._lacking([known[at] for at in sorted(known)], sure, price, smallest) > ZERO

    def _lacking(
        self,
        known: Sequence[Sequence[Item]],
        sure: Sequence[Sequence[Item]],
        price: Decimal,
        smallest: Size,
    ) -> Decimal:
        """No stack leaves the distributor more wanting than this, as a part of list.

        ``known``: of each step what it may give. ``sure``: the same of those that count anyway.
        """
        steps = usable([items[0].step for items in known], self._granted)
        tied = parts(steps)
        if tied is None or any(item.rate < ZERO for items in known for item in items):
            return ONE
        by_step = {items[0].step.id: items for items in known}
        most = {
            step.id: max(share_of_list(item, price, smallest) for item in by_step[step.id])
            for step in steps
        }
        weights = [most[step.id] * max(map(self._weight, by_step[step.id])) for step in steps]
        least = self._least + sum(
            (max(sum((weights[at] for at in c), ZERO) for c in part.every) for part in tied), ZERO
        )
        chains = {step.id: by_step[step.id][0].chain for step in steps}
        left = ONE - sum((most[s] for s, c in chains.items() if c in _DISTRIBUTORS), ZERO)
        off = sum((most[s] for s, c in chains.items() if c in ("partner", "customer")), ZERO)
        if left < ZERO or off > ONE:
            return ONE
        alone = {steps[part.members[0]].id for part in tied if len(part.members) == 1}
        return least - sum(
            (min(_sure(i, left) for i in items) for items in sure if items[0].step.id in alone),
            ZERO,
        )

    def _weight(self, item: Item) -> Decimal:
        """How much of what an item gives a distributor lacks at most."""
        borne = item.bearing.distributor if item.bearing is not None else ZERO
        if item.front and item.chain == "partner":
            return ONE - self._least if item.bearing is None else max(borne - self._least, ZERO)
        # What comes off the list price lowers both prices by the same.
        if item.front and item.chain == "customer" and item.base != LIST:
            return borne + ONE - self._least
        return borne


def _sure(item: Item, left: Decimal) -> Decimal:
    """What an item certainly gives a distributor, as a part of list.

    ``left``: how much of list the distributor's price is at least.
    """
    hangs = item.step.choice or item.step.only_below is not None or not item.promised
    if item.chain != "distributor" or hangs or item.sized or item.bending:
        return ZERO
    return item.rate * (ONE if item.base == LIST else left)
