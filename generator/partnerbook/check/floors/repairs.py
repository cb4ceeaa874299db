"""What would take stacks back above their floor: a lower rate, or another floor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from partnerbook.check.floors.blame import Common
from partnerbook.check.floors.breach import Breach, Limit, margin
from partnerbook.check.floors.room import Allowed, Room
from partnerbook.check.margins.deals import percent, points
from partnerbook.check.margins.sums import step_words
from partnerbook.findings import Edit, Ref, Repair
from partnerbook.pricing.exact import share
from partnerbook.pricing.stack import Stack
from partnerbook.pricing.waterfall import Taken
from partnerbook.resolve.program import Program, Row

TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class _Rate:
    """How high one rate may be for one breach, in points: the limit kept, or only its waiver."""

    strict: Decimal
    waived: Decimal
    allowed: Allowed


def repairs(
    program: Program,
    culprit: Taken,
    found: Sequence[Breach],
    room: Room,
    ceiling: Decimal | None = None,
    *,
    ordered: Decimal | None = None,
) -> Iterator[Repair]:
    """The highest rates that clear every breach: of the number to blame, then of others in all.

    What begins last comes first, then what gives most. What a waiver lets pass may stay; where that
    turns out not to mend, all is cleared. ``ceiling``: the points at which the number to blame
    leaves a distributor enough as well; ``ordered``: those at which the tier above earns no less.
    """
    wanted: dict[Ref, list[_Rate]] = {}
    named: dict[Ref, Taken] = {}
    for one in found:
        allowed = room.on(one)
        for at, taken in enumerate(one.stack.taken):
            if taken.rate is not None and taken.base_amount:
                named.setdefault(taken.row.rate_ref, taken)
                strict = highest(one.limit, one.stack, at)
                waived = highest(allowed.limit, one.stack, at) if allowed.subject else strict
                wanted.setdefault(taken.row.rate_ref, []).append(_Rate(strict, waived, allowed))
    first = culprit.row.rate_ref

    def rank(taken: Taken) -> tuple[bool, int, Decimal]:
        begins = taken.row.period.start.toordinal()
        return taken.row.rate_ref != first, -begins, -share(taken.amount, taken.base_amount)

    for taken in sorted(named.values(), key=rank):
        ref = taken.row.rate_ref
        rates = wanted.get(ref, [])
        if len(rates) < len(found) or taken.rate is None:
            continue
        most, larger = above(program, taken), _larger_band(taken)
        if ref == first and ordered is not None:
            most = min(most, ordered)
        tightest = min(rates, key=lambda rate: rate.waived)
        if ref == first and ceiling is not None and ceiling < min(most, tightest.waived):
            yield from _both(_lowered(program, taken, ceiling, larger=larger))
            continue
        yield from _gentlest(
            _lowered(program, taken, min(most, tightest.waived), tightest.allowed, larger),
            _lowered(program, taken, min(most, *(rate.strict for rate in rates)), larger=larger),
        )


def _both(repair: Repair | None) -> Iterator[Repair]:
    """A lower rate that is needed for a distributor's margin, which says so."""
    if repair:
        yield replace(repair, loses=f"{repair.loses}; so a distributor keeps enough as well")


def _gentlest(gentle: Repair | None, harder: Repair | None) -> Iterator[Repair]:
    """The gentle repair, with the harder one behind it if that is another."""
    if gentle and harder and gentle.edits != harder.edits:
        gentle = replace(gentle, harder=harder)
    if gentle:
        yield gentle


