"""Flags a form that passes on no limit of active sales into what other partners hold alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from partnerbook.check.dating.signed import title
from partnerbook.check.territories.collisions import label
from partnerbook.check.territories.law import CLAUSE, REVIEW, SOURCE, Area, areas
from partnerbook.check.territories.passed_on import Alone, not_passed_on
from partnerbook.check.territories.stars import capped
from partnerbook.findings import Place, Repair, Severity
from partnerbook.resolve.naming import describe
from partnerbook.resolve.program import Form, Partner, Program
from partnerbook.rulebook import Answers, Judgement, Rule


def judgement(
    program: Program, form: Form, area: Area, rights: Alone, signers: Sequence[Partner]
) -> Judgement:
    """What is said of one form in one area."""
    names = capped(partner.name for partner in signers)
    holders = capped(program.partners[grant.partner].name for grant, _ in rights.values())
    cells = program.axes.space.nothing
    for _, held in rights.values():
        cells = cells.union(held.without("day"))
    at = "clauses" if "clauses" in form.record.data else "name"
    return Judgement(
        f"for legal review ({area.words}): {title(form)} passes on no limit of active sales into"
        f" what others hold alone: {describe(program.axes, cells)}",
        (
            Place(form.ref.child(at).key(), f"no clause `{CLAUSE}` under `schedule: territory`"),
            *(
                Place(grant.ref.child("for", "places"), label(program, grant))
                for grant, _ in rights.values()
            ),
            *(
                Place(partner.ref.child("agreement", "form"), f"{partner.name}: signed it")
                for partner in signers
            ),
        ),
        subject=f"{form.form}-{form.version}",
        notes=(("held by", holders), ("not passed on to", names), REVIEW, SOURCE),
        help=(Repair(f"enter what was agreed as a clause `{CLAUSE}` under `schedule: territory`"),),
        facts=(area.id,),
    )


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each form that was signed by a partner which buys the same, in each area of the policy."""
    program = answers.program
    for area in areas(program):
        for form, rights, partners in not_passed_on(program, area):
            yield judgement(program, form, area, rights, partners)


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge)
