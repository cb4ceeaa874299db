"""Flags a partner established where its agreement form may not be used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from partnerbook.check.dating.signed import signers, title, told_once
from partnerbook.findings import Finding, Place, Repair, Severity
from partnerbook.resolve.program import Form, Partner, Program
from partnerbook.resolve.written_place import on_day, written_place
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.box import Spans, inside_spans, spans


def usable(program: Program, form: Form) -> Spans | None:
    """Where a form may be used on the program's day; None if everywhere, or not understood."""
    held: list[tuple[int | Decimal, int | Decimal]] = []
    for place in form.record.get("territory", {}).get("places", ()):
        if written_place(program, place) is None:
            return None
        held += on_day(program, place, program.as_of)
    return spans(held) if held else None


def name_of(program: Program, place: str) -> str:
    """What people call a place or territory."""
    if place in program.territories:
        return program.territories[place].name
    return program.axes.trees["place"].names.get(place, place)


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each such partner once, at its establishment."""
    program = answers.program
    for partner, agreement in signers(program):
        form = agreement.form
        where = usable(program, form)
        if where is None or inside_spans(program.axes.node("place", partner.seller_place), where):
            continue
        allowed = ", ".join(name_of(program, p) for p in form.record["territory"]["places"])
        here = name_of(program, partner.seller_place)
        yield Judgement(
            f"{partner.name} is established in {here}, but {title(form)} may be used only in"
            f" {allowed}",
            (
                Place(partner.ref.child("establishment"), here),
                Place(form.ref.child("territory", "places"), "may be used here"),
                Place(agreement.ref.child("form"), f"signed {title(form)}"),
            ),
            subject=partner.id,
            help=(Repair("write where it is established, or the form that it signed"),),
            facts=(partner.seller_place, form.form, str(form.version)),
        )


def at_the_form(form: Form, partners: Sequence[Partner], found: Sequence[Finding]) -> Finding:
    """Where most signers are elsewhere, the form's places are the likely mistake."""
    places = ", ".join(form.record["territory"]["places"])
    return replace(
        found[0],
        message=f"{title(form)} may be used only in {places}, but {len(partners)} partners that"
        " signed it are established elsewhere",
        places=(
            Place(form.ref.child("territory", "places"), "may be used here"),
            *(finding.places[0] for finding in found),
        ),
        subject=f"{form.form}-{form.version}",
        help=(Repair("write all places in which the form may be used (`territory:`)"),),
        facts=(),
    )


RULE = Rule(severity=Severity.ERROR, waivable=True, judge=judge, gather=told_once(at_the_form))
