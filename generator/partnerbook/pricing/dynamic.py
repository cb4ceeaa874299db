"""The best stack when there are too many to try: a dynamic programme over the waterfall, exact.

The steps are decided one after the other. Two beginnings with the same open decisions are compared:
one is dropped if whatever follows, it cannot catch up. It leads by some amount now; later steps can
win back at most their rates times the difference of the prices they are taken from. Where a later
step lowers a price without counting, only beginnings with equal prices are compared.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from partnerbook.pricing.bearing import moved
from partnerbook.pricing.bounds import Bounds, Tally
from partnerbook.pricing.exact import ZERO
from partnerbook.pricing.items import LIST, OPENING, Item
from partnerbook.pricing.measure import Deal, capped_amount, closing
from partnerbook.pricing.stacks import Choice

MOST_STATES = 4096
"""So many beginnings are kept side by side; a program that needs more is refused."""

NOW = 1_000_000
"""Later than any stage: the running price."""

Weigh = Callable[[Item, Decimal, Decimal], Decimal]
"""What a step counts: by what it gives, and what of the end customer's the distributor gets."""

Prices = tuple[tuple[int, Decimal], ...]
"""Prices after those stages that had steps, and last the running one under its stage."""


_State = tuple[frozenset[int], Tally | None]
"""Which steps of parts that are still open are taken, and how many of what is limited."""


@dataclass(frozen=True, slots=True)
class _Beginning:
    """Some steps decided: what counts so far, both prices with their history, and the way here."""

    worth: Decimal
    partner: Prices
    distributor: Prices
    taken: tuple[int, _Beginning | None] | None

    def path(self) -> Choice:
        out: list[int] = []
        step = self.taken
        while step is not None:
            out.append(step[0])
            step = step[1].taken if step[1] is not None else None
        return tuple(reversed(out))


def best_path(
    items: Sequence[Item],
    members: Sequence[Choice],
    options: Sequence[Sequence[Choice]],
    deal: Deal,
    *,
    given: bool,
    steady: bool,
    weigh: Weigh | None = None,
    bounds: Bounds | None = None,
) -> Choice | None:
    """The stack with the most given (or, with ``given`` off, earned); None past MOST_STATES.

    ``members`` and ``options``: the positions of each part and the choices to look at. ``steady``:
    all rates are positive and together at most 100 %; otherwise only equals are dropped.
    ``weigh``: what counts instead; it goes with ``given`` and without ``steady``. ``bounds``: how
    many can be taken in all; only beginnings that have taken as many of each are compared.
    """
    worth = weigh or _weighing(deal, given=given)
    part_of = {at: part for part, inside in enumerate(members) for at in inside}
    ways = [_ways(inside, option) for inside, option in zip(members, options, strict=True)]
    last = {part: inside[-1] for part, inside in enumerate(members)}
    start = ((OPENING, deal.value),)
    tally = bounds.begun() if bounds is not None else None
    front: dict[_State, list[_Beginning]] = {
        (frozenset(), tally): [_Beginning(ZERO, start, start, None)]
    }
    for at, item in enumerate(items):
        part = part_of[at]
        rule = _Rule(items[at:], deal, given=given, steady=steady)
        following: dict[_State, list[_Beginning]] = {}
        for (open_, tally), beginnings in front.items():
            mine = tuple(sorted(other for other in open_ if part_of[other] == part))
            for take in ways[part][at, mine]:
                now, told = open_ | {at} if take else open_, tally
                if bounds is not None and tally is not None:
                    told = bounds.taking(tally, at) if take else tally
                    if told is None:
                        continue
                    if at == last[part]:
                        told = bounds.closed(told, members[part], now)
                if at == last[part]:
                    now = frozenset(other for other in now if part_of[other] != part)
                after = [_after(one, at, item, deal, worth, take=take) for one in beginnings]
                following.setdefault((now, told), []).extend(after)
        front = {state: rule.pruned(some) for state, some in following.items()}
        if sum(len(some) for some in front.values()) > MOST_STATES:
            return None
    ends = [
        end
        for (_, tally), some in front.items()
        if bounds is None or tally is None or bounds.settled(tally)
        for end in some
    ]
    best = max(end.worth for end in ends)
    paths = (end.path() for end in ends if end.worth == best)
    return min(paths, key=lambda path: (len(path), path))


def _ways(members: Choice, options: Sequence[Choice]) -> dict[tuple[int, Choice], tuple[bool, ...]]:
    """For each member and what was taken before it in its part: whether it may be taken, left."""
    found: dict[tuple[int, Choice], set[bool]] = {}
    for option in options:
        for at in members:
            before = tuple(other for other in option if other < at)
            found.setdefault((at, before), set()).add(at in option)
    return {key: tuple(sorted(takes)) for key, takes in found.items()}


