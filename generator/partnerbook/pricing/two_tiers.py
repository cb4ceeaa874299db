"""The worst stack on deals on which not all goes by one tier: wherever it can be worse at all.

First it is reckoned, much more quickly, what no mix of tiers can go beyond on any deal. Only where
that would be too much the mixes are looked at one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from partnerbook.pricing.board import Board
from partnerbook.pricing.contexts import Contexts, Shape
from partnerbook.pricing.exact import ONE, ZERO, exactly, share
from partnerbook.pricing.extreme import Extreme, is_special, special_partners
from partnerbook.pricing.items import Item
from partnerbook.pricing.mixing import Mixes, Pair
from partnerbook.pricing.plans import Plans
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


Breaks = Callable[[Program, Most], bool]
"""Whether what is given at most would be too much."""


@dataclass(frozen=True, slots=True)
class TooMany:
    """Deals in a product on which the tiers of too many moments may differ to be looked at."""

    product: str
    currency: str
    pairs: tuple[Pair, ...]


def of_two_tiers(
    program: Program, products: Iterable[str], breaks: Breaks
) -> Iterator[Extreme | TooMany]:
    """The sorts of deals of two tiers or more in products in which one of them may break something.

    Only those of which the rows are not those of one tier.
    """
    plans = Plans(program)
    special = special_partners(program)
    changing = [one for one in special if len({held.tier for held in one.standing}) > 1]
    with exactly():
        for name in products:
            for partner in (None, *changing):
                mixes = Mixes(program, name, partner)
                if not mixes.pairs:
                    continue
                for currency in program.currencies:
                    if partner is None or partner.currency in ("", currency):
                        board = plans.board(currency, partner, region=mixes.region())
                        if name in board.prices and all(board.limits.values()):
                            yield from _on(plans, board, mixes, name, breaks)


def _on(
    plans: Plans, board: Board, mixes: Mixes, name: str, breaks: Breaks
) -> Iterator[Extreme | TooMany]:
    program = board.program
    contexts = Contexts(board)
    if not any(breaks(program, most) for most in _bounds(contexts, board, name)):
        return
    if mixes.too_many:
        yield TooMany(name, board.currency, mixes.pairs)
        return
    seen = {_key(shape) for tier in program.tiers for shape in contexts.shapes(name, (tier,))}
    for tier, mix in mixes.every():
        for shape in contexts.shapes(name, (tier,), mix=mix):
            key = _key(shape)
            if key in seen or (board.partner and not is_special(board, shape)):
                continue
            seen.add(key)
            plan = plans.plan(board, shape, name)
            for price, sizes, at in contexts.on(shape, name):
                answer = plan.worst(price.price.amount, sizes)
                yield Extreme(board, shape, name, tier, price, sizes, at, plan, answer, mix)


def _key(shape: Shape) -> tuple[object, ...]:
    """What makes two sorts of deals one, whatever the tiers are called."""
    return shape.rows, shape.billing, shape.floors, shape.limits, shape.listed, shape.graded


def _bounds(contexts: Contexts, board: Board, name: str) -> Iterator[Most]:
    tiers = board.program.tiers.values()
    tracks = {track: None for tier in tiers for track in tier.tracks}
    for track in tracks:
        held = tuple(tier.id for tier in tiers if track in tier.tracks)
        for shape in contexts.shapes(name, held, some=True):
            for price, sizes, _ in contexts.on(shape, name):
                # What cannot be told apart is said to be so where each tier is looked at.
                if not shape.coarse:
                    given = _given_at_most(board, shape, price.price.amount, sizes)
                    yield Most(shape.floors, price, given)


def _given_at_most(board: Board, shape: Shape, price: Decimal, sizes: Sequence[Size]) -> Decimal:
    """More than this share of list is given on none of these deals, each step at its best tier.

    Of a group one counts. Where a distributor buys, the vendor gives nothing of what it passes on.
    """
    most: dict[str, dict[str, Decimal]] = {}
    passed_on = all(shape.two_tier)
    for rows in shape.rows:
        for number in rows:
            item = board.item(number, shape.billing)
            step = item.step
            if passed_on and item.front and item.chain == "partner" and item.bearing is None:
                continue
            group = most.setdefault(step.group or step.id, {})
            part = _share(item, price, sizes[0])
            group[step.id] = max(group.get(step.id, ZERO), part)
    return sum((max(group.values()) for group in most.values()), ZERO)


def _share(item: Item, price: Decimal, smallest: Size) -> Decimal:
    """More than this share of list an item never gives; all where it may be less than nothing."""
    if item.rate < ZERO:
        return ONE
    if item.floored:
        return max(ONE + share(item.fixed, price), ZERO)
    beside = share(item.fixed, price if item.per_unit else price * smallest.units)
    return max(item.rate, ZERO) + max(beside, ZERO) + max(item.list_units, ZERO)
