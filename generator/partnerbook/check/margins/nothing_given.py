"""Registrations that give some tier 0%: it registers, and nothing that it earns rests on that."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.findings import Place, Repair
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Program, Row, Step
from partnerbook.rulebook import Judgement

REGISTRATION = "deal-registration"


def nothing_given(program: Program) -> Iterator[Judgement]:
    """Each registration once, with the tiers for which it gives nothing, nor anything else does."""
    for step in program.steps:
        if step.kind != REGISTRATION or step.partner:
            continue
        rows = [row for row in step.rows if row.rate is not None and not row.rate.points]
        rows = [row for row in rows if row.period.end > program.as_of]
        rows = [row for row in rows if not _otherwise(program, step, row)]
        if rows:
            yield _said(program, step, rows)


def _otherwise(program: Program, step: Step, row: Row) -> bool:
    """Whether something else is given to the first alone, on some of the same deals."""
    axes = program.axes
    not_first = axes.cell(claim="none")
    return any(
        other.cells.meets(row.cells.without("route")) and not other.cells.meets(not_first)
        for one in program.steps
        if one is not step and one.side != "distributor"
        for other in one.rows
        if other.rate is None or other.rate.points
    )


def _said(program: Program, step: Step, rows: list[Row]) -> Judgement:
    tiers = [program.tiers[row.tier].name for row in rows if row.tier]
    who = joined(tiers, "and") if tiers else "any partner"
    return Judgement(
        f"{step.name} gives {who} 0%: registering a deal earns nothing more",
        tuple(Place(row.rate_ref, "what registering gives") for row in rows),
        subject="/".join((step.id, *(row.tier for row in rows if row.tier))),
        help=(
            Repair("write what registering is to give"),
            Repair(f"or say with `for: {{tiers: […]}}` whom it is for, without {who}"),
        ),
        facts=("nothing",),
    )
