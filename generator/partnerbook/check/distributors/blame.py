"""Which number is to blame where a distributor keeps too little: as few numbers as explain all."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from partnerbook.check.floors.blame import subject_of
from partnerbook.check.margins.fewest import fewest
from partnerbook.pricing.by_tier import ByTier, Part
from partnerbook.pricing.distributor import Squeeze, squeezes
from partnerbook.pricing.distributor_mixes import of_mixed_tiers
from partnerbook.pricing.exact import share
from partnerbook.pricing.extreme import on_deals
from partnerbook.pricing.stack import Stack, distributor_gets_back
from partnerbook.pricing.two_tiers import NotLookedAt
from partnerbook.pricing.waterfall import Taken
from partnerbook.resolve.program import Program, Step
from partnerbook.rulebook import Answers


@dataclass(frozen=True, slots=True)
class Blamed:
    """A rate, and the deals with too little for a distributor that are laid to it."""

    culprit: Taken
    squeezes: tuple[Squeeze, ...]

    @property
    def subject(self) -> str:
        """The step, its row where it has several, the tier of the rate."""
        return subject_of(self.culprit)

    @property
    def worst(self) -> Squeeze:
        """Where most is lacking, as a part of list; the first of equals."""
        return max(self.squeezes, key=lacking_share)

    @property
    def pays(self) -> bool:
        """Whether a distributor pays more than it gets on some of these deals."""
        return any(kept_share(one) < 0 for one in self.squeezes)


@dataclass(frozen=True, slots=True)
class TooLittle:
    """All rates to blame, the deals that cannot be told, and how many discounts there are.

    ``missed``: where deals on which not all goes by one tier are not looked at.
    """

    rates: tuple[Blamed, ...]
    untold: tuple[Squeeze, ...]
    discounts: int
    missed: tuple[NotLookedAt, ...]


def too_little(answers: Answers) -> TooLittle:
    """Where a distributor keeps too little of the partner's price."""
    program = answers.program
    place = {extreme: at for at, extreme in enumerate(answers.extremes)}
    found = sorted(
        answers.deals.of(_squeezed, [(tier,) for tier in program.tiers]),
        key=lambda one: place[one.extreme],
    )
    tiers = tuple(program.tiers)
    mixed = answers.deals.of(_mixed, [tiers] if len(tiers) > 1 else [])
    found += [one for one in mixed if isinstance(one, Squeeze)]
    told = [one for one in found if one.lacking is not None]
    discounts = {
        row.rate_ref
        for one in answers.extremes
        if one.plan.two_tier
        for row in (item.row for item in one.plan.items if _is_discount(item.step))
    }
    return TooLittle(
        tuple(_rates(program, told)),
        tuple(one for one in found if one.lacking is None),
        len(discounts),
        tuple(one for one in mixed if isinstance(one, NotLookedAt)),
    )


def _squeezed(deals: ByTier, parts: Collection[Part]) -> Iterator[tuple[Part, Squeeze]]:
    mine = [one for one in on_deals(deals) if (one.product, (one.tier,)) in parts]
    for found in squeezes(mine, least(deals.program)):
        yield (found.extreme.product, (found.extreme.tier,)), found


def _mixed(deals: ByTier, parts: Collection[Part]) -> Iterator[tuple[Part, Squeeze | NotLookedAt]]:
    program, tiers = deals.program, dict(parts)
    below = {
        (one.extreme.product, one.extreme.currency)
        for one in deals.of(_squeezed, [(tier,) for tier in program.tiers])
        if one.lacking is not None and not one.extreme.partner
    }
    for one in of_mixed_tiers(program, sorted(tiers), least(program), below):
        product = one.product if isinstance(one, NotLookedAt) else one.extreme.product
        yield (product, tiers[product]), one


def least(program: Program) -> Decimal:
    """What a distributor must keep, as a part of the partner's price; at least not lose."""
    minimum = program.minimum_distributor_margin
    return Decimal(0) if minimum is None else minimum.fraction


def lacking_share(found: Squeeze) -> Decimal:
    """What is lacking, as a part of list."""
    assert found.lacking is not None
    return share(found.lacking, found.stack.value)


def kept_share(found: Squeeze) -> Decimal:
    """What the distributor keeps, as a part of the partner's price, or of list if there is none."""
    stack = found.stack
    kept = stack.partner_pays - stack.distributor_pays
    return share(kept, stack.partner_pays if stack.partner_pays > 0 else stack.value)


def decisive(stack: Stack) -> tuple[Taken, ...]:
    """The steps that decide what the distributor pays or is paid."""
    return tuple(
        taken
        for taken in stack.taken
        if taken.amount
        and (
            taken.chain == "distributor"
            or (taken.chain == "partner" and taken.front)
            or distributor_gets_back(taken, two_tier=stack.two_tier)
        )
    )


def _is_discount(step: Step) -> bool:
    return step.nested and step.side == "distributor"


def _rates(program: Program, told: Sequence[Squeeze]) -> Iterator[Blamed]:
    """Each deal laid to one rate; a special term answers for the deals that need it."""
    general = [one for one in told if not one.extreme.partner]
    yield from _fewest(program, general, by_terms=False)
    # What is too little without the term is told of everybody's deals.
    made = [one for one in told if any(taken.step.partner for taken in decisive(one.core))]
    yield from _fewest(program, made, by_terms=True)


def _fewest(program: Program, told: Sequence[Squeeze], *, by_terms: bool) -> Iterator[Blamed]:
    def rates(found: Squeeze) -> Sequence[Taken]:
        core = [one for one in decisive(found.core) if bool(one.step.partner) is by_terms]
        # Each rate is right with those of its own tier; the distributor's has to leave room.
        room = [one for one in core if _is_discount(one.step)] if found.extreme.mix else []
        return room or core

    def better(taken: Taken, _: Squeeze) -> tuple[bool, ...]:
        odd = _is_out_of_order(program, taken)
        return odd, _is_discount(taken.step), not taken.step.nested

    for culprit, laid in fewest(told, rates, better):
        yield Blamed(culprit, laid)


def _is_out_of_order(program: Program, taken: Taken) -> bool:
    """Whether a rate is the odd one of its row.

    A distributor's that is lower than for a lower tier, a partner's that is higher than for a
    higher one.
    """
    mine, row = taken.rate, taken.row
    if mine is None or not row.tier:
        return False
    rank = program.tiers[row.tier].rank
    others = [
        (program.tiers[other.tier].rank, other.rate.points)
        for other in taken.step.rows
        if other.id == row.id and other.tier and other.rate is not None
    ]
    if taken.chain == "distributor":
        return any(points > mine.points for other, points in others if other < rank)
    return any(points < mine.points for other, points in others if other > rank)
