"""All that lies below a floor: the rates to blame, and what not even list prices keep above it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from partnerbook.check.floors.blame import Blamed, rates
from partnerbook.check.floors.breach import LOST, Limit, breach, limits
from partnerbook.check.floors.mixed import of_mixed_tiers
from partnerbook.findings import Ref
from partnerbook.pricing.exact import exactly, share
from partnerbook.pricing.extreme import Extreme
from partnerbook.resolve.program import ListPrice, Program
from partnerbook.rulebook import Answers


@dataclass(frozen=True, slots=True)
class AtList:
    """A list price that breaks a limit by itself: nothing that is given is to blame."""

    price: ListPrice
    limit: Limit

    @property
    def margin(self) -> Decimal:
        """What it leaves, in parts of itself."""
        listed = self.price.price.amount
        return share(listed - self.limit.cost, listed)


@dataclass(frozen=True, slots=True)
class Below:
    """Every rate to blame with its breaches, and the list prices that break a limit themselves.

    ``kept``: of each limit that a list price breaks, the least margin of its deals, all taken.
    """

    rates: tuple[Blamed, ...]
    prices: tuple[AtList, ...]
    kept: Mapping[Ref, Decimal]


def below(answers: Answers) -> Below:
    """What is below the floors on all sorts of deals."""
    known: dict[tuple[str, str, Decimal, tuple[str, ...]], tuple[list[Limit], list[Limit]]] = {}
    bare: dict[tuple[str, str], AtList] = {}
    broken: list[tuple[Extreme, Limit]] = []
    least: dict[Ref, Decimal] = {}
    mixed = [one for one in answers.derived(of_mixed_tiers) if isinstance(one, Extreme)]
    with exactly():
        for extreme in (*answers.extremes, *mixed):
            price = extreme.price
            listed = price.price.amount
            floors = tuple([floor.id for floor in extreme.floors])
            key = (extreme.product, extreme.currency, listed, floors)
            if key not in known:
                every = list(limits(answers.program, price, extreme.floors))
                # What is broken with nothing given.
                lost = [one for one in every if one.broken(listed, listed, listed)]
                for limit in lost:
                    found = AtList(price, limit)
                    first = bare.setdefault((extreme.product, extreme.currency), found)
                    bare[extreme.product, extreme.currency] = max(first, found, key=_strictness)
                known[key] = [one for one in every if one not in lost], lost
            value = extreme.value
            kept = value - extreme.given
            sound, lost = known[key]
            for limit in lost:
                cost = share(limit.cost * value, listed)
                margin = share(kept - cost, kept) if kept > 0 else LOST
                least[limit.ref] = min(least.get(limit.ref, margin), margin)
            broken += [(extreme, one) for one in sound if one.broken(kept, value, listed)]
    breaches = [torn for one in broken if (torn := breach(*one)) is not None]
    # What a price or cost that is wrong does to other limits says nothing about rates.
    fair = [one for one in breaches if (one.extreme.product, one.extreme.currency) not in bare]
    return Below(tuple(rates(fair, _edited(answers))), tuple(bare.values()), least)


def _edited(answers: Answers) -> frozenset[Ref]:
    """The numbers that are not what they were in the revision compared with, if there is one."""
    if answers.against is None:
        return frozenset()
    before = {key: number for key, _, number in _numbers(answers.against)}
    now = _numbers(answers.program)
    return frozenset(ref for key, ref, number in now if before.get(key) != number)


def _numbers(program: Program) -> Iterator[tuple[object, Ref, object]]:
    """Every number that is given: what it is, wherever it stands; where it stands; how much."""
    for step in program.steps:
        for row in step.rows:
            key = (step.id, row.id, row.tier, row.band and row.band[0])
            yield key, row.rate_ref, (row.rate, row.amounts, row.prices)


def blamed_on(answers: Answers, number: Ref) -> Blamed | None:
    """What lies below a floor because of one number; not told while files are not understood."""
    if answers.program.broken or answers.program.left_out:
        return None
    found = answers.derived(below).rates
    return next((one for one in found if one.culprit.row.rate_ref == number), None)


def _strictness(found: AtList) -> Decimal:
    assert found.limit.minimum_margin is not None
    return found.limit.minimum_margin.fraction