def _lowered(
    program: Program,
    taken: Taken,
    points: Decimal,
    held: Allowed | None = None,
    larger: Row | None = None,
) -> Repair | None:
    """A rate lowered to so many points, if that is possible.

    ``held``: what forbids more; ``larger``: the next band, which no smaller one may outdo.
    """
    assert taken.rate is not None
    next_rate = larger.rate if larger else None
    could, points = points, min(points, next_rate.points) if next_rate else points
    if not 0 <= points < taken.rate.points:
        return None
    rate = percent(points.scaleb(-2))
    less = f"{whose(program, taken)} gets {written(taken.rate.points - points)} points less"
    if larger and points < could:
        less += (
            f"; the floor alone would hold up to {percent(could.scaleb(-2))}, but the next band,"
            f" {larger.id}, falls to {next_rate}"
        )
    elif held and held.subject:
        less += f"; so {held.subject} stays within its waiver, {held.words}"
    return Repair(
        f"lower {rate_words(program, taken)} to {rate}", less, (Edit(taken.row.rate_ref, rate),)
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


def _larger_band(taken: Taken) -> Row | None:
    """The next larger band of the same table, if the rate is that of a band."""
    mine = taken.row
    if mine.band is None:
        return None
    beyond = [
        (row.band[0], row)
        for row in taken.step.rows
        if row.band is not None
        and row.band_currency == mine.band_currency
        and row.band[0] > mine.band[0]
    ]
    return min(beyond, key=lambda one: one[0])[1] if beyond else None


def rate_words(program: Program, taken: Taken) -> str:
    """Which rate, as people would call it: ``the 42% of Partner discount for Gold``."""
    who = f" for {program.tiers[taken.row.tier].name}" if taken.row.tier else ""
    return f"the {taken.rate} of {step_words(taken)}{who}"


def whose(program: Program, taken: Taken) -> str:
    """Who gets what a row gives."""
    if taken.step.partner:
        return program.partners[taken.step.partner].name
    return program.tiers[taken.row.tier].name if taken.row.tier else "everybody on this row"


def highest(limit: Limit, stack: Stack, at: int) -> Decimal:
    """The highest rate of one step of a stack, in points, at which a limit holds."""
    taken = stack.taken[at]
    # Giving less here leaves more for later stages to take their share of.
    parts: dict[str, Decimal] = {}
    for later in stack.taken[at + 1 :]:
        if later.step.base != "list" and later.rate is not None and later.stage != taken.stage:
            parts[later.stage.id] = parts.get(later.stage.id, Decimal(0)) + later.rate.fraction
    left = Decimal(1)
    for part in parts.values():
        left *= 1 - part
    # Where a cap already cut the amount, only what it let through counts.
    now = share(taken.amount, taken.base_amount) * 100
    rate = now - share(limit.excess(stack), taken.base_amount * left) * 100
    return rate.quantize(TENTH, ROUND_FLOOR)


def written(number: Decimal) -> str:
    """So many points as text, without a zero behind the point."""
    return points(number.scaleb(-2))


def eased(number: Common, room: Room, kept: Decimal | None = None) -> Iterator[Repair]:
    """The tightest limit that every stack keeps, but for those that a waiver lets pass.

    ``kept``: the margin of other deals that have to keep it as well.
    """
    found = number.breaches
    counting = [one for one in found if not room.passes(one)]
    yield from _gentlest(_set(number, counting or found, kept), _set(number, found, kept))
    yield Repair("or lower each of these rates")


def _set(number: Common, found: Sequence[Breach], kept: Decimal | None) -> Repair | None:
    """The limit of a number set to what some stacks keep, if that leaves anything."""
    limit = number.worst.limit
    if limit.maximum_give is not None:
        given = max(one.stack.given_share for one in found)
        now = given.quantize(TENTH.scaleb(-2), ROUND_CEILING)
        less = now - limit.maximum_give.fraction
    else:
        assert limit.minimum_margin is not None
        left = min(margin(one.limit, one.stack) for one in found)
        left = left if kept is None else min(left, kept)
        if left < 0:
            return None
        now = left.quantize(TENTH.scaleb(-2), ROUND_FLOOR)
        less = limit.minimum_margin.fraction - now
    if now > 1:
        return None
    lost = f"the vendor may keep {points(less)} points less than it wanted"
    return Repair(f"set the floor to {percent(now)}", lost, (Edit(number.at, percent(now)),))
