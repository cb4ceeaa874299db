"""Flags an edit of what already held, compared with an earlier revision, without a correction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from itertools import groupby

from partnerbook.findings import Place, Repair, Severity
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.standing.past import PRICE, PastEdit, corrected, past_edits
from partnerbook.values.dates import in_words

MOST_PLACES = 5


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each edit once; nothing where no earlier revision was named."""
    before, program = answers.against, answers.program
    if before is None:
        return
    marked = corrected(before, program)
    today = program.as_of
    last = in_words(today - timedelta(days=1))
    edits = [
        edit
        for edit in past_edits(before, program)
        if marked.isdisjoint((edit.subject, edit.subject.rpartition("/")[0]))
    ]
    for edit, more in _lists_once(edits):
        subject = _list(edit) if more else edit.subject
        entry = (
            f"if it mends a mistake, say so in `corrections:` of program.yml: - {{id: …, subject:"
            f" {subject}, on: {today}, reason: …}}"
        )
        yield Judgement(
            _said(edit) + _besides(more),
            tuple(Place(one.ref, _label(one)) for one in (edit, *more[: MOST_PLACES - 1])),
            subject=subject,
            help=(Repair(_instead(edit, last, in_words(today))), Repair(f"or, {entry}")),
            facts=(subject, edit.key, edit.was, edit.becomes),
        )


def _lists_once(edits: Sequence[PastEdit]) -> Iterator[tuple[PastEdit, Sequence[PastEdit]]]:
    """Each edit and none besides; but of the prices of a list the first, and the others with it."""
    for _, group in groupby(edits, lambda one: _list(one) or one.subject):
        first, *more = group
        yield first, more


def _list(edit: PastEdit) -> str:
    """The price list of which an edit changes a price; empty for any other edit."""
    return edit.subject.rpartition("/")[0] if edit.key == PRICE else ""


def _besides(more: Sequence[PastEdit]) -> str:
    if not more:
        return ""
    return f"; {len(more)} more {'price differs' if len(more) == 1 else 'prices differ'}"


def _since(edit: PastEdit) -> str:
    return f"held since {in_words(edit.since)}" if edit.since else "always held"


def _said(edit: PastEdit) -> str:
    why = "orders of that time would be reckoned anew"
    if not edit.key and not edit.was:
        assert edit.since is not None  # what always held is not new
        return (
            f"{edit.subject} is new, but is to hold from {in_words(edit.since)} on already: {why}"
        )
    if not edit.key:
        return f"{edit.subject} {_since(edit)} and is gone: {why}"
    if edit.was and edit.becomes:
        what = f"`{edit.key}` was {edit.was} and is {edit.becomes} now"
    else:
        what = f"`{edit.key}` is another now"
    return f"{edit.subject} {_since(edit)}, but {what}: {why}"


def _instead(edit: PastEdit, last: str, first: str) -> str:
    if not edit.key and not edit.was:
        return f"let it begin on {first} or later"
    if not edit.key:
        return f"put it back, with `through:` on {last} or later"
    if edit.key == PRICE:
        return f"put the price back, end the list on {last} or later, and write a new list after it"
    return (
        f"put it back as it was, with `through:` on {last} or later, and write what is new beside"
        " it from the day after"
    )


def _label(edit: PastEdit) -> str:
    return f"was {edit.was}" if edit.key and edit.was else "changes what already held"


RULE = Rule(severity=Severity.ERROR, waivable=False, judge=judge)
