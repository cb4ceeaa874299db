"""Flags a form whose text is no longer the one that a partner signed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from partnerbook.check.days.signed import signers, title, told_once
from partnerbook.findings import Edit, Finding, Place, Repair, Severity
from partnerbook.resolve.program import Agreement, Form, Partner
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.dates import in_words

RESTORE = "restore the text of the form, and write what is new as a new version"


def short(digest: str) -> str:
    """As much of a fingerprint as people compare."""
    return f"{digest[:8]}…"


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each agreement that keeps the fingerprint of what was signed, if that is another one."""
    before = answers.against.forms if answers.against else {}
    for partner, agreement in signers(answers.program):
        form = agreement.form
        signed = partner.record["agreement"].get("sha256")
        if signed is None:
            earlier = before.get((form.form, form.version), form)
            # Without a fingerprint only what it says counts: a comment is no other text.
            if earlier.record.data != form.record.data:
                yield since_revision(partner, agreement)
            continue
        if signed == form.sha256:
            continue
        at = agreement.ref.child("sha256")
        day = in_words(agreement.signed)
        yield Judgement(
            f"{partner.name} signed another text than the file of {title(form)} has now: its"
            f" fingerprint was {short(signed)} on {day}, and is {short(form.sha256)}",
            (
                Place(at, f"the text that was signed on {day}"),
                Place(form.ref, f"the text of today: {short(form.sha256)}"),
            ),
            subject=partner.id,
            help=(
                Repair(RESTORE),
                Repair(
                    "or, if both sides signed the text of today, write its fingerprint",
                    f"{partner.name} is bound by the text of today",
                    (Edit(at, form.sha256),),
                ),
            ),
            facts=(form.form, str(form.version)),
        )


def since_revision(partner: Partner, agreement: Agreement) -> Judgement:
    """A form that is not as it was in the earlier revision, without a fingerprint to tell by."""
    form, day = agreement.form, in_words(agreement.signed)
    return Judgement(
        f"{partner.name} signed {title(form)} on {day}, but the form does not say what it said in"
        " the earlier revision",
        (
            Place(agreement.ref.child("signed"), "no fingerprint was kept of it"),
            Place(form.ref, f"the text of today: {short(form.sha256)}"),
        ),
        subject=partner.id,
        help=(Repair(RESTORE),),
        facts=(form.form, str(form.version)),
    )


def at_the_form(form: Form, partners: Sequence[Partner], found: Sequence[Finding]) -> Finding:
    """Where most signers have another text, it is the form that was changed."""
    name = title(form)
    return replace(
        found[0],
        message=f"the text of {name} was changed after {len(partners)} partners signed it; its"
        f" fingerprint is {short(form.sha256)} now",
        places=(
            Place(form.ref, f"the text of today: {short(form.sha256)}"),
            *(finding.places[0] for finding in found),
        ),
        subject=f"{form.form}-{form.version}",
        help=(Repair(f"restore its text, and write what is new as version {form.version + 1}"),),
        facts=(),
    )


RULE = Rule(severity=Severity.ERROR, waivable=False, judge=judge, gather=told_once(at_the_form))
