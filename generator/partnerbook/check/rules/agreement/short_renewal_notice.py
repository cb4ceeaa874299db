"""Flags a form that renews by itself and can be stopped less than 30 days before."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.clauses.lengths import calendar_days
from partnerbook.check.clauses.looked_at import flagged, forms_under, in_the_next
from partnerbook.findings import Edit, Place, Repair, Severity
from partnerbook.resolve.law import USERS
from partnerbook.rulebook import Answers, Judgement, Rule

LEAST = 30
SOURCE = (
    "30 days as in Regulation (EU) 2019/1150, Art. 4(2), for platforms; Directive 86/653/EEC,"
    " Art. 15(2), asks one to three months for agents; no act names days for other companies"
)


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each such form once."""
    for seen in forms_under(answers.program, USERS):
        form = seen.form
        if form.renewal != "automatic":
            continue
        days = calendar_days(form.notice) if form.notice is not None else 0
        if days >= LEAST:
            continue
        at = form.ref.child("term", "notice" if form.notice is not None else "renewal")
        told = f"with {form.notice} of notice" if form.notice is not None else "without any notice"
        edit = Edit(at, f"{LEAST} days") if form.notice is not None else None
        yield flagged(
            seen,
            Place(at, told),
            f" renews by itself, and can be stopped {told}, less than {LEAST} days",
            SOURCE,
            (
                Repair(
                    in_the_next(seen, f"ask for at least {LEAST} days of notice (`notice:`)"),
                    edits=(edit,) if edit is not None and not seen.signed_by else (),
                ),
            ),
            part="term",
        )


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge)
