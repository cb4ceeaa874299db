"""What a distributor passes on to a partner is its own price: said wherever ours is shown."""

from __future__ import annotations

from partnerbook.resolve.program import Program

RECOMMENDED = "A recommendation: the distributor sets its own price"


def is_recommended(program: Program, step: str) -> bool:
    """Whether a step lowers what partners pay a distributor on some deal.

    It says so to whoever may see the step, by the routes that its rows are for.
    """
    front = {stage.id for stage in program.stages if stage.timing == "front-end"}
    two_tier = program.axes.cell(route="two-tier")
    return any(
        one.id == step
        and one.side == "partner"
        and one.paid_to == "company"
        and one.stage in front
        and any(row.cells.meets(two_tier) for row in one.rows)
        for one in program.steps
    )
