"""Flags a version of a form that was issued no earlier than the one after it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise

from partnerbook.check.days.signed import signers, title
from partnerbook.findings import Place, Repair, Severity
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.dates import in_words


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each pair of versions of one form that follow each other.

    One that somebody signed before its day is the matter of ``agreement/before-its-form``.
    """
    early = {
        agreement.form.record.id
        for _, agreement in signers(answers.program)
        if min(agreement.signed, agreement.effective) < agreement.form.record["issued"]
    }
    forms = sorted(answers.program.forms.items())
    for _, versions in groupby(forms, lambda pair: pair[0][0]):
        for one, two in pairwise(form for _, form in versions):
            first, second = one.record["issued"], two.record["issued"]
            if first < second or early & {one.record.id, two.record.id}:
                continue
            when = "on the same day as" if first == second else "after"
            yield Judgement(
                f"{title(one)} was issued on {in_words(first)}, {when} version {two.version}"
                f" ({in_words(second)}): nobody can tell which one is current",
                (
                    Place(one.ref.child("issued"), in_words(first)),
                    Place(two.ref.child("issued"), in_words(second)),
                ),
                subject=one.record.id,
                help=(
                    Repair("correct the day that is wrong"),
                    Repair("or number the versions in the order in which they were issued"),
                ),
                facts=(str(two.version),),
            )


RULE = Rule(severity=Severity.ERROR, waivable=False, judge=judge)
