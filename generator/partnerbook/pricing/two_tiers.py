"""The worst stack on deals on which not all goes by one tier: wherever it can be worse at all.

First it is reckoned, much more quickly, what no mix of tiers can go beyond on any deal. Only where
that would be too much the mixes are looked at one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from partnerbook.pricing.board import Board
from partnerbook.pricing.contexts import Contexts, Shape
from partnerbook.pricing.exact import HUNDRED, ONE, ZERO, exactly, share
from partnerbook.pricing.extreme import Extreme, is_special, special_partners
from partnerbook.pricing.items import LIST, Item
from partnerbook.pricing.mixing import Mixes, Pair
from partnerbook.pricing.plans import Plans
from partnerbook.pricing.reckoner import Plan
from partnerbook.pricing.sizes import Size
from partnerbook.resolve.program import Floor, ListPrice, Program


@dataclass(frozen=True, slots=True)
class Most:
    """What the vendor gives at most on some deals, whatever the tiers, as a factor of list value.

    ``floors``: those that hold for any of the tiers.
    """

    floors: tuple[Floor, ...]
    price: ListPrice
    given: Decimal


MOST_SORTS = 2_000
"""So many sorts of deals of two tiers are looked at in one product and currency."""

Breaks = Callable[[Program, Most], bool]
"""Whether what is given at most would be too much."""


@dataclass(frozen=True, slots=True)
class NotLookedAt:
    """Deals of two tiers in a product that are not looked at, and what meets there.

    They are too many; or ``below``: deals of one tier already break what is asked about.
    """

    product: str
    currency: str
    pairs: tuple[Pair, ...]
    below: bool


def of_two_tiers(
    program: Program,
    products: Iterable[str],
    breaks: Breaks,
    below: Collection[tuple[str, str]] = (),
) -> Iterator[Extreme | NotLookedAt]:
    """The sorts of deals of two tiers or more in products in which one of them may break something.

    Only those of which the rows are not those of one tier. ``below``: the products, by currency, of
    which deals of one tier break something anyway.
    """
    looking = _Looking(program, breaks, below)
    with exactly():
        for mixes, board in boards_of(looking.plans, program, products):
            yield from looking.on(mixes, board)


def boards_of(
    plans: Plans, program: Program, products: Iterable[str], *, passed: bool = False
) -> Iterator[tuple[Mixes, Board]]:
    """The mixes of each product, each with the deals in one currency that have to be looked at.

    ``passed``: only those where a distributor passes something on.
    """
    special = special_partners(program)
    changing = [one for one in special if len({held.tier for held in one.standing}) > 1]
    for name in products:
        for partner in (None, *changing):
            mixes = Mixes(program, name, partner, passed=passed)
            if not mixes.pairs:
                continue
            for currency in program.currencies:
                if partner is None or partner.currency in ("", currency):
                    board = plans.board(currency, partner, region=mixes.region())
                    if name in board.prices and all(board.limits.values()):
                        yield mixes, board


class _Looking:
    """What is looked for, and what is known of it."""

    def __init__(
        self, program: Program, breaks: Breaks, below: Collection[tuple[str, str]]
    ) -> None:
        self.plans, self._loose = Plans(program), _Loose(program)
        self._breaks, self._below = breaks, below

    def on(self, mixes: Mixes, board: Board) -> Iterator[Extreme | NotLookedAt]:
        """The sorts of deals on one board, if they may break anything at all."""
        name, contexts = mixes.product, Contexts(board)
        bounds = _Bounds(self._loose, contexts, board)
        if not any(self._breaks(board.program, most) for most in bounds.of(name, self._breaks)):
            return
        below = (name, board.currency) in self._below
        found = None
        if not below and not mixes.too_many:
            found = every_sort(self.plans, contexts, mixes, board)
        missed = NotLookedAt(name, board.currency, mixes.pairs, below)
        yield from [missed] if found is None else found


def every_sort(
    plans: Plans,
    contexts: Contexts,
    mixes: Mixes,
    board: Board,
    ordered: Collection[str] | None = None,
) -> list[Extreme] | None:
    """Every sort of deal that is none of one tier; None if there are too many.

    ``ordered``: only if the tier of the order is among these.
    """
    found: list[Extreme] = []
    program, name = board.program, mixes.product
    seen = {_key(shape) for tier in program.tiers for shape in contexts.shapes(name, (tier,))}
    for tier, mix in mixes.every():
        if ordered is not None and tier not in ordered:
            continue
        for shape in contexts.shapes(name, (tier,), mix=mix):
            key = _key(shape)
            if key in seen or (board.partner and not is_special(board, shape)):
                continue
            seen.add(key)
            plan = plans.plan(board, shape, name)
            for price, sizes, at in contexts.on(shape, name):
                answer = plan.worst(price.price.amount, sizes)
                one = Extreme(board, shape, name, tier, price, sizes, at, plan, answer, mix)
                found.append(one)
            if len(found) > MOST_SORTS:
                return None
    return found


def _key(shape: Shape) -> tuple[object, ...]:
    """What makes two sorts of deals one, whatever the tiers are called."""
    return shape.rows, shape.billing, shape.floors, shape.limits, shape.listed, shape.graded


class _Bounds:
    """What no mix of tiers goes beyond on the deals of one board."""

    def __init__(self, loose: _Loose, contexts: Contexts, board: Board) -> None:
        self._loose, self._contexts, self._board = loose, contexts, board

    def of(self, name: str, breaks: Breaks) -> Iterator[Most]:
        """For each sort of deal in a product; more closely where the first guess is too much."""
        tiers = self._board.program.tiers.values()
        tracks = {track: None for tier in tiers for track in tier.tracks}
        for track in tracks:
            held = tuple(tier.id for tier in tiers if track in tier.tracks)
            for shape in self._contexts.shapes(name, held, some=True):
                # What cannot be told apart is said to be so where each tier is looked at.
                for price, sizes, _ in () if shape.coarse else self._contexts.on(shape, name):
                    best = self._best(shape, price.price.amount, sizes[0])
                    most = Most(shape.floors, price, self._sum(shape, best))
                    if breaks(self._board.program, most):
                        closer = self._closer(shape, best)
                        most = replace(most, given=min(most.given, closer))
                    yield most

    def _best(self, shape: Shape, price: Decimal, smallest: Size) -> list[tuple[Item, Decimal]]:
        """Each step as the tier has it for which it gives most, with that share of list."""
        most: dict[int, tuple[Item, Decimal]] = {}
        for number in (number for rows in shape.rows for number in rows):
            item = self._board.item(number, shape.billing)
            part = share_of_list(item, price, smallest)
            if item.place not in most or most[item.place][1] < part:
                most[item.place] = (item, part)
        return [most[place] for place in sorted(most)]

    def _sum(self, shape: Shape, best: Sequence[tuple[Item, Decimal]]) -> Decimal:
        """All of it, one of a group; of what a distributor passes on the vendor gives nothing."""
        groups: dict[str, Decimal] = {}
        for item, part in best:
            passed_on = item.front and item.chain == "partner" and item.bearing is None
            if not (passed_on and all(shape.two_tier)):
                group = item.step.group or item.step.id
                groups[group] = max(groups.get(group, ZERO), part)
        return sum(groups.values(), ZERO)

    def _closer(self, shape: Shape, best: Sequence[tuple[Item, Decimal]]) -> Decimal:
        """The most that those give in one tier which may be taken together."""
        if any(shape.two_tier):
            return ONE
        answer = self._loose.plan(best).worst(HUNDRED, (Size(1, None),))
        return share(answer.given, answer.value) if answer.proven else ONE


class _Loose:
    """Items that are never less: for the asking, without caps, all of it the vendor's."""

    def __init__(self, program: Program) -> None:
        # By themselves, as what ties these steps together is not what ties the real ones.
        self._plans = Plans(program)
        self._known: dict[tuple[int, Decimal, int], Item] = {}

    def plan(self, best: Sequence[tuple[Item, Decimal]]) -> Plan:
        """What is known about the stacks of some, each of which gives no more than a share."""
        return self._plans.made_of(tuple([self._of(item, part) for item, part in best]))

    def _of(self, item: Item, part: Decimal) -> Item:
        base = LIST if item.sized or item.floored else item.base
        key = (item.place, part, base)
        if key not in self._known:
            step = replace(item.step, applies="on-request", choice="", only_below=None)
            self._known[key] = replace(
                item,
                step=step,
                base=base,
                rate=part,
                fixed=ZERO,
                list_units=ZERO,
                floored=False,
                caps=(),
                limit=None,
                unit_limit=None,
                bearing=None,
                unit_cost=None,
                alike=len(self._known),
            )
        return self._known[key]


def share_of_list(item: Item, price: Decimal, smallest: Size) -> Decimal:
    """More than this share of list an item never gives; all where it may be less than nothing."""
    if item.rate < ZERO:
        return ONE
    if item.floored:
        return max(ONE + share(item.fixed, price), ZERO)
    beside = share(item.fixed, price if item.per_unit else price * smallest.units)
    return max(item.rate, ZERO) + max(beside, ZERO) + max(item.list_units, ZERO)
