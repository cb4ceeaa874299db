"""Which of the steps that apply to an order are taken: the stack that is best for the partner.

Each line has its own stack. Lines are chosen one by one unless they share something: a cap of the
order that binds, or a fixed amount per order that something else depends on. Then all lines are
chosen together, up to a bound.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import product

from partnerbook.pricing.exact import ZERO, Coins, share
from partnerbook.pricing.items import Item
from partnerbook.pricing.judging import stands
from partnerbook.pricing.measure import Deal, totals
from partnerbook.pricing.search import EARNED, Ties, best, is_wild
from partnerbook.pricing.stacks import Choice
from partnerbook.pricing.waterfall import Stretch, waterfall
from partnerbook.resolve.program import ListPrice, Stage
from partnerbook.values.audience import INTERNAL, PUBLIC, Audience

MOST_TOGETHER = 1024
"""So many combinations of lines that share something are tried; beyond, the best is not proven."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What one line may take. ``items`` are the usable ones that ``ties`` are about.

    ``wanted``: positions of items asked for by name; as many as possible of them are taken first.
    ``order``: the list value of all lines together.
    """

    value: Decimal
    units: int
    price: ListPrice
    two_tier: bool
    items: tuple[Item, ...]
    ties: Ties
    wanted: frozenset[int]
    order: Decimal = ZERO

    @property
    def deal(self) -> Deal:
        """The line as the searches see it."""
        return Deal(self.value, self.units, self.two_tier, order=self.order)

    def stretch(self, choice: Choice) -> Stretch:
        """The line with a choice of its items."""
        items = tuple(self.items[at] for at in choice)
        return Stretch(self.value, self.units, self.price, items, self.two_tier, self.order)


def considered(offer: Offer) -> Audience:
    """Who may know every step among which there was a choice: the choice depends on them all."""
    audience = PUBLIC
    for part in offer.ties.parts or ():
        limited = offer.ties.bounds is not None and not offer.ties.bounds.members.isdisjoint(
            part.members
        )
        if len(part.every) > 1 or limited:
            for at in part.members:
                audience &= offer.items[at].step.audience
    if any(item.step.only_below is not None for item in offer.items):
        audience &= INTERNAL
    return audience


def choose(
    stages: Sequence[Stage], offers: Sequence[Offer], coins: Coins
) -> tuple[tuple[Choice, ...], bool]:
    """The choice of each line, and whether it is proven that no other earns the partner more.

    Judged on what the partner company gets; of equals, on what people get, then on what the
    distributor gets, then on fewer steps. Call inside exactly().
    """
    alone = [_alone(offer) for offer in offers]
    choices = tuple(choice for choice, _ in alone)
    proven = all(sure for _, sure in alone)
    shared = _shared(offers)
    if not shared:
        return choices, proven
    ways = [
        _standing(offer) if any(item.place in shared for item in offer.items) else (choice,)
        for offer, choice in zip(offers, choices, strict=True)
    ]
    count = 1
    for way in ways:
        count *= MOST_TOGETHER + 1 if way is None else len(way)
    if count > MOST_TOGETHER:
        return choices, False
    picks = product(*(way or () for way in ways))
    return max(picks, key=lambda pick: _worth(stages, offers, pick, coins)), proven


def _alone(offer: Offer) -> tuple[Choice, bool]:
    """The best choice of one line by itself."""
    deal = offer.deal
    if not offer.wanted:
        wild = is_wild(offer.items, offer.ties)
        found = best(offer.items, offer.ties, deal, EARNED, wild=wild)
        return found.choice, found.proven
    listed = _standing(offer)
    if not listed:
        return offer.ties.greedy(), False

    def worth(choice: Choice) -> tuple[Decimal, ...]:
        got = totals([offer.items[at] for at in choice], deal)
        asked = Decimal(len(offer.wanted.intersection(choice)))
        return (asked, got.earned, got.persons, got.distributor)

    return max(listed, key=worth), True


def _standing(offer: Offer) -> tuple[Choice, ...] | None:
    """All that a line may take; None past the bound of what is enumerated."""
    listed = offer.ties.listed(None, two_tier=offer.two_tier, wild=False)
    judge = offer.ties.judge
    if listed is None or judge is None:
        return listed
    return tuple(c for c in listed if stands(offer.items, judge, c, offer.deal))


def _shared(offers: Sequence[Offer]) -> frozenset[int]:
    """The steps, by place, through which what one line takes changes what another one gets."""
    found: set[int] = set()
    lines: dict[int, list[tuple[Offer, int]]] = {}
    for offer in offers:
        for at, item in enumerate(offer.items):
            lines.setdefault(item.place, []).append((offer, at))
    for place, uses in lines.items():
        if len(uses) < 2:
            continue
        most = sum((_at_most(offer.items[at], offer) for offer, at in uses), ZERO)
        for offer, at in uses:
            item = offer.items[at]
            fixed = item.is_fixed and not item.per_unit
            if item.limit is not None and (item.fixed or most > item.limit):
                found.add(place)
            if fixed and at not in offer.ties.alone:
                found.add(place)
    return frozenset(found)


def _at_most(item: Item, offer: Offer) -> Decimal:
    """More than this an item does not give on a line, whatever else is taken."""
    beside = max(item.fixed, ZERO) if item.row.marginal else ZERO
    if item.list_units > ZERO:
        beside += item.list_units * share(offer.value, Decimal(offer.units))
    return item.rate * offer.value + beside


def _worth(
    stages: Sequence[Stage], offers: Sequence[Offer], pick: Sequence[Choice], coins: Coins
) -> tuple[Decimal, ...]:
    lines = [offer.stretch(choice) for offer, choice in zip(offers, pick, strict=True)]
    got = {"asked": ZERO, "partner": ZERO, "person": ZERO, "distributor": ZERO}
    for taken in waterfall(stages, lines, coins=coins):
        for one in taken:
            if one.step.side != "end-customer" or one.chain == "person":
                got[one.chain] += one.amount
            if one.borne is not None:
                got["partner"] -= one.borne.partner
                got["distributor"] -= one.borne.distributor
    for offer, choice in zip(offers, pick, strict=True):
        got["asked"] += len(offer.wanted.intersection(choice))
    steps = Decimal(sum(len(choice) for choice in pick))
    return (*got.values(), -steps)
