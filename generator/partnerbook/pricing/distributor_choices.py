"""What can be chosen on two-tier deals where a distributor asks for whatever it can have."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from partnerbook.pricing.items import LIST, Item
from partnerbook.pricing.reckoner import Plan
from partnerbook.pricing.stacks import MOST_CHOICES, Choice, Part


@dataclass(frozen=True, slots=True)
class Choices:
    """What can be chosen among a plan's items.

    ``parts``: for each part its permitted choices; ``options``: those that can be the worst;
    ``listed``: their combinations, the fewest steps first, None if they are too many.
    """

    parts: tuple[tuple[Choice, ...], ...]
    options: tuple[tuple[Choice, ...], ...]
    listed: tuple[Choice, ...] | None


def choices_of(plan: Plan) -> Choices | None:
    """What can be chosen among a plan's items; None where that is too much even to begin."""
    tied = plan.ties.parts
    if tied is None:
        return None
    claimed = tuple(_claimed(plan, part) for part in tied)
    options = tuple(
        _worth_trying(plan, part, every) for part, every in zip(tied, claimed, strict=True)
    )
    return Choices(claimed, options, combined(plan, options))


def _claimed(plan: Plan, part: Part) -> tuple[Choice, ...]:
    """The choices of a part to which nothing can be added that the distributor may ask for."""
    # Under a limit it can be full: that is looked at in the whole stack.
    claims = [at for at in asked(plan).intersection(part.members) if not _is_limited(plan, at)]
    if not claims:
        return part.every
    every = set(part.every)
    return tuple(
        choice
        for choice in part.every
        if not any(at not in choice and tuple(sorted((*choice, at))) in every for at in claims)
    )


def asked(plan: Plan) -> frozenset[int]:
    """What the distributor may ask for."""
    mine = (at for at, i in enumerate(plan.items) if i.chain == "distributor" and i.promised)
    return frozenset(mine)


def _is_limited(plan: Plan, at: int) -> bool:
    return plan.ties.bounds is not None and at in plan.ties.bounds.members


def _worth_trying(plan: Plan, part: Part, every: tuple[Choice, ...]) -> tuple[Choice, ...]:
    """The choices of a part that can be the worst for the distributor."""
    members = [plan.items[at] for at in part.members]
    if any(item.bearing is not None for item in members):
        return every
    if any(_is_limited(plan, at) for at in part.members):
        return every
    if all(_is_aside(plan, item) for item in members):
        return every[:1]
    # More off the partner's price is never better for the distributor, while no rates go beyond
    # all of the price and nothing in the part lowers what the distributor itself pays.
    plain = all(item.chain in ("partner", "person") for item in members) and not plan.wild
    later = any(
        item.chain == "partner" and not _is_aside(plan, item) and not item.front for item in members
    )
    return part.fullest if plain and not later else every


def _is_aside(plan: Plan, item: Item) -> bool:
    """Whether an item has no say in what the distributor keeps, on any deal."""
    if item.bearing is not None:
        return False
    if item.chain == "person":
        return True
    if item.chain != "partner" or item.front:
        return False
    return not any(
        other.stage > item.stage and other.base != LIST and other.chain in ("partner", "customer")
        for other in plan.items
    )


def is_bent(item: Item) -> bool:
    """Whether what an item gives is no fixed share of a price."""
    return item.sized or item.limit is not None or item.unit_limit is not None


def combined(plan: Plan, options: Sequence[Sequence[Choice]]) -> tuple[Choice, ...] | None:
    """One choice of each part, all together, the fewest steps first; None past MOST_CHOICES."""
    count = 1
    for option in options:
        count *= len(option)
    if count > MOST_CHOICES:
        return None
    stacks = [tuple(sorted(at for pick in picks for at in pick)) for picks in product(*options)]
    bounds = plan.ties.bounds
    if bounds is not None:
        stacks = [stack for stack in stacks if bounds.allow(stack, asked(plan))]
    return tuple(sorted(stacks, key=lambda stack: (len(stack), stack)))
