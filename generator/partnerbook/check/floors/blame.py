"""Which number of the files is to blame for stacks below a floor: as few numbers as explain all."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from partnerbook.check.floors.breach import Breach
from partnerbook.check.floors.words import borne
from partnerbook.check.margins.fewest import fewest
from partnerbook.findings import Ref
from partnerbook.pricing.exact import share
from partnerbook.pricing.waterfall import Taken
from partnerbook.resolve.program import Program

FAR = Decimal("1.25")
"""A cost is out of line if it is so many times its share of the price in another currency."""


@dataclass(frozen=True, slots=True)
class Blamed:
    """A rate, and the breaches that are laid to it.

    ``with_``: of a special term, the rate too high for others as well that the worst one needs.
    """

    culprit: Taken
    breaches: tuple[Breach, ...]
    with_: Taken | None = None

    @property
    def subject(self) -> str:
        """What a waiver cites: the step, its row where it has several, the tier of the rate."""
        return subject_of(self.culprit)


def subject_of(taken: Taken) -> str:
    """The subject of a finding about the rate of a step: ``deal-registration/platinum``."""
    step, row = taken.step, taken.row
    parts = [step.id]
    if row.id not in (step.id, step.id.rpartition("/")[2]):
        parts.append(row.id)
    if row.tier:
        parts.append(row.tier)
    return "/".join(parts)


def rates(breaches: Sequence[Breach], edited: Collection[Ref] = ()) -> Iterator[Blamed]:
    """Each breach laid to one rate: as few rates as explain all.

    A special term answers for its partner's deals, but not for those that break the limit without
    it; and an incentive too high for others as well answers for those deals, too, that need it.
    Else the rate that takes part in most breaches is to blame; between equals one that was
    ``edited``, an incentive before the discount it is stacked on, the one that begins last, then
    the larger one.
    """
    made = [found for found in breaches if _has_term(found)]
    anyway = [found for found in breaches if not _is_made_by_term(found)]
    blamed: list[Blamed] = []
    for general in _fewest(anyway, edited, by_terms=False):
        known, rate = set(general.breaches), general.culprit
        # A discount is part of every deal; it need not make room for one partner's term.
        more = [] if rate.step.nested else [f for f in made if f not in known and needs(f, rate)]
        blamed.append(Blamed(rate, (*general.breaches, *more)))
    yield from blamed
    for term in _fewest(made, edited, by_terms=True):
        needed = (one.culprit for one in blamed if needs(worst(term.breaches), one.culprit))
        yield Blamed(term.culprit, term.breaches, next(needed, None))


def needs(found: Breach, rate: Taken) -> bool:
    """Whether a breach needs a rate to be one."""
    return any(taken.row.rate_ref == rate.row.rate_ref for taken in found.core.taken)


def _fewest(
    breaches: Sequence[Breach], edited: Collection[Ref], *, by_terms: bool
) -> Iterator[Blamed]:
    """Breaches laid to as few rates as explain all, of special terms or of all others."""

    def rates(found: Breach) -> Iterator[Taken]:
        return (taken for taken in found.core.taken if bool(taken.step.partner) is by_terms)

    def better(taken: Taken, first: Breach) -> tuple[bool, bool, date, Decimal]:
        part = share(taken.amount, first.stack.value)
        changed = taken.row.rate_ref in edited
        return changed, not taken.step.nested, taken.row.period.start, part

    for culprit, laid in fewest(breaches, rates, better):
        yield Blamed(culprit, laid)


def _has_term(found: Breach) -> bool:
    """Whether a special term is among what breaks the limit."""
    return any(taken.step.partner for taken in found.core.taken)


def _is_made_by_term(found: Breach) -> bool:
    """Whether a partner's own terms take its deal below the limit, which all else keeps.

    Where even the rest of the stack breaks it, the same deal is broken for everybody.
    """
    alone = all(taken.step.partner for taken in found.core.taken)
    terms = sum((t.amount for t in borne(found.stack) if t.step.partner), Decimal(0))
    return _has_term(found) and (alone or found.excess <= terms)


@dataclass(frozen=True, slots=True)
class Common:
    """One number behind several rates: a limit that is too tight, or a cost that is out of line.

    ``cost`` is None for a limit; else where the cost of the one product stands.
    """

    at: Ref
    blamed: tuple[Blamed, ...]
    cost: Ref | None = None

    @property
    def breaches(self) -> list[Breach]:
        """All breaches that it explains."""
        return [found for one in self.blamed for found in one.breaches]

    @property
    def worst(self) -> Breach:
        """The breach that goes furthest."""
        return worst(self.breaches)


def worst(breaches: Sequence[Breach]) -> Breach:
    """The breach that goes furthest below its limit; between equals always the same one.

    What is wrong for everybody is shown on a deal of anybody, not on one partner's own.
    """
    return max(
        breaches,
        key=lambda one: (
            not one.extreme.partner,
            one.share,
            one.limit.ref,
            one.extreme.currency,
        ),
    )


def common(program: Program, blamed: Sequence[Blamed]) -> Iterator[Common]:
    """The numbers that explain several rates at once, those that explain most first.

    Where rates of several steps break one and the same limit, or all that is broken is broken on
    one product in one currency whose cost is out of line, the rates are not to blame.
    """
    left = [one for one in blamed if not one.culprit.step.partner]
    while True:
        found = [*_costs(program, left), *_limits(left)]
        if not found:
            return
        best = max(found, key=lambda one: (len(one.blamed), one.cost is not None, one.at))
        yield best
        left = [one for one in left if one not in best.blamed]


def _limits(blamed: Sequence[Blamed]) -> Iterator[Common]:
    broken: dict[Ref, list[Blamed]] = {}
    for one in blamed:
        refs = {found.limit.ref for found in one.breaches}
        if len(refs) == 1:
            broken.setdefault(refs.pop(), []).append(one)
    for ref, mine in broken.items():
        if len({one.culprit.step.id for one in mine}) > 1:
            yield Common(ref, tuple(mine))


def _costs(program: Program, blamed: Sequence[Blamed]) -> Iterator[Common]:
    hit: dict[tuple[str, str], list[Blamed]] = {}
    for one in blamed:
        sold = {(found.extreme.product, found.extreme.currency) for found in one.breaches}
        told = all(found.limit.minimum_margin is not None for found in one.breaches)
        if told and len(sold) == 1:
            hit.setdefault(sold.pop(), []).append(one)
    for (product, currency), mine in hit.items():
        if _out_of_line(program, product, currency):
            at = program.products[product].cost_ref(currency)
            yield Common(at, tuple(mine), cost=at)


def _out_of_line(program: Program, product: str, currency: str) -> bool:
    """Whether the cost takes far more of the list price than it does in every other currency."""
    if not program.products[product].cost_written:
        return False
    costs = {cost.currency: cost.amount for cost in program.products[product].cost}
    prices = {
        price.price.currency: price.price.amount
        for price in program.prices
        if price.product == product and price.price.amount
    }
    parts = {code: share(costs[code], prices[code]) for code in costs if code in prices}
    mine = parts.pop(currency, None)
    return bool(parts) and mine is not None and mine > FAR * max(parts.values())
