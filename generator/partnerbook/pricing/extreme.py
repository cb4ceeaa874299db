"""For every sort of deal: the worst stack for the vendor and the best for the partner."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from partnerbook.pricing.board import Board
from partnerbook.pricing.by_tier import ByTier, Part
from partnerbook.pricing.contexts import Contexts, Shape
from partnerbook.pricing.exact import Coins, exactly, points, share
from partnerbook.pricing.moments import NO_MIX, Mix
from partnerbook.pricing.outline import box_around, cells_of, in_words
from partnerbook.pricing.plans import Plans
from partnerbook.pricing.reckoner import Answer, Plan
from partnerbook.pricing.sizes import Size
from partnerbook.pricing.stack import Stack, written_out
from partnerbook.resolve.program import Floor, ListPrice, Partner, Program
from partnerbook.values.box import BoxSet
from partnerbook.values.percent import Percent
from partnerbook.values.spans import Spans


@dataclass(frozen=True, slots=True)
class Scope:
    """Which deals to look at; None means all tiers, products or currencies.

    ``parts``: only these tiers of these products.
    ``partner``: only its deals, its special terms among them; empty: everybody's, and besides, of
    each partner with special terms, those deals on which one counts. ``within``: only deals that
    lie in these stretches, by axis.
    """

    tiers: tuple[str, ...] | None = None
    products: tuple[str, ...] | None = None
    currencies: tuple[str, ...] | None = None
    partner: str = ""
    within: Mapping[str, Spans] = field(default_factory=dict)
    parts: Collection[Part] | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Extreme:
    """One sort of deal: one tier, product, currency and set of rows that count together.

    ``price``: the list price of one unit. ``sizes``: how large such deals are, the smallest first.
    ``mix``: where some count by another tier than that of the order, which that is, by moment.
    What else is told here is worked out when asked for, ``given`` and ``value`` apart.
    """

    board: Board
    shape: Shape
    product: str
    tier: str
    price: ListPrice
    sizes: tuple[Size, ...]
    at: int
    plan: Plan
    answer: Answer
    mix: Mix = NO_MIX

    @property
    def currency(self) -> str:
        """The currency of the list price."""
        return self.board.currency

    @property
    def partner(self) -> str:
        """Whose special terms take part; empty for everybody's deals."""
        return self.board.partner

    @property
    def floors(self) -> tuple[Floor, ...]:
        """The floors that hold on these deals."""
        return self.shape.floors

    @property
    def units(self) -> int:
        """The smallest deal."""
        return self.sizes[0].units

    @property
    def lines(self) -> int:
        """On how many lines the smallest deal has to be spread.

        More than one where the order must be larger than a line may be.
        """
        return self.sizes[0].lines

    @property
    def proven(self) -> bool:
        """Whether no permitted stack costs the vendor more.

        Off where stacks or sorts of deals are too many and only one was tried: it cannot be told.
        """
        return self.answer.proven and not self.shape.coarse

    @property
    def given(self) -> Decimal:
        """What the worst stack gives, exact, on a deal of ``value`` at list."""
        return self.answer.given

    @property
    def value(self) -> Decimal:
        """The list value of the deal on which the worst stack is found."""
        return self.answer.value

    @property
    def rows(self) -> tuple[str, ...]:
        """The rows that count here, as ``step/row``, in the order of the waterfall."""
        named = (self.board.rows[number] for number in self.shape.rows[0])
        return tuple(f"{step.id}/{row.id}" for step, row in named)

    @property
    def worst(self) -> Stack:
        """The permitted stack that costs the vendor the largest share of list price.

        What the vendor may give at its discretion is part of it.
        """
        return self._written(self.plan, self.answer)

    @property
    def worst_paid(self) -> Stack:
        """The worst stack as it is paid: every amount rounded, so that a reader can add them."""
        return self._written(self.plan, self.answer, paid=True)

    @property
    def best_paid(self) -> Stack:
        """The best stack as it is paid."""
        return self._best(paid=True)

    @property
    def best(self) -> Stack:
        """The permitted stack that earns the partner company most, on the smallest deal.

        What is at the vendor's discretion is not part of it: nobody can count on it.
        """
        return self._best(paid=False)

    @property
    def cells(self) -> BoxSet:
        """All cells in which exactly these rows count (dates are not tested for their order)."""
        return cells_of(self.board, self.shape, self.price, (self.tier,), self.mix)

    @property
    def around(self) -> BoxSet:
        """One box of these cells, around the smallest deal, inside which nothing differs."""
        return box_around(self.board, self.shape, self.product, (self.tier,), self.at)

    @property
    def sample(self) -> Mapping[str, str]:
        """One such deal in words, by axis; axes on which it does not matter are left out."""
        return in_words(self.board, self.around)

    def margin(self, stack: Stack) -> Percent | None:
        """What the vendor keeps of a stack beyond its cost, in % of net revenue, to two decimals.

        None if the cost is not known in this currency, or nothing is left; internal.
        """
        costs = self.board.program.products[self.product].cost
        cost = next((one for one in costs if one.currency == self.currency), None)
        if cost is None or stack.kept <= 0:
            return None
        with exactly():
            # By list value, as a deal of endless size has no number of units.
            kept = stack.kept * self.price.price.amount
            return points(share(kept - cost.amount * stack.value, kept))

    def _best(self, *, paid: bool) -> Stack:
        plan = self.plan.promised
        with exactly():
            answer = plan.best(self.price.price.amount, self.sizes)
        return self._written(plan, answer, paid=paid)

    def _written(self, plan: Plan, answer: Answer, *, paid: bool = False) -> Stack:
        stages, items = self.board.program.stages, plan.stack(answer.choice)
        coins = Coins(self.currency, self.board.program.rounding) if paid else None
        return written_out(stages, items, self.price, plan.deal(answer), coins=coins)