def _base(item: Item, prices: Prices, deal: Deal) -> Decimal:
    """What an item's rate is taken from."""
    if item.base == LIST:
        return deal.value
    if item.base == OPENING:
        return closing(prices, item.stage - 1, deal.value)
    return closing(prices, item.base, deal.value)


def _lowered(prices: Prices, stage: int, amount: Decimal) -> Prices:
    """The prices after something was taken off at a stage."""
    if prices[-1][0] == stage:
        return (*prices[:-1], (stage, prices[-1][1] - amount))
    return (*prices, (stage, prices[-1][1] - amount))


def _after(
    one: _Beginning, at: int, item: Item, deal: Deal, weigh: Weigh, *, take: bool
) -> _Beginning:
    """The beginning with one more step decided."""
    if not take:
        return one
    partner, distributor, passed = one.partner, one.distributor, ZERO
    own = item.chain == "distributor"
    amount = capped_amount(item, _base(item, distributor if own else partner, deal), deal)
    if own:
        distributor = _lowered(distributor, item.stage, amount)
    elif item.chain != "person":
        partner = _lowered(partner, item.stage, amount)
    if item.chain == "customer" and deal.two_tier:
        passed = capped_amount(item, _base(item, distributor, deal), deal)
        distributor = _lowered(distributor, item.stage, passed)
    worth = one.worth + weigh(item, amount, passed)
    return _Beginning(worth, partner, distributor, (at, one))


def _weighing(deal: Deal, *, given: bool) -> Weigh:
    def worth(item: Item, amount: Decimal, passed: Decimal) -> Decimal:
        on_both = item.chain == "customer" and deal.two_tier
        counted = passed if on_both else amount
        counted = counted if _counts(item, deal, given=given) else ZERO
        if item.bearing is None:
            return counted
        more = moved(
            item.bearing, item.chain, amount, passed, front=item.front, two_tier=deal.two_tier
        )
        return counted + (more.given if given else more.earned)

    return worth


def _counts(item: Item, deal: Deal, *, given: bool) -> bool:
    if not given:
        return item.chain == "partner"
    return not (item.chain == "partner" and item.front and deal.two_tier)


class _Rule:
    """When one beginning makes another needless. ``items``: the one just decided and the rest."""

    def __init__(self, items: Sequence[Item], deal: Deal, *, given: bool, steady: bool) -> None:
        self._steady = steady
        here = items[0].stage
        later = [item for item in items[1:] if item.on_price]
        if not given:
            later = [
                item for item in later if item.chain in ("partner", "customer") or item.bearing
            ]
        on_partner = [item for item in later if item.chain != "distributor"]
        on_distributor = [item for item in later if item.chain == "distributor"]
        if given and deal.two_tier:
            on_distributor += [item for item in later if item.chain == "customer"]
        self._chains = (_read(on_partner, here), _read(on_distributor, here))
        # A later step that lowers a price without counting makes a higher price no advantage.
        self._strict = any(
            item.chain != "person"
            and (
                not _counts(item, deal, given=given)
                or (item.chain == "customer" and given and deal.two_tier)
            )
            for item in on_partner
        )

    def pruned(self, beginnings: Sequence[_Beginning]) -> list[_Beginning]:
        """Those that may still win; of equals the one with the fewest, then the first steps."""
        ordered = sorted(beginnings, key=lambda one: (-one.worth, _taken(one)))
        kept: list[_Beginning] = []
        for one in ordered:
            if not any(self._beats(better, one) for better in kept):
                kept.append(one)
        return kept

    def _beats(self, better: _Beginning, one: _Beginning) -> bool:
        won_back = ZERO
        pairs = ((better.partner, one.partner), (better.distributor, one.distributor))
        for (rate, read), (mine, other) in zip(self._chains, pairs, strict=True):
            gaps = [closing(other, at, ZERO) - closing(mine, at, ZERO) for at in read]
            if not any(gaps):
                continue
            if not self._steady or (self._strict and mine is better.partner):
                return False
            won_back += rate * max(*gaps, ZERO)
        return better.worth - one.worth >= won_back


def _read(later: Sequence[Item], here: int) -> tuple[Decimal, tuple[int, ...]]:
    """The sum of the rates still to come on a price, and after which stages it will be read.

    A price that is still to be lowered is read now, after the last stage there is.
    """
    read: set[int] = set()
    for item in later:
        stage = item.stage - 1 if item.base == OPENING else item.base
        read.add(stage if stage < here else NOW)
    return sum((item.rate for item in later), ZERO), tuple(sorted(read))


def _taken(one: _Beginning) -> tuple[int, Choice]:
    path = one.path()
    return (len(path), path)
