"""Flags an agreement that was signed only after it took effect."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from partnerbook.check.dates import Doubt, apart, mended, within_a_year
from partnerbook.check.signed import signers
from partnerbook.findings import Place, Repair, Severity
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.dates import in_words


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each such agreement once, at the day of the signature."""
    for partner, agreement in signers(answers.program):
        signed, effective = agreement.signed, agreement.effective
        issued: date = agreement.form.record["issued"]
        if signed <= effective:
            continue

        def in_time(day: date, issued: date = issued, effective: date = effective) -> bool:
            return issued <= day and within_a_year(day, effective)

        def after_it(day: date, signed: date = signed) -> bool:
            return within_a_year(signed, day)

        at, starts = agreement.ref.child("signed"), agreement.ref.child("effective")
        yield Judgement(
            f"{partner.name} signed its agreement on {in_words(signed)},"
            f" {apart(effective, signed)} after it took effect on {in_words(effective)}",
            (
                Place(at, f"signed on {in_words(signed)}"),
                Place(starts, f"in effect from {in_words(effective)}"),
            ),
            subject=partner.id,
            help=(
                *mended([Doubt(at, signed, in_time), Doubt(starts, effective, after_it)]),
                Repair("or waive it with the reason why the agreement reaches back"),
            ),
        )


RULE = Rule(
    severity=Severity.WARNING,
    waivable=True,
    judge=judge,
    follows=("agreement/before-its-form",),
)
