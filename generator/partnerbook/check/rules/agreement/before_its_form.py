"""Flags an agreement that was signed, or took effect, before its form was issued."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from partnerbook.check.dating.dates import Doubt, mended, within_a_year
from partnerbook.check.dating.signed import signers, title, told_once
from partnerbook.findings import Finding, Place, Repair, Severity
from partnerbook.resolve.program import Agreement, Form, Partner
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.dates import in_words
from partnerbook.values.period import add_months


def repairs(agreement: Agreement, issued: date) -> tuple[Repair, ...]:
    """The slip in either date of the agreement, else words."""
    signed, effective = agreement.signed, agreement.effective
    doubts = []
    if signed < issued:
        fits = lambda day: issued <= day and within_a_year(day, effective)  # noqa: E731
        doubts.append(Doubt(agreement.ref.child("signed"), signed, fits))
    if effective < issued:
        fits = lambda day: issued <= day and within_a_year(signed, day)  # noqa: E731
        doubts.append(Doubt(agreement.ref.child("effective"), effective, fits))
    return (
        *mended(doubts),
        Repair("or write the form and version that was signed (`form:`, `version:`)"),
    )


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each agreement once, at the date that cannot be."""
    for partner, agreement in signers(answers.program):
        form = agreement.form
        issued: date = form.record["issued"]
        key, day, did = "signed", agreement.signed, "was signed on"
        if day >= issued:
            key, day, did = "effective", agreement.effective, "takes effect on"
        if day >= issued:
            continue
        yield Judgement(
            f"the agreement of {partner.name} {did} {in_words(day)}, but its form, {title(form)},"
            f" was issued only on {in_words(issued)}",
            (
                Place(agreement.ref.child(key), in_words(day)),
                Place(form.ref.child("issued"), f"issued on {in_words(issued)}"),
            ),
            subject=partner.id,
            help=repairs(agreement, issued),
            facts=(key,),
        )


def at_the_form(form: Form, partners: Sequence[Partner], found: Sequence[Finding]) -> Finding:
    """Where most signers were too early, the form's own date is the likely mistake."""
    issued: date = form.record["issued"]
    days = [
        min(partner.agreement.signed, partner.agreement.effective)
        for partner in partners
        if partner.agreement
    ]
    first = min(days)

    def fits(day: date) -> bool:
        return day <= first <= add_months(day, 36)

    return replace(
        found[0],
        message=f"the form {title(form)} was issued on {in_words(issued)}, but {len(partners)}"
        f" partners signed it before, the first on {in_words(first)}",
        places=(
            Place(form.ref.child("issued"), f"issued on {in_words(issued)}"),
            *(finding.places[0] for finding in found),
        ),
        subject=f"{form.form}-{form.version}",
        help=(
            *mended([Doubt(form.ref.child("issued"), issued, fits)]),
            Repair("or write the form and version that they signed"),
        ),
        facts=(),
    )


RULE = Rule(severity=Severity.ERROR, waivable=True, judge=judge, gather=told_once(at_the_form))
