"""Flags a partner of a type for which its agreement form is not made."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from partnerbook.check.dating.signed import signers, title, told_once
from partnerbook.findings import Finding, Place, Repair, Severity
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Form, Partner, Program
from partnerbook.rulebook import Answers, Judgement, Rule


def forms_for(program: Program, kind: str) -> str:
    """The forms that a partner of this type may sign, the newest version of each."""
    newest = {form.form: form for form in sorted(program.forms.values(), key=lambda f: f.version)}
    fitting = [title(form) for _, form in sorted(newest.items()) if kind in form.partner_types]
    return ", ".join(fitting)


def types(form: Form) -> str:
    """The types of partner that may sign a form."""
    several = "s" if len(form.partner_types) > 1 else ""
    return f"the type{several} {joined(form.partner_types, 'and')}"


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each such partner once, at its type."""
    program = answers.program
    for partner, agreement in signers(program):
        form, kind = agreement.form, partner.type
        if kind in form.partner_types:
            continue
        others = forms_for(program, kind)
        yield Judgement(
            f"{partner.name} is of the type {kind}, but signed {title(form)}, which is for"
            f" {types(form)}",
            (
                Place(partner.ref.child("type"), f"of the type {kind}"),
                Place(agreement.ref.child("form"), f"signed {title(form)}"),
                Place(form.ref.child("partner_types"), "made for these"),
            ),
            subject=partner.id,
            help=(
                Repair("write the type that the partner has (`type:`)"),
                Repair(
                    f"or the form that it signed; for the type {kind} there is {others}"
                    if others
                    else f"or add {kind} to the types of a new version of the form"
                ),
            ),
            facts=(kind, form.form, str(form.version)),
        )


def at_the_form(form: Form, partners: Sequence[Partner], found: Sequence[Finding]) -> Finding:
    """Where most signers are of another type, the form's list is the likely mistake."""
    missing = sorted({partner.type for partner in partners})
    return replace(
        found[0],
        message=f"{title(form)} is for {types(form)}, but {len(partners)}"
        f" partners of other types signed it: {', '.join(missing)}",
        places=(
            Place(form.ref.child("partner_types"), "made for these"),
            *(finding.places[0] for finding in found),
        ),
        subject=f"{form.form}-{form.version}",
        help=(Repair(f"add {', '.join(missing)} to `partner_types`, if that was signed"),),
        facts=tuple(missing),
    )


RULE = Rule(severity=Severity.ERROR, waivable=True, judge=judge, gather=told_once(at_the_form))
