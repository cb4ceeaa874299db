"""Deals on which not all goes by one tier, wherever they could be below a floor; their words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from decimal import Decimal

from partnerbook.check.floors.breach import limits
from partnerbook.pricing.by_tier import ByTier, Part
from partnerbook.pricing.exact import ONE
from partnerbook.pricing.extreme import Extreme, on_deals
from partnerbook.pricing.moments import FORMER
from partnerbook.pricing.two_tiers import Most, NotLookedAt, of_two_tiers
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Floor, ListPrice, Program
from partnerbook.rulebook import Answers

_DONE = {
    "registration": "registered",
    "contract": "contracted",
    "invoice": "invoiced",
    "first-sale": "first sold",
}


def of_mixed_tiers(answers: Answers) -> tuple[Extreme | NotLookedAt, ...]:
    """The worst stack of every such sort of deal, and where they are too many to be looked at."""
    tiers = tuple(answers.program.tiers)
    return tuple(answers.deals.of(_found, [tiers] if len(tiers) > 1 else []))


def mixed_words(program: Program, extreme: Extreme) -> str:
    """Which other tiers count on a deal: ``registered as Silver``; empty if there are none."""
    names = {step.id: step.name for step in program.steps}
    done: dict[str, list[str]] = {}
    kept: list[str] = []
    for moment, tier in extreme.mix:
        name = program.tiers[tier].name
        if tier == extreme.tier:
            continue
        if moment.startswith(FORMER):
            kept.append(f"{names[moment.removeprefix(FORMER)]} at the rate of {name}")
        else:
            done.setdefault(name, []).append(_DONE[moment])
    said = [f"{joined(when, 'and')} as {name}" for name, when in done.items()]
    return joined([*said, *kept], "and")


def _found(deals: ByTier, parts: Collection[Part]) -> Iterator[tuple[Part, Extreme | NotLookedAt]]:
    tiers = dict(parts)
    below = {
        (one.product, one.currency)
        for one in on_deals(deals)
        if not one.partner and _breaks(deals.program, one.price, one.floors, (one.given, one.value))
    }
    for one in of_two_tiers(deals.program, sorted(tiers), _may_break, below):
        yield (one.product, tiers[one.product]), one


def _may_break(program: Program, most: Most) -> bool:
    return _breaks(program, most.price, most.floors, (most.given, ONE))


def _breaks(
    program: Program, price: ListPrice, floors: Iterable[Floor], given: tuple[Decimal, Decimal]
) -> bool:
    """Whether so much given of a list value breaks a floor that the list price keeps."""
    listed = price.price.amount
    amount, value = given
    return any(
        one.broken(value - amount, value, listed) and not one.broken(listed, listed, listed)
        for one in limits(program, price, floors)
    )
