"""What is said of a credit-back that does not match what is passed on."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from partnerbook.check.margins.deals import points
from partnerbook.findings import Edit, Place, Repair, Severity, Term
from partnerbook.resolve.program import Program, Row, Step
from partnerbook.rulebook import Judgement


def above(program: Program, step: Step, of: Step) -> Iterator[Judgement]:
    """The rate that pays a distributor furthest beyond what it passed on."""
    if step.base != of.base:
        return
    found = [
        (mine, theirs)
        for mine in step.rows
        for theirs in of.rows
        if mine.rate is not None and theirs.rate is not None and mine.rate > theirs.rate
        if mine.cells.without("route").meets(theirs.cells.without("route"))
    ]
    if not found:
        return
    mine, theirs = max(found, key=_apart)
    who = f" to {program.tiers[theirs.tier].name} partners" if theirs.tier else ""
    over = f"{points(_apart((mine, theirs)))} points"
    yield Judgement(
        f"{step.name} pays {mine.rate} back to a distributor that passes on {theirs.rate} of"
        f" {of.name}{who}: {over} more than it gave",
        (
            Place(mine.rate_ref, f"{mine.rate} is paid back"),
            Place(theirs.rate_ref, f"{theirs.rate} is passed on"),
        ),
        subject=step.id,
        sum_intro="on 1,000.00 of list" if step.base == "list" else "on 1,000.00 of the base",
        sum=(
            Term(_of_a_thousand(mine), f"{step.name}, {mine.rate}", mine.rate_ref),
            Term(f"-{_of_a_thousand(theirs)}", f"{of.name}, {theirs.rate}", theirs.rate_ref),
            Term(f"{1000 * _apart((mine, theirs)):,.2f}", "more than was passed on", total=True),
        ),
        help=(_lowered(program, mine, theirs),),
        facts=("above",),
        severity=Severity.WARNING,
    )


def _lowered(program: Program, mine: Row, theirs: Row) -> Repair:
    """No more than is passed on; where one rate is for all tiers, the others keep theirs."""
    over = f"{points(_apart((mine, theirs)))} points"
    at, axes = mine.rate_ref, program.axes
    if mine.tier or not theirs.tier:
        loses = f"the distributor gets {over} less"
        return Repair(f"lower it to {theirs.rate}", loses, (Edit(at, str(theirs.rate)),))
    name = program.tiers[theirs.tier].name
    rates = {
        tier: theirs.rate if tier == theirs.tier else mine.rate
        for tier in sorted(program.tiers, key=lambda one: (program.tiers[one].rank, one))
        if mine.cells.meets(axes.cell(tier=tier))
    }
    said = ", ".join(f"{tier}: {rate}" for tier, rate in rates.items())
    return Repair(
        f"lower it to {theirs.rate} for {name} alone, with a rate of each tier",
        f"the distributor gets {over} less on deals of {name} partners",
        (Edit(at.key(), "rates"), Edit(at, f"{{{said}}}")),
    )


def _apart(pair: tuple[Row, Row]) -> Decimal:
    mine, theirs = pair
    assert mine.rate is not None
    assert theirs.rate is not None
    return mine.rate.fraction - theirs.rate.fraction


def _of_a_thousand(row: Row) -> str:
    assert row.rate is not None
    return f"{1000 * row.rate.fraction:,.2f}"
