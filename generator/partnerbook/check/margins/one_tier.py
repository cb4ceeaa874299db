"""An incentive for some tiers alone with which they earn more than the tier above."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import ROUND_FLOOR, Decimal

from partnerbook.check.incentives.reach import scope_of
from partnerbook.check.margins.deals import percent, points
from partnerbook.check.margins.sums import step_words
from partnerbook.check.margins.tier_stacks import taken_of
from partnerbook.findings import Edit, Ref, Repair
from partnerbook.pricing.exact import share
from partnerbook.pricing.inversion import Inversion
from partnerbook.resolve.program import Program

TENTH = Decimal("0.1")


def withheld(program: Program, found: Inversion) -> bool:
    """Whether the cause is an incentive that names its tiers, and the higher one is not among them.

    Then it is to blame, whatever else the lower tier gets more of: the rest held without it.
    """
    record = program.records.get("incentive", {}).get(found.steps[0]) if found.steps else None
    if record is None:
        return False
    tiers = scope_of(record).get("tiers", ())
    return found.lower_tier in tiers and found.higher_tier not in tiers


def most(program: Program, inversions: Iterable[Inversion], number: Ref) -> Decimal | None:
    """The most points of such an incentive's rate with which the higher tier earns no less.

    None where no order of tiers rests on it; below 0 where not even without it.
    """
    found: list[Decimal] = []
    for one in inversions:
        taken = taken_of(one.lower, one.steps[0]) if withheld(program, one) else None
        if taken is not None and taken.row.rate_ref == number and taken.base_amount:
            lost = max(one.part * one.lower.value, one.lower.earned - one.higher.earned)
            found.append(share(taken.amount - lost, taken.base_amount) * 100)
    return min(found).quantize(TENTH, ROUND_FLOOR) if found else None


def lowered(
    program: Program, inversions: Iterable[Inversion], first: Inversion
) -> Iterator[Repair]:
    """The highest rate of the incentive that holds, if it has a rate and one does."""
    taken = taken_of(first.lower, first.steps[0])
    if taken is None or taken.rate is None:
        return
    number = taken.row.rate_ref
    holds = most(program, inversions, number)
    if holds is not None and 0 < holds < taken.rate.points:
        rate = percent(holds.scaleb(-2))
        low, high = (program.tiers[one].name for one in (first.lower_tier, first.higher_tier))
        less = points((taken.rate.points - holds).scaleb(-2))
        yield Repair(
            f"lower the {taken.rate} of {step_words(taken)} to {rate}, with which {high} earns no"
            " less",
            f"{low} gets {less} points less",
            (Edit(number, rate),),
        )
