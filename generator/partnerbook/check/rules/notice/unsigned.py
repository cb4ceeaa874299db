"""Flags a right that is made less although its agreement asks for both signatures for that."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.days.changing import happens, when
from partnerbook.findings import Place, Repair, Severity
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.standing.told import by_notice


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each change of one partner's rights that is still ahead, and of which nothing says more.

    An end that was written from the start needs no new signature, and none shows in the files.
    """
    program = answers.program
    for change in answers.changes:
        agreement = program.partners[change.partner].agreement if change.partner else None
        if agreement is None or change.agreed or change.announced is not None:
            continue
        if change.day <= program.as_of or change.day not in agreement.in_force:
            continue
        if by_notice(agreement, change.part):
            continue
        form, name = agreement.form, program.partners[change.partner].name
        at = change.ref.child(change.key) if change.key else change.ref
        yield Judgement(
            f"{change.subject} {happens(change)} ({change.say}): the {form.name} of {name} lets"
            " that change only where both sides sign, and nothing says that they did",
            (
                Place(at, when(change)),
                Place(form.ref.child("changed_by", change.part), "only as this says"),
            ),
            subject=change.subject,
            help=(
                Repair("write when both signed it (`announced:`)"),
                Repair("or leave the right as it was"),
            ),
            facts=(str(change.day),),
        )


RULE = Rule(
    severity=Severity.WARNING,
    waivable=True,
    judge=judge,
    follows=("notice/announcement-date", "territory/exclusive-overlap"),
)
