"""Flags a notice that a partner who loses by the change did not get, or will only get."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.days.as_of import ASKED
from partnerbook.findings import Place, Repair, Severity
from partnerbook.resolve.notices import Notice
from partnerbook.resolve.program import Partner
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.standing.told import ANNOUNCED, NOTICE, promises
from partnerbook.values.dates import in_words

MOST_PLACES = 5


def without(answers: Answers, notice: Notice) -> dict[str, Partner]:
    """The partners that lose by what a notice tells and are not among those it was sent to.

    Whoever holds no tier on the day is found by that; nobody knows what it loses.
    """
    program = answers.program
    return {
        one.partner.id: one.partner
        for change in answers.changes
        if change.subject == notice.subject
        for one in promises(program, change)
        if one.how != NOTICE and one.partner.held(change.day) is not None
        # An announcement after the day is wrong by itself, and says nothing of who was told.
        if not (one.how == ANNOUNCED and one.told > change.day)
    }


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each notice that names anybody; one that names nobody is a draft."""
    program = answers.program
    for notice in program.notices:
        if not notice.sent:
            continue
        missing = without(answers, notice)
        if missing:
            names = ", ".join(one.name for one in missing.values())
            sent = f"{len(notice.sent)} partner{'s' if len(notice.sent) > 1 else ''}"
            table = next(iter(notice.sent.values())).ref.parent.document
            yield Judgement(
                f"the notice {notice.id} was sent to {sent}, but not to"
                f" {names}, who lose{'s' if len(missing) == 1 else ''} by the same change",
                (
                    Place(notice.ref.child("subject"), "what changes"),
                    *(Place(one.ref, one.name) for one in [*missing.values()][:MOST_PLACES]),
                ),
                subject=notice.id,
                help=(
                    Repair(f"send it to them too, and enter the day in {table}"),
                    Repair("or waive it, if they were told in another way"),
                ),
                facts=tuple(missing),
            )
        for name, row in notice.sent.items():
            if row.on > program.as_of and program.as_of_reason != ASKED:
                who = program.partners[name].name if name in program.partners else name
                yield Judgement(
                    f"the notice {notice.id} says that it was sent to {who} on {in_words(row.on)},"
                    " which is yet to come",
                    (Place(row.ref, in_words(row.on)),),
                    subject=notice.id,
                    help=(
                        Repair("enter the row on the day on which it is sent"),
                        Repair("or correct the day (`sent_on`)"),
                    ),
                    facts=("later", name),
                )


NEEDS = (
    "notice",
    "partner",
    "agreement",
    "tier",
    "metric",
    "discount",
    "incentive",
    "price-list",
    "territory",
)
RULE = Rule(severity=Severity.ERROR, waivable=True, judge=judge, needs=NEEDS)
