"""What would take stacks back above their floor: a lower rate, another floor, fewer together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from partnerbook.check.floors.blame import Common
from partnerbook.check.floors.breach import Breach, margin
from partnerbook.check.floors.words import step_words
from partnerbook.findings import Edit, Ref, Repair
from partnerbook.pricing.exact import share
from partnerbook.pricing.stack import Stack
from partnerbook.pricing.waterfall import Taken
from partnerbook.resolve.program import Program
from partnerbook.values.percent import Percent

TENTH = Decimal("0.1")


def repairs(program: Program, culprit: Taken, found: Sequence[Breach]) -> Iterator[Repair]:
    """The highest rates that clear every breach: of the number to blame, then of others in all."""
    wanted: dict[Ref, list[Decimal]] = {}
    named: dict[Ref, Taken] = {culprit.row.rate_ref: culprit}
    for one in found:
        stack = one.extreme.worst
        for at, taken in enumerate(stack.taken):
            if taken.rate is not None and taken.base_amount:
                named.setdefault(taken.row.rate_ref, taken)
                wanted.setdefault(taken.row.rate_ref, []).append(highest(one, stack, at))
    for ref, taken in named.items():
        rates = wanted.get(ref, [])
        if len(rates) < len(found) or min(rates) < 0 or taken.rate is None:
            continue
        rate = Percent(min(*rates, above(program, taken)))
        yield Repair(
            f"lower {rate_words(program, taken)} to {rate}",
            f"{whose(program, taken)} gets {taken.rate.points - rate.points:f} points less",
            (Edit(ref, str(rate)),),
        )


def above(program: Program, taken: Taken) -> Decimal:
    """The least that a higher tier has on the same row, in points: more would turn their order."""
    ranks = {tier.id: tier.rank for tier in program.tiers.values()}
    higher = [
        row.rate.points
        for row in taken.step.rows
        if row.id == taken.row.id
        and row.rate is not None
        and ranks.get(row.tier, 0) > ranks.get(taken.row.tier, len(ranks))
    ]
    return min(higher, default=Decimal(100))


def rate_words(program: Program, taken: Taken) -> str:
    """Which rate, as people would call it: ``the 42% of Partner discount for Gold``."""
    who = f" for {program.tiers[taken.row.tier].name}" if taken.row.tier else ""
    return f"the {taken.rate} of {step_words(taken)}{who}"


def whose(program: Program, taken: Taken) -> str:
    """Who gets what a row gives."""
    if taken.step.partner:
        return program.partners[taken.step.partner].name
    return program.tiers[taken.row.tier].name if taken.row.tier else "everybody on this row"


def highest(found: Breach, stack: Stack, at: int) -> Decimal:
    """The highest rate of one step of the worst stack, in points, at which the floor holds."""
    taken = stack.taken[at]
    # Giving less here leaves more for later stages to take their share of.
    left = Decimal(1)
    for later in stack.taken[at + 1 :]:
        if later.step.base != "list" and later.rate is not None and later.stage != taken.stage:
            left *= 1 - later.rate.fraction
    # Where a cap already cut the amount, only what it let through counts.
    now = share(taken.amount, taken.base_amount) * 100
    rate = now - share(found.limit.excess(stack), taken.base_amount * left) * 100
    return tidy(rate.quantize(TENTH, ROUND_FLOOR))


def tidy(points: Decimal) -> Decimal:
    """Without a zero behind the point."""
    whole = points.to_integral_value()
    return whole if points == whole else points


def apart(culprit: Taken, found: Breach) -> Iterator[Repair]:
    """Forbidding the combination, where the number belongs to an incentive that can exclude."""
    if culprit.step.nested or culprit.step.partner:
        return
    others = [
        taken.step.id
        for taken in found.core.taken
        if taken.step.id != culprit.step.id and not taken.step.nested and not taken.step.partner
    ]
    if others:
        yield Repair(f"or let {culprit.step.id} exclude {' or '.join(others)} (`stacks:`)")


def eased(number: Common) -> Iterator[Repair]:
    """The tightest limit that every stack keeps."""
    limit = number.worst.limit
    stacks = [found.extreme.worst for found in number.breaches]
    if limit.maximum_give is not None:
        given = max(stack.given_share for stack in stacks) * 100
        now = tidy(given.quantize(TENTH, ROUND_CEILING))
        less = now - limit.maximum_give.points
    else:
        assert limit.minimum_margin is not None
        kept = min(margin(found.limit, found.extreme.worst) for found in number.breaches) * 100
        now = tidy(kept.quantize(TENTH, ROUND_FLOOR))
        less = limit.minimum_margin.points - now
    if now >= 0:
        lost = f"the vendor may keep {less:f} points less than it wanted"
        yield Repair(
            f"set the floor to {Percent(now)}", lost, (Edit(number.at, str(Percent(now))),)
        )
    yield Repair("or lower each of these rates")