def extremes(program: Program, scope: Scope = Scope()) -> tuple[Extreme, ...]:
    """The worst and the best permitted stack of every sort of deal from the as-of day on.

    One Extreme per tier, product, currency and distinct set of rows, list price and floors; then,
    for each partner with special terms, those sorts of deals on which one of its terms counts.
    """
    plans = Plans(program, scope.within)
    out: list[Extreme] = []
    currencies = program.currencies if scope.currencies is None else scope.currencies
    tiers = tuple(program.tiers) if scope.tiers is None else scope.tiers
    only = program.partners[scope.partner] if scope.partner else None
    with exactly():
        for currency in currencies:
            out.extend(_on(plans, plans.board(currency, only), scope, tiers))
        if only is not None:
            return tuple(out)
        for partner in special_partners(program):
            held = {held.tier for held in partner.standing if held.period.end > program.as_of}
            mine = tuple(tier for tier in tiers if tier in held)
            for currency in currencies:
                if partner.currency in ("", currency):
                    board = plans.board(currency, partner)
                    out.extend(_on(plans, board, scope, mine))
    return tuple(out)


def on_deals(deals: ByTier) -> list[Extreme]:
    """The same of all deals, as far as it is not known from a program much like this one."""
    return deals.of(_among, [(tier,) for tier in deals.program.tiers])


def _among(deals: ByTier, parts: Collection[Part]) -> Iterator[tuple[Part, Extreme]]:
    for one in extremes(deals.program, Scope(parts=parts)):
        yield (one.product, (one.tier,)), one


def _on(plans: Plans, board: Board, scope: Scope, tiers: tuple[str, ...]) -> Iterator[Extreme]:
    if not all(board.limits.values()):
        return
    contexts = Contexts(board)
    for product in board.products(scope.products):
        for tier in tiers:
            if scope.parts is not None and (product, (tier,)) not in scope.parts:
                continue
            for shape in contexts.shapes(product, (tier,)):
                if board.partner and not is_special(board, shape):
                    continue
                plan = plans.plan(board, shape, product)
                for price, sizes, at in contexts.on(shape, product):
                    answer = plan.worst(price.price.amount, sizes)
                    yield Extreme(board, shape, product, tier, price, sizes, at, plan, answer)


def special_partners(program: Program) -> tuple[Partner, ...]:
    """The partners that have special terms, by id."""
    named = {step.partner for step in program.steps if step.partner}
    return tuple(program.partners[name] for name in sorted(named) if name in program.partners)


def is_special(board: Board, shape: Shape) -> bool:
    """Whether a special term counts on a sort of deal."""
    return any(board.rows[number][0].partner for number in shape.rows[0])
