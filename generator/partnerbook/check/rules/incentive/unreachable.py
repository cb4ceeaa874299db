"""Flags incentives, and single rates or bands of them, that no deal can ever get."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.incentives.reach import running
from partnerbook.check.incentives.reached import (
    GivenSomewhere,
    ahead,
    contradicts_itself,
    given_somewhere,
    idle,
    parting,
)
from partnerbook.check.margins.other_routes import lacking_now
from partnerbook.check.unreached.told import (
    cannot_tell,
    never_earned,
    never_given,
    never_stands,
    scope_at,
    untold,
    whole,
)
from partnerbook.findings import Place, Repair, Severity
from partnerbook.resolve.program import Step
from partnerbook.resolve.record import Record
from partnerbook.rulebook import PRICING, Answers, Judgement, Rule


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each incentive once: as a whole, or with the numbers of it that are never given."""
    program, somewhere = answers.program, answers.derived(given_somewhere)
    if somewhere is None:
        yield untold(program)
        return
    for record, step in running(program):
        dead = idle(program, somewhere, step)
        if dead:
            yield from never(answers, somewhere, record, step)
        elif answers.sold and not answers.sold.meets(ahead(program, step)):
            at = scope_at(record, parting(ahead(program, step), answers.sold))
            yield whole(
                record,
                Place(at, "nobody sells there"),
                "no partner may sell, to anybody, anything that it is for",
                (Repair("widen its `for:`, or grant somebody the right to sell there"),),
            )


def never(
    answers: Answers, somewhere: GivenSomewhere, record: Record, step: Step
) -> Iterator[Judgement]:
    """What is said of an incentive of which some number is never given, or may not be."""
    program = answers.program
    # That it contradicts itself is said by incentive/stacking.
    if contradicts_itself(program, step):
        return
    dead = idle(program, somewhere, step)
    doubtful = [row for row in dead if row.rate_ref in somewhere.untold]
    sure = [row for row in dead if row.rate_ref not in somewhere.untold]
    if doubtful:
        yield cannot_tell(record, doubtful, somewhere.untold[doubtful[0].rate_ref])
    if not sure:
        return
    beaten = [row for row in sure if row.rate_ref in somewhere.beaten]
    if beaten:
        # Sums at list price, as a rate is missing, are not those of such deals.
        if any(cells.meets(ahead(program, step)) for cells in lacking_now(answers)):
            return
        one = somewhere.beaten[beaten[0].rate_ref]
        yield never_stands(record, step, beaten, one)
    elif any(row.rate_ref in somewhere.numbers for row in step.rows):
        yield never_given(program, record, step, sure)
    else:
        yield from never_earned(program, somewhere, record, step)


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge, needs=(*PRICING, "partner"))
