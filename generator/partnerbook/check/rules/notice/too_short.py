"""Flags a change that takes effect before the notice that some agreement promises has run out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from partnerbook.check.days.changing import agreed, happens, later, when
from partnerbook.findings import Place, Severity
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.standing.change import Change
from partnerbook.standing.told import ANNOUNCED, UNTOLD, Promise, promises
from partnerbook.values.dates import in_words

MOST_PLACES = 5


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each change once, with all partners that it reaches too early."""
    program = answers.program
    found = sorted(answers.changes, key=lambda one: (one.subject, one.day))
    for _, group in groupby(found, lambda one: (one.subject, one.day)):
        early: dict[str, Promise] = {}
        same = []
        for change in group:
            late = [
                one
                for one in promises(program, change)
                if one.earliest > change.day and not _late(change, one)
            ]
            early |= {one.partner.id: one for one in late}
            same += [change] if late else []
        if early:
            yield _said(same, sorted(early.values(), key=lambda one: one.partner.id))


def _late(change: Change, one: Promise) -> bool:
    """Whether it was announced only afterwards: notice/announcement-date tells that."""
    return one.how == ANNOUNCED and one.told > change.day


def _said(same: Sequence[Change], early: Sequence[Promise]) -> Judgement:
    change = same[0]
    worst = max(early, key=lambda one: one.earliest)
    who = worst.partner.name if len(early) == 1 else f"{len(early)} partners"
    form = worst.partner.agreement.form if worst.partner.agreement else None
    at = change.ref.child(change.key) if change.key else change.ref
    by = f", by the agreement of {worst.partner.name}" if len(early) > 1 else ""
    places = [Place(at, when(change))]
    places += [Place(one.ref, _label(one)) for one in early[:MOST_PLACES] if one.ref is not None]
    if form is not None and "notice" in form.record.data:
        promised = form.ref.child("notice", change.part)
        places.append(Place(promised, f"{form.name}: {worst.notice} of notice, from the day after"))
    what = "; ".join(dict.fromkeys(one.say for one in same))
    was = "was" if len(early) == 1 else "were"
    told = "not told yet" if worst.how == UNTOLD else f"told only on {in_words(worst.told)}"
    whose = "its agreement" if len(early) == 1 else f"the agreement of {worst.partner.name}"
    return Judgement(
        f"{change.subject} {happens(change)} ({what}), but {who} {was} {told}: the"
        f" earliest date that {whose} allows is {in_words(worst.earliest)}",
        tuple(dict.fromkeys(places)),
        subject=change.subject,
        notes=(("partners", ", ".join(one.partner.name for one in early)),),
        help=(later(same, at, worst.earliest, by), *agreed(change)),
        facts=(str(change.day),),
        severity=Severity.WARNING if all(one.agreed for one in same) else None,
    )


def _label(one: Promise) -> str:
    told = "announced" if one.how == ANNOUNCED else f"{one.partner.name} told"
    return f"{told} on {in_words(one.told)}"


RULE = Rule(
    severity=Severity.ERROR,
    waivable=True,
    judge=judge,
    follows=("margin/ambiguous-rate", "margin/two-prices", "notice/announcement-date"),
)
