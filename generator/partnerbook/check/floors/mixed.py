"""Deals on which not all goes by one tier, wherever they could be below a floor; their words."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from partnerbook.check.floors.breach import limits
from partnerbook.pricing.by_tier import ByTier, Part
from partnerbook.pricing.exact import ONE
from partnerbook.pricing.extreme import Extreme
from partnerbook.pricing.moments import FORMER
from partnerbook.pricing.two_tiers import Most, TooMany, of_two_tiers
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Program
from partnerbook.rulebook import Answers

_DONE = {
    "registration": "registered",
    "contract": "contracted",
    "invoice": "invoiced",
    "first-sale": "first sold",
}


def of_mixed_tiers(answers: Answers) -> tuple[Extreme | TooMany, ...]:
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


def _found(deals: ByTier, parts: Collection[Part]) -> Iterator[tuple[Part, Extreme | TooMany]]:
    tiers = dict(parts)
    for one in of_two_tiers(deals.program, sorted(tiers), _may_break):
        yield (one.product, tiers[one.product]), one


def _may_break(program: Program, most: Most) -> bool:
    """Whether a floor could be broken that the list price keeps."""
    listed = most.price.price.amount
    kept = listed * (ONE - most.given)
    return any(
        one.broken(kept, listed, listed) and not one.broken(listed, listed, listed)
        for one in limits(program, most.price, most.floors)
    )
