"""Which steps some permitted stack takes, on some deal of a sort: exact, or it cannot be told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from partnerbook.pricing.exact import exactly
from partnerbook.pricing.extreme import Extreme
from partnerbook.pricing.judging import beaten, settled
from partnerbook.pricing.measure import Deal
from partnerbook.pricing.reckoner import deals
from partnerbook.pricing.stack import Stack, written_out
from partnerbook.pricing.stacks import Choice


@dataclass(frozen=True, slots=True)
class Witness:
    """A stack that is permitted on a deal."""

    choice: Choice
    deal: Deal


def given(extreme: Extreme) -> Mapping[int, Witness] | None:
    """By position among the items of its plan, a stack that takes it; None if it cannot be told.

    What hangs on amounts is tried on every deal at which an answer may change. Where on one of them
    no stack agrees with its own rules, nobody knows what is given there.
    """
    plan = extreme.plan
    listed = plan.ties.listed(None, two_tier=plan.two_tier, wild=True)
    if extreme.shape.coarse or listed is None or not plan.reckonable:
        return None
    found: dict[int, Witness] = {}
    with exactly():
        for choice in listed:
            if found.keys() >= set(choice) or plan.stands_nowhere(choice):
                continue
            every = _deals(extreme, _bends(extreme, choice))
            deal = next((one for one in every if plan.stands(choice, one)), None)
            if deal is not None:
                found.update({at: Witness(choice, deal) for at in choice if at not in found})
        if plan.judged and len(found) < len(plan.items):
            bends = sorted({bend for choice in listed for bend in _bends(extreme, choice)})
            if not settled(listed, _deals(extreme, bends), plan.stands):
                return None
    return found


def _bends(extreme: Extreme, choice: Choice) -> list[int]:
    """About how many units what a stack gives, or whether it stands, changes course."""
    plan, price = extreme.plan, extreme.price.price.amount
    return [*plan.bends(choice, price, two_tier=True), *sorted(plan.crossings(choice, price))]


def _deals(extreme: Extreme, bends: Sequence[int]) -> list[Deal]:
    price, two_tier = extreme.price.price.amount, extreme.plan.two_tier
    return [one for s in extreme.sizes for one in deals(price, s, [*bends], two_tier=two_tier)]


def most_earned(extreme: Extreme) -> Stack:
    """The stack that earns the partner company most, what is at the vendor's discretion included.

    Nobody can count on it; ``extreme.best`` is without it.
    """
    plan = extreme.plan
    with exactly():
        answer = plan.best(extreme.price.price.amount, extreme.sizes)
    stages, items = extreme.board.program.stages, plan.stack(answer.choice)
    return written_out(stages, items, extreme.price, plan.deal(answer))


@dataclass(frozen=True, slots=True)
class Beaten:
    """What of its group is given instead of a step on a deal, and what either would give."""

    other: int
    theirs: Decimal
    mine: Decimal
    deal: Deal


def beaten_by(extreme: Extreme, at: int) -> Beaten | None:
    """What is given instead of a step on the smallest deal of a sort.

    None where nothing of its group is: it is left out for another reason.
    """
    plan, price, units = extreme.plan, extreme.price.price.amount, extreme.units
    ties = plan.ties.hanging
    judge = ties.judge
    deal = Deal(price * units, units, plan.two_tier)
    if judge is None:
        return None
    with exactly():
        for choice in ties.listed(None, two_tier=plan.two_tier, wild=True) or ():
            found = beaten(plan.items, judge, choice, at, deal) if at in choice else None
            if found is not None:
                return Beaten(*found, deal)
    return None
