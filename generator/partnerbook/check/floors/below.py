"""All that lies below a floor: the rates to blame, and what not even list prices keep above it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from partnerbook.check.floors.blame import Blamed, rates
from partnerbook.check.floors.breach import Breach, Limit, breach, limits
from partnerbook.findings import Ref
from partnerbook.pricing.exact import exactly, share
from partnerbook.resolve.program import ListPrice
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
    """Every rate to blame with its breaches, and the list prices that break a limit themselves."""

    rates: tuple[Blamed, ...]
    prices: tuple[AtList, ...]


def below(answers: Answers) -> Below:
    """What is below the floors on all sorts of deals."""
    known: dict[tuple[str, str, tuple[str, ...]], list[Limit]] = {}
    breaches: list[Breach] = []
    bare: dict[tuple[str, str], AtList] = {}
    for extreme in answers.extremes:
        floors = tuple(floor.id for floor in extreme.floors)
        key = (extreme.product, extreme.currency, floors)
        if key not in known:
            known[key] = list(limits(answers.program, extreme))
        held = [limit for limit in known[key] if not _is_bare(limit, extreme.price)]
        for limit in known[key]:
            if limit not in held:
                found = AtList(extreme.price, limit)
                first = bare.setdefault(key[:2], found)
                bare[key[:2]] = max(first, found, key=_strictness)
        breaches.extend(one for limit in held if (one := breach(extreme, limit)) is not None)
    # What a price or cost that is wrong does to other limits says nothing about rates.
    sound = [one for one in breaches if (one.extreme.product, one.extreme.currency) not in bare]
    return Below(tuple(rates(sound)), tuple(bare.values()))


def blamed_on(answers: Answers, number: Ref) -> Blamed | None:
    """What lies below a floor because of one number; not told while files are not understood."""
    if answers.program.broken or answers.program.left_out:
        return None
    found = answers.derived(below).rates
    return next((one for one in found if one.culprit.row.rate_ref == number), None)


def _is_bare(limit: Limit, price: ListPrice) -> bool:
    """Whether a limit is broken with nothing given."""
    listed = price.price.amount
    with exactly():
        return limit.broken(listed, listed, listed)


def _strictness(found: AtList) -> Decimal:
    assert found.limit.minimum_margin is not None
    return found.limit.minimum_margin.fraction
