"""Deals on which a partner of a higher tier is worse off than one of the tier below.

Compared is what the partner company gets, now and later: with the best permitted stack of each, and
with the very same stack for both; what is at the vendor's discretion is in neither. Not only at the
smallest deal: also at both sides of every size at which a cap begins to bind or the higher tier's
best stack changes, at the largest deal, and in the limit of ever larger ones. In between nothing
bends, so nothing can be worse there.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise

from partnerbook.pricing.board import Board
from partnerbook.pricing.by_tier import ByTier, Part
from partnerbook.pricing.chart import Bits
from partnerbook.pricing.compared import (
    all_listed,
    bends,
    best_stack,
    deals_to_compare,
    first_failing,
    sure,
)
from partnerbook.pricing.contexts import Contexts, Deals, Shape
from partnerbook.pricing.dominance import never_less, plainly_ordered
from partnerbook.pricing.exact import ZERO, exactly, share
from partnerbook.pricing.items import Item
from partnerbook.pricing.measure import Deal, totals
from partnerbook.pricing.outline import box_around, cells_of, in_words
from partnerbook.pricing.plans import Plans
from partnerbook.pricing.possible import bought_below, can_be, grade_of, without_the_impossible
from partnerbook.pricing.reckoner import Plan, deals
from partnerbook.pricing.spreading import by_parts
from partnerbook.pricing.stack import Stack, written_out
from partnerbook.pricing.stacks import Choice
from partnerbook.resolve.program import Floor, ListPrice, Program
from partnerbook.values.box import BoxSet

BEST, SAME = "best", "same-stack"


@dataclass(frozen=True, slots=True, eq=False)
class Inversion:
    """One sort of deal on which the higher tier gets less.

    ``how``: ``best`` when the best permitted stacks are compared, ``same-stack`` when only a stack
    that is open to both pays the higher tier less. ``higher`` and ``lower`` are the two stacks on
    the same deal, the first one at which the order fails. ``short`` is the most by which the higher
    tier falls short on a deal of any size; None if there is no end to it. ``part``: the most by
    which it does, as a share of list: an end there always is.
    """

    board: Board
    shape: Shape
    product: str
    price: ListPrice
    lower_tier: str
    higher_tier: str
    how: str
    lower: Stack
    higher: Stack
    at: int
    short: Decimal | None
    part: Decimal

    @property
    def currency(self) -> str:
        """The currency of the list price."""
        return self.board.currency

    @property
    def floors(self) -> tuple[Floor, ...]:
        """The floors that hold on these deals."""
        return self.shape.floors

    @property
    def steps(self) -> tuple[str, ...]:
        """The steps on which the higher tier gets less than the lower, or nothing: the cause."""
        higher = {taken.step.id: taken.amount for taken in self.higher.taken}
        with exactly():
            return tuple(
                taken.step.id
                for taken in self.lower.taken
                if taken.chain == "partner" and higher.get(taken.step.id, ZERO) < taken.amount
            )

    @property
    def cells(self) -> BoxSet:
        """All cells in which exactly these rows count, for both tiers."""
        return cells_of(self.board, self.shape, self.price, (self.lower_tier, self.higher_tier))

    @property
    def sample(self) -> Mapping[str, str]:
        """One such deal in words, by axis; axes on which it does not matter are left out."""
        tiers = (self.lower_tier, self.higher_tier)
        at = grade_of(self.shape.grades, self.higher, self.at)
        around = box_around(self.board, self.shape, self.product, tiers, at).without("tier")
        stacks = (self.lower, self.higher)
        return in_words(self.board, without_the_impossible(around, self.currency, stacks))


@dataclass(frozen=True, slots=True)
class Untold:
    """A pair of tiers, neighbours, of which on a product not all stacks could be compared.

    ``bands``: the names of bands by parts, if that is so only because an order of several lines can
    be spread over more of them than were looked at.
    """

    lower_tier: str
    higher_tier: str
    product: str
    bands: tuple[str, ...] = ()


def inversions(program: Program) -> tuple[Inversion, ...]:
    """Every sort of deal, from the as-of day on, on which a tier is worse off than the one below.

    Tiers are neighbours by rank within a track. At most one Inversion per pair of tiers, product,
    list price and distinct pair of row sets.
    """
    return tiers_compared(program)[0]


def tiers_compared(
    program: Program, parts: Collection[Part] | None = None
) -> tuple[tuple[Inversion, ...], tuple[Untold, ...]]:
    """The inversions, and where there may be others: past the bound of what is compared.

    ``parts``: which products and pairs to look at; None for all.
    """
    plans = Plans(program)
    out: list[Inversion] = []
    untold: dict[Untold, None] = {}
    with exactly():
        for currency in program.currencies:
            board = plans.board(currency, promised=True)
            contexts = Contexts(board)
            plain: dict[tuple[Bits, str, str], bool] = {}
            for product in board.products():
                for pair in neighbours(program):
                    if parts is not None and (product, pair) not in parts:
                        continue
                    key = (board.start(product), *pair)
                    if key not in plain:
                        plain[key] = plainly_ordered(board, *key)
                    if not plain[key]:
                        out.extend(_between(plans, board, contexts, product, pair, untold=untold))
    return tuple(out), tuple(untold)


def between_tiers(deals: ByTier) -> list[Inversion | Untold]:
    """The same, as far as it is not known from a program much like this one."""
    return deals.of(_among, neighbours(deals.program))


def _among(deals: ByTier, parts: Collection[Part]) -> Iterator[tuple[Part, Inversion | Untold]]:
    for found in tiers_compared(deals.program, parts):
        yield from (((one.product, (one.lower_tier, one.higher_tier)), one) for one in found)


def neighbours(program: Program) -> tuple[tuple[str, str], ...]:
    """The pairs of tiers (lower, higher) that follow each other by rank in some track."""
    found: dict[tuple[str, str], None] = {}
    for track in program.axes.values["track"]:
        mine = [tier for tier in program.tiers.values() if track in tier.tracks]
        ranks = sorted({tier.rank for tier in mine})
        for low, high in pairwise(ranks):
            for lower in mine:
                for higher in mine:
                    if (lower.rank, higher.rank) == (low, high):
                        found[lower.id, higher.id] = None
    return tuple(sorted(found))


def _between(
    plans: Plans,
    board: Board,
    contexts: Contexts,
    product: str,
    pair: tuple[str, str],
    *,
    untold: dict[Untold, None],
) -> Iterator[Inversion]:
    """The inversions of a pair of tiers; what is past the bound is noted in ``untold``."""
    for shape in contexts.shapes(product, pair):
        lower, higher = (plans.plan(board, shape, product, which) for which in (0, 1))
        # Where sorts of deals cannot be told apart, the extremes say so.
        if shape.coarse or never_less(lower, higher):
            continue
        if not all_listed(lower, higher):
            untold[Untold(*pair, product)] = None
            if lower.judged or higher.judged:
                continue
        for found in contexts.on(shape, product):
            failing = _failing(lower, higher, found)
            parts = by_parts((*lower.items, *higher.items))
            if failing is None and parts and any(size.lines > 1 for size in found.sizes):
                bands = tuple(sorted({item.step.name for item in parts}))
                untold[Untold(*pair, product, bands)] = None
            if failing is not None:
                how, low, high, deal, (short, most) = failing
                stages = board.program.stages
                yield Inversion(
                    board=board,
                    shape=shape,
                    product=product,
                    price=found.price,
                    lower_tier=pair[0],
                    higher_tier=pair[1],
                    how=how,
                    lower=written_out(
                        stages, low, found.price, replace(deal, two_tier=lower.two_tier)
                    ),
                    higher=written_out(
                        stages, high, found.price, replace(deal, two_tier=higher.two_tier)
                    ),
                    at=found.at,
                    short=short,
                    part=most,
                )


Stacked = tuple[Item, ...]
_Short = tuple[Decimal | None, Decimal]
_Failing = tuple[str, tuple[Item, ...], tuple[Item, ...], Deal, _Short]


def _failing(lower: Plan, higher: Plan, found: Deals) -> _Failing | None:
    """The smallest deal on which the higher tier gets less, with both stacks."""
    price = found.price.price.amount
    rows = [item.row for plan in (lower, higher) for item in plan.items]
    below = bought_below(rows, found.price.price.currency)

    def short_at_best(deal: Deal) -> Decimal:
        return _earned(best_stack(lower, deal), deal) - _earned(best_stack(higher, deal), deal)

    def fails_at_best(deal: Deal) -> bool:
        return short_at_best(deal) > 0 and sure(lower, deal) and sure(higher, deal)

    compared = deals_to_compare(lower, higher, price, found.sizes)
    for looked_at in compared:
        deal = first_failing(fails_at_best, looked_at, price)
        if deal is not None:
            low, high = best_stack(lower, deal), best_stack(higher, deal)
            # Of orders that are too large for their period, larger ones are so even more.
            if can_be(low, deal, below) and can_be(high, deal, below):
                every = [one for some in compared for one in some if can_be(high, one, below)]
                return BEST, low, high, deal, _most(short_at_best, [deal, *every])
    for ours, theirs in _open_to_both(lower, higher):
        low, high = lower.stack(ours), higher.stack(theirs)

        def short_of(deal: Deal, low: Stacked = low, high: Stacked = high) -> Decimal:
            return _earned(low, deal) - _earned(high, deal)

        def fails(deal: Deal, ours: Choice = ours, theirs: Choice = theirs) -> bool:
            lost = _earned(lower.stack(ours), deal) > _earned(higher.stack(theirs), deal)
            return lost and lower.stands(ours, deal) and higher.stands(theirs, deal)

        turns = {*bends((low, high), price), *lower.crossings(ours, price)}
        turns |= higher.crossings(theirs, price)
        compared = [deals(price, one, sorted(turns), two_tier=False) for one in found.sizes]
        for looked_at in compared:
            deal = first_failing(fails, looked_at, price)
            if deal is not None and can_be(low, deal, below) and can_be(high, deal, below):
                every = [one for some in compared for one in some if can_be(high, one, below)]
                return SAME, low, high, deal, _most(short_of, [deal, *every])
    return None


def _most(short: Callable[[Deal], Decimal], looked_at: Sequence[Deal]) -> _Short:
    """The most by which one falls short, in money, if that ends, and as a share of list."""
    by = [(deal, short(deal)) for deal in looked_at]
    part = max((share(lost, deal.value) for deal, lost in by), default=ZERO)
    if any(deal.endless and lost > 0 for deal, lost in by):
        return None, part
    return max((lost for deal, lost in by if not deal.endless), default=ZERO), part


def _earned(stack: Stacked, deal: Deal) -> Decimal:
    return totals(stack, deal).earned


def _open_to_both(lower: Plan, higher: Plan) -> list[tuple[Choice, Choice]]:
    """The stacks that both tiers may take, as (the lower's, the higher's) choice."""
    mine = _by_steps(lower)
    theirs = _by_steps(higher)
    return [(mine[steps], theirs[steps]) for steps in mine if steps in theirs]


def _by_steps(plan: Plan) -> dict[Choice, Choice]:
    listed = plan.ties.listed(None, two_tier=False, wild=False) or ()
    return {tuple(item.place for item in plan.stack(choice)): choice for choice in listed}
