"""Flags a grant that reaches places or products for which the form that was signed is not meant."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.days.signed import title
from partnerbook.check.territories.beyond import beyond, less
from partnerbook.check.territories.collisions import label
from partnerbook.check.territories.sellers import few
from partnerbook.check.territories.stars import Star, gathering
from partnerbook.findings import Place, Repair, Severity
from partnerbook.resolve.naming import describe, name_place
from partnerbook.resolve.program import Form, Grant, Program
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.box import BoxSet, inside_spans


def judgement(program: Program, grant: Grant, form: Form, cells: BoxSet) -> Judgement:
    """What is said of one grant, at its places where these are outside, else at its products."""
    limit = program.authority.forms[(form.form, form.version)]
    far = bool(cells.subtract(limit.without("product")))
    here = ("for", "places" if far else "products")
    there = ("territory", "places") if far else ("products",)
    said = form.record["territory"]["places"] if far else form.record["products"]
    names = program.axes.trees["product"].names
    only = [name_place(program.axes, one) if far else names[one] for one in said]
    return Judgement(
        f"{grant.id} reaches beyond {title(form)}: {describe(program.axes, cells)}",
        (
            Place(grant.ref.child(*here), label(program, grant)),
            Place(form.ref.child(*there), f"{title(form)}: only {few(only, here[1])}"),
        ),
        subject=grant.id,
        notes=(("why", "a right holds no further than the agreement on which it rests"),),
        help=(
            *less(program, grant, cells),
            Repair("or have the partner sign a form that is meant for it"),
        ),
        facts=(form.form, str(form.version)),
    )


def say(star: Star) -> str:
    """What several grants beyond one form have in common."""
    return f"{star.who} is narrower than {star.count} rights that rest on it: {star.names}"


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each such grant; not where the partner itself is outside (``agreement/outside-form``)."""
    program = answers.program
    for grant in program.grants:
        partner = program.partners[grant.partner]
        form = partner.agreement and partner.agreement.form
        limit = program.authority.forms.get((form.form, form.version)) if form else None
        if not form or limit is None:
            continue
        seat = program.axes.node("place", partner.seller_place)
        today = limit.meet(program.axes.on(program.as_of))
        cells = beyond(program, grant.cells, limit)
        if cells and inside_spans(seat, today.on("place")):
            yield judgement(program, grant, form, cells)


RULE = Rule(severity=Severity.ERROR, waivable=True, judge=judge, gather=gathering(say))
