"""Flags a signature without the fingerprint of its form, in a program that keeps them."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.days.signed import signers, title
from partnerbook.findings import Place, Repair, Severity
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.dates import in_words


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each such agreement, once another one has the fingerprint of a form as it is."""
    signed = [
        (partner, agreement, partner.record["agreement"].get("sha256"))
        for partner, agreement in signers(answers.program)
    ]
    if not any(digest == agreement.form.sha256 for _, agreement, digest in signed):
        return
    for partner, agreement, digest in signed:
        if digest is None:
            yield Judgement(
                f"no fingerprint is on file of {title(agreement.form)} as {partner.name} signed it"
                f" on {in_words(agreement.signed)}: nobody would see that its text is edited",
                (
                    Place(agreement.ref, "no `sha256:`"),
                    Place(agreement.form.ref, "the text of today"),
                ),
                subject=partner.id,
                help=(
                    Repair(
                        "if this is the text that was signed, add to the agreement: sha256:"
                        f" {agreement.form.sha256}"
                    ),
                ),
                facts=(agreement.form.form, str(agreement.form.version)),
            )


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge)
