"""Flags an agreement that takes effect more than a year after it was signed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from partnerbook.check.days.dates import Doubt, apart, mended, soon_after, within_a_year
from partnerbook.check.days.signed import SELLING, promised, signers, tier_before
from partnerbook.findings import Place, Repair, Severity
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.dates import in_words
from partnerbook.values.period import after


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each such agreement once, at the day from which it is to hold.

    An error if it would start only when its whole first term could be over already. If it is not
    yet in force although the partner is active, ``agreement/expired`` says so.
    """
    program = answers.program
    for partner, agreement in signers(program):
        signed, effective, form = agreement.signed, agreement.effective, agreement.form
        if signed > effective or within_a_year(signed, effective):
            continue
        impossible = effective > after(signed, form.length, program.holidays)
        if not impossible and program.as_of < effective and partner.status in SELLING:
            continue
        issued: date = form.record["issued"]

        def in_time(day: date, signed: date = signed) -> bool:
            return within_a_year(signed, day)

        def before_it(day: date, issued: date = issued, effective: date = effective) -> bool:
            return issued <= day and within_a_year(day, effective)

        def usually(day: date, signed: date = signed) -> bool:
            return soon_after(signed, day)

        at, starts = agreement.ref.child("signed"), agreement.ref.child("effective")
        yield Judgement(
            f"the agreement of {partner.name} takes effect on {in_words(effective)},"
            f" {apart(signed, effective)} after it was signed on {in_words(signed)}",
            (
                Place(starts, f"in effect from {in_words(effective)}"),
                Place(at, f"signed on {in_words(signed)}"),
                *tier_before(program, partner, agreement),
            ),
            subject=partner.id,
            notes=(("its first term", f"{form.length}"),) if impossible else (),
            help=(
                *mended(
                    [
                        Doubt(starts, effective, in_time, promised(partner), usually),
                        Doubt(at, signed, before_it),
                    ]
                ),
                Repair("correct the date that is wrong"),
            ),
            severity=Severity.ERROR if impossible else None,
        )


RULE = Rule(
    severity=Severity.WARNING,
    waivable=True,
    judge=judge,
    follows=("agreement/before-its-form",),
)
