"""Flags rules by which the same deals must use two routes at once, so that nobody can buy there."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from partnerbook.findings import Place, Repair, Severity
from partnerbook.pricing.board import BUYING
from partnerbook.resolve.axes import LAST_DAY, day_axis
from partnerbook.resolve.naming import describe
from partnerbook.rulebook import Answers, Judgement, Rule


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each pair of rules once, where they meet today or later."""
    program = answers.program
    axis = day_axis("order")
    ahead = ((program.as_of.toordinal(), LAST_DAY),)
    buying = [rule for rule in program.routes if rule.must_use in BUYING]
    for one, two in combinations(buying, 2):
        if one.must_use == two.must_use:
            continue
        both = one.cells.meet(two.cells).limited(axis, ahead)
        if not both:
            continue
        yield Judgement(
            f"{one.id} asks for the {one.must_use} route and {two.id} for the {two.must_use} route:"
            f" {describe(program.axes, both)}",
            (
                Place(two.ref.child("must_use"), f"{two.id}: must use {two.must_use}"),
                Place(one.ref.child("must_use"), f"{one.id}: must use {one.must_use}"),
            ),
            subject=two.id,
            notes=(("so", "nobody can buy there: whatever the route, a rule is broken"),),
            help=(
                Repair("take these deals out of one of them (`except:`)"),
                Repair("or let the earlier one end the day before the other begins (`through:`)"),
            ),
            facts=(one.id,),
        )


RULE = Rule(severity=Severity.ERROR, waivable=True, judge=judge)
