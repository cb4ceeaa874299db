"""Flags an agreement that was signed after it took effect, or on a day that is yet to come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from partnerbook.check.days.dates import Doubt, apart, mended, soon_after, within_a_year
from partnerbook.check.days.signed import SELLING, promised, signers
from partnerbook.findings import Edit, Place, Ref, Repair, Severity
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.dates import in_words
from partnerbook.values.period import add_months
from partnerbook.values.slips import Fits


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each such agreement once, at the day of the signature.

    A partner that sells has signed: that its signature is yet to come is an error.
    """
    program = answers.program
    for partner, agreement in signers(program):
        signed, effective = agreement.signed, agreement.effective
        issued: date = agreement.form.record["issued"]
        to_come = signed > program.as_of and partner.status in SELLING
        if signed <= effective and not to_come:
            continue
        last = min(effective, program.as_of) if to_come else effective

        def in_time(
            day: date, issued: date = issued, last: date = last, effective: date = effective
        ) -> bool:
            return issued <= day <= last and within_a_year(day, effective)

        def usually(day: date, effective: date = effective) -> bool:
            return soon_after(day, effective)

        def after_it(day: date, signed: date = signed) -> bool:
            return within_a_year(signed, day)

        at, starts = agreement.ref.child("signed"), agreement.ref.child("effective")
        doubts = [Doubt(at, signed, in_time, usual=usually)]
        if to_come:
            said = (
                f"{partner.name} is {partner.status}, but its agreement is signed only on"
                f" {in_words(signed)}, {apart(program.as_of, signed)} after"
                f" {in_words(program.as_of)}"
            )
            more = Place(partner.status_ref(program.as_of), f"already {partner.status}")
            way_out = "or write the day on which the last side signed (`signed:`)"
        else:
            # What a tier, a grant or a term begins on as well is no slip.
            if effective not in (known := promised(partner)):
                doubts.append(Doubt(starts, effective, after_it, known))
            said = (
                f"{partner.name} signed its agreement on {in_words(signed)},"
                f" {apart(effective, signed)} after it took effect on {in_words(effective)}"
            )
            more = Place(starts, f"in effect from {in_words(effective)}")
            way_out = "or waive it with the reason why the agreement reaches back"
        yield Judgement(
            said,
            (Place(at, f"signed on {in_words(signed)}"), more),
            subject=partner.id,
            help=(*(mended(doubts) or _month_before(at, signed, in_time)), Repair(way_out)),
            facts=("to-come",) if to_come else (),
            severity=Severity.ERROR if to_come else None,
        )


def _month_before(at: Ref, signed: date, fits: Fits) -> Iterator[Repair]:
    """The same day of the last month that fits: where no slip does, the month is one."""
    for months in range(1, 12):
        day = add_months(signed, -months)
        if fits(day):
            yield Repair(
                f"write {day} ({in_words(day)}), if that is meant", edits=(Edit(at, str(day)),)
            )
            return


RULE = Rule(
    severity=Severity.WARNING,
    waivable=True,
    judge=judge,
    follows=("agreement/before-its-form",),
)
