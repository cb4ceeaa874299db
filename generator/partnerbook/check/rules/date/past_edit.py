"""Flags an edit of what already held, compared with an earlier revision, without a correction."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from partnerbook.check.days.edited import (
    besides,
    instead,
    label,
    list_of,
    lists_once,
    names,
    of_nothing,
    said,
)
from partnerbook.check.days.noticed import noticed
from partnerbook.findings import Place, Repair, Severity
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.standing.past import corrected, judged_on, past_edits
from partnerbook.values.dates import in_words

MOST_PLACES = 5


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each edit once; nothing where no earlier revision was named."""
    before, program = answers.against, answers.program
    if before is None:
        return
    marked = corrected(before, program)
    today = judged_on(before, program)
    last = in_words(today - timedelta(days=1))
    found = tuple(past_edits(before, program))
    edits = [edit for edit in found if marked.keys().isdisjoint(names(edit))]
    touched = {name for edit in found for name in names(edit)}
    for subject, ref in marked.items():
        if subject not in touched:
            yield of_nothing(subject, ref, [edit.subject for edit in edits])
    for edit, more in lists_once(edits):
        subject = list_of(edit) if more else edit.subject
        entry = (
            f"if it mends a mistake, say so in `corrections:` of program.yml: - {{id: …, subject:"
            f" {subject}, on: {today}, reason: …}}"
        )
        yield Judgement(
            said(edit) + besides(more),
            tuple(Place(one.ref, label(one)) for one in (edit, *more[: MOST_PLACES - 1])),
            subject=subject,
            help=(
                Repair(instead(edit, last, in_words(today)) + noticed(program, edit)),
                Repair(f"or, {entry}"),
            ),
            # Not what it became: whoever mends that number elsewhere makes no other edit of it.
            facts=(subject, edit.what, edit.key, edit.was),
        )


RULE = Rule(severity=Severity.ERROR, waivable=False, judge=judge)
