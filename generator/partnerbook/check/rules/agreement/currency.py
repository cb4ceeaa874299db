"""Flags amounts of a form that leave out the currency of a partner who signed it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from partnerbook.check.days.signed import MOST_PLACES, signers, title
from partnerbook.findings import Place, Ref, Repair, Severity
from partnerbook.resolve.life import OVER
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Form, Partner
from partnerbook.resolve.promised import OBLIGATIONS, PERFORMANCE
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.money import Money


@dataclass(frozen=True, slots=True)
class Amounts:
    """One list of a form, by ``part``: what it is of, and for partners of which ``types``.

    ``untold``: what nobody can tell without it; {} stands for the partners.
    """

    part: str
    what: str
    untold: str
    types: Sequence[str]
    sums: Sequence[Money]
    ref: Ref


def amounts(form: Form) -> Iterator[Amounts]:
    """The credit limit, and what is asked for in money."""
    payment = form.record["payment"]
    if "credit_limit" in payment:
        untold, at = "how much {} may owe is not said", form.ref.child("payment", "credit_limit")
        sums = payment["credit_limit"]
        yield Amounts("credit_limit", "the credit limit", untold, form.partner_types, sums, at)
    for section in (PERFORMANCE, OBLIGATIONS):
        for at_, said in enumerate(form.record.get(section, ())):
            if "amounts" in said:
                yield Amounts(
                    f"{section}/{said['id']}",
                    f"{said['id']} (`{section}:`)",
                    "whether {} keep to it can never be told",
                    said.get("partner_types", form.partner_types),
                    said["amounts"],
                    form.ref.child(section, at_, "amounts"),
                )


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each list of each form once, for all partners it leaves out."""
    program = answers.program
    for _, form in sorted(program.forms.items()):
        signed = [one for one, agreement in signers(program) if agreement.form == form]
        for one in amounts(form):
            known = {money.currency for money in one.sums}
            who = [
                partner
                for partner in signed
                if partner.status not in OVER
                and partner.type in one.types
                and partner.currency not in known
            ]
            # A currency that is not understood may be the one that seems left out.
            if who and known.issubset(program.currencies):
                yield left_out(form, one, sorted(known), who)


def left_out(form: Form, one: Amounts, known: Sequence[str], who: Sequence[Partner]) -> Judgement:
    """What a list leaves unsaid for partners."""
    missing = joined(sorted({partner.currency for partner in who}), "and")
    names = ", ".join(partner.name for partner in who[:MOST_PLACES])
    more = ", …" if len(who) > MOST_PLACES else ""
    return Judgement(
        f"{title(form)} says {one.what} in {joined(known, 'and')} only:"
        f" {one.untold.format(f'partners with {missing}')} ({names}{more})",
        (
            Place(one.ref, f"no amount in {missing}"),
            *(Place(each.ref.child("currency"), each.name) for each in who[:MOST_PLACES]),
        ),
        subject=f"{form.record.id}/{one.part}",
        help=(Repair(f"add an amount in {missing}, in a new version of the form"),),
        facts=(missing,),
    )


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge)
