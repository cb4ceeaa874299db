"""Deals on which registering earns a partner no more, or the first registrant no more than a later.

Compared are the best permitted stacks of one partner on the same deal: without a registration, as
the first to register, and as one that comes later. Looked at are the deals on which a discount for
registered deals counts for the first; what is at the vendor's discretion is left away.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from partnerbook.pricing.board import Board
from partnerbook.pricing.by_tier import Part
from partnerbook.pricing.chart import Bits
from partnerbook.pricing.compared import (
    best_found,
    best_stack,
    deals_to_compare,
    first_failing,
    smallest,
)
from partnerbook.pricing.contexts import Contexts, Deals, Shape
from partnerbook.pricing.exact import ZERO, exactly
from partnerbook.pricing.items import Item
from partnerbook.pricing.measure import Deal, totals
from partnerbook.pricing.outline import box_around, in_words
from partnerbook.pricing.plans import Plans
from partnerbook.pricing.reckoner import Plan
from partnerbook.pricing.rewarding import plainly_rewarded, surely_more
from partnerbook.pricing.stack import Stack, written_out
from partnerbook.pricing.stacks import clash
from partnerbook.pricing.waterfall import Taken
from partnerbook.resolve.program import ListPrice, Program

CLAIMS = ("none", "later", "first")
REGISTRATION = "deal-registration"


@dataclass(frozen=True, slots=True, eq=False)
class Unrewarded:
    """One sort of deal on which the first registrant earns no more than with another claim.

    ``claim``: the other one, ``none`` or ``later``. ``first`` and ``other`` are the best stacks on
    the smallest such deal; ``row``: the discount for registered deals that counts there, as it
    stands on ``board.rows``.
    """

    board: Board
    shape: Shape
    product: str
    tier: str
    price: ListPrice
    claim: str
    first: Stack
    other: Stack
    row: int
    at: int

    @property
    def currency(self) -> str:
        """The currency of the list price."""
        return self.board.currency

    @property
    def displaced(self) -> tuple[Taken, ...]:
        """What is earned with the other claim and not together with the registration.

        Without such steps: those that give the first registrant less.
        """
        step = self.board.rows[self.row][0]
        mine = {taken.step.id: taken.amount for taken in self.first.taken}
        theirs = [taken for taken in self.other.taken if taken.chain == "partner" and taken.amount]
        less = (taken for taken in theirs if mine.get(taken.step.id, ZERO) < taken.amount)
        return tuple(taken for taken in theirs if clash(taken.step, step)) or tuple(less)

    @property
    def sample(self) -> Mapping[str, str]:
        """One such deal in words, by axis; axes on which it does not matter are left out."""
        around = box_around(self.board, self.shape, self.product, (self.tier,), self.at)
        return in_words(self.board, around.without("claim"))


def unrewarded(program: Program, parts: Collection[Part] | None = None) -> tuple[Unrewarded, ...]:
    """Every sort of deal, from the as-of day on, on which being first earns nothing more.

    At most one per tier, product, list price and distinct set of rows: where no registration at all
    earns as much, a later one is not looked at. ``parts``: which tiers of
    which products to look at; None for all.
    """
    plans = Plans(program)
    out: list[Unrewarded] = []
    with exactly():
        for currency in program.currencies:
            board = plans.board(currency, promised=True)
            paid = {
                number
                for number, (step, row) in enumerate(board.rows)
                if step.kind == REGISTRATION and (row.rate is None or row.rate.points)
            }
            if not paid:
                continue
            contexts = Contexts(board)
            plain: dict[tuple[Bits, str], bool] = {}
            for product in board.products():
                for tier in program.tiers:
                    if parts is not None and (product, (tier,)) not in parts:
                        continue
                    key = (board.start(product), tier)
                    if key not in plain:
                        plain[key] = plainly_rewarded(board, *key, paid)
                    if plain[key]:
                        continue
                    shapes = contexts.shapes(product, (tier,), CLAIMS)
                    first = [s for s in shapes if not s.coarse and paid.intersection(s.rows[-1])]
                    for shape in first:
                        on = tuple(contexts.on(shape, product))
                        row = min(paid.intersection(shape.rows[-1]))
                        out.extend(_of(plans, board, shape, (tier, row), on))
    return tuple(out)


def _of(
    plans: Plans, board: Board, shape: Shape, which: tuple[str, int], deals: Sequence[Deals]
) -> Iterator[Unrewarded]:
    """What is found on one shape, for a tier and the row that registering gives it."""
    if not deals or _are_rivals(board, shape):
        return
    product = deals[0].price.product
    *others, first = (plans.plan(board, shape, product, at) for at in range(len(CLAIMS)))
    if all(_plainly_more(first, other) for other in others):
        return
    # Often it is all the same whether somebody else came first or nobody registered.
    told = {other: claim for claim, other in reversed([*zip(CLAIMS, others, strict=False)])}
    for found in deals:
        for other, claim in reversed(told.items()):
            deal = _failing(other, first, found)
            if deal is not None:
                best = _written(board, first, found.price, deal)
                yield Unrewarded(
                    board=board,
                    shape=shape,
                    product=found.price.product,
                    tier=which[0],
                    price=found.price,
                    claim=claim,
                    first=best,
                    other=best if other is first else _written(board, other, found.price, deal),
                    row=which[1],
                    at=found.at,
                )
                break


def _are_rivals(board: Board, shape: Shape) -> bool:
    """Whether rows of equal right are read differently for two claims; that is another mistake."""
    axes = board.program.axes
    held = [axes.cell(claim=claim) for claim in CLAIMS]
    for which, numbers in enumerate(shape.rows[:-1]):
        mine = {board.rows[number][0].id: board.rows[number][1] for number in shape.rows[-1]}
        for step, row in (board.rows[number] for number in numbers):
            other = mine.get(step.id, row)
            if other is not row and row.cells.meets(held[-1]) and other.cells.meets(held[which]):
                return True
    return False


def _plainly_more(first: Plan, other: Plan) -> bool:
    """Whether the first gets the same and, plainly, something on top."""
    more = [item for item in first.items if item not in other.items]
    if len(first.items) != len(other.items) + len(more) or first.judged:
        return False
    limited = {name for limit in first.limits for name in limit.of}
    if first.limits != other.limits or any(item.step.id in limited for item in more):
        return False
    return surely_more(first.items, more)


def _failing(other: Plan, first: Plan, found: Deals) -> Deal | None:
    """The smallest deal on which the first earns no more than the other."""
    price = found.price.price.amount
    if other is first and not first.judged:
        # Whoever gets the very same earns no less on any deal, so the smallest shows it.
        return smallest(first, price, found.sizes[0])

    def fails(deal: Deal) -> bool:
        told = [(plan, best_found(plan, deal)) for plan in (other, first)]
        theirs, mine = (totals(plan.stack(one.choice), deal).earned for plan, one in told)
        # On ever larger deals what is capped comes to nothing without being lost.
        less = theirs > mine or (theirs == mine and not deal.endless)
        return less and all(one.proven or not plan.judged for plan, one in told)

    # Mostly it is so from the smallest deal on; only else it matters where the stacks bend.
    least = Deal(price * found.sizes[0].units, found.sizes[0].units, two_tier=False)
    if fails(least):
        return least
    for looked_at in deals_to_compare(other, first, price, found.sizes):
        deal = first_failing(fails, looked_at, price)
        if deal is not None:
            return deal
    return None


def _written(board: Board, plan: Plan, price: ListPrice, deal: Deal) -> Stack:
    items: tuple[Item, ...] = best_stack(plan, deal)
    deal = replace(deal, two_tier=plan.two_tier)
    return written_out(board.program.stages, items, price, deal)
