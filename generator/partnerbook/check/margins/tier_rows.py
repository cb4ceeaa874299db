"""All rows of a table in which two tiers stand the wrong way round, and one repair for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal

from partnerbook.check.margins.deals import percent
from partnerbook.check.margins.tier_stacks import taken_of
from partnerbook.findings import Edit, Repair
from partnerbook.pricing.inversion import Inversion
from partnerbook.resolve.program import Program, Row, Step
from partnerbook.values.percent import Percent, parse_percent

TENTH = Decimal("0.1")


@dataclass(frozen=True, slots=True)
class Turned:
    """A row that gives the lower of two tiers more: the rate of the lower, and of the higher."""

    down: Row
    up: Row


def turned(program: Program, found: Inversion) -> tuple[Turned, ...]:
    """Every row of the table that is the cause in which the same two tiers stand wrong."""
    taken = taken_of(found.lower, found.steps[0]) if found.steps else None
    if taken is None:
        return ()
    pairs = (
        Turned(down, up)
        for down in taken.step.rows
        for up in taken.step.rows
        if (down.tier, up.tier) == (found.lower_tier, found.higher_tier) and down.ref == up.ref
    )
    return tuple(
        one
        for one in pairs
        if one.down.rate is not None
        and one.up.rate is not None
        and one.down.rate > one.up.rate
        and one.down.period.end > program.as_of
    )


def named(rows: Sequence[Turned]) -> Iterator[tuple[str, str]]:
    """All the rows as a note, where there are several."""
    if len(rows) > 1:
        yield (
            "rows",
            ", ".join(f"{one.down.id} ({one.down.rate} against {one.up.rate})" for one in rows),
        )


def in_every_row(program: Program, found: Inversion, rows: Sequence[Turned]) -> Iterator[Repair]:
    """The same two tiers put right in all rows at once, either way."""
    step = next(taken.step for taken in found.lower.taken if taken.step.id == found.steps[0])
    low, high = (program.tiers[one].name for one in (found.lower_tier, found.higher_tier))
    yield Repair(
        f"raise {step.name} for {high} to what {low} gets, in all {len(rows)} rows",
        f"the vendor gives {high} more",
        tuple(Edit(one.up.rate_ref, str(one.down.rate)) for one in rows),
    )
    found_between = [between(program, step, one.down, one.up) for one in rows]
    wanted = [rate for rate, _ in found_between]
    inside = all(words for _, words in found_between)
    to = "between that of the tiers beside it" if inside else f"at most what {high} gets"
    yield Repair(
        f"lower {step.name} for {low} to {to}, in all {len(rows)} rows",
        f"{low} gets less",
        tuple(Edit(one.down.rate_ref, str(rate)) for one, rate in zip(rows, wanted, strict=True)),
    )


def between(program: Program, step: Step, down: Row, up: Row) -> tuple[Percent, str]:
    """The rate between that of the higher tier and that of the tier below both, if there is one."""
    assert up.rate is not None
    rank = program.tiers[down.tier].rank
    below = [
        (program.tiers[row.tier].rank, row)
        for row in step.rows
        if row.ref == down.ref and row.tier and program.tiers[row.tier].rank < rank
    ]
    row = max(below, key=lambda one: one[0])[1] if below else None
    if row is None or row.rate is None or row.rate > up.rate:
        return up.rate, ""
    middle = ((row.rate.points + up.rate.points) / 2).quantize(TENTH, ROUND_FLOOR)
    least, most = program.tiers[row.tier].name, program.tiers[up.tier].name
    wanted = parse_percent(percent(middle.scaleb(-2)))
    return wanted, f", between the {row.rate} of {least} and the {up.rate} of {most}"
