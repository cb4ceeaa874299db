"""Flags absolute prices that are not below the list price: nobody gets anything by them."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.margins.absolute import Lowered, against_list
from partnerbook.findings import Place, Ref, Repair, Severity
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Step
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.money import Money


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each absolute price once, with the products on which it gives nothing."""
    # What a special term leaves a partner is told by term/gives-nothing.
    for step in (one for one in answers.program.steps if not one.partner):
        found: dict[Ref, list[Lowered]] = {}
        for one in against_list(answers, step):
            if one.price.amount >= one.base:
                found.setdefault(one.at, []).append(one)
        for at, here in found.items():
            yield judgement(answers, step, at, here)


def judgement(answers: Answers, step: Step, at: Ref, here: list[Lowered]) -> Judgement:
    """A price, and the highest list price that it does not lower."""
    first = max(here, key=lambda one: one.base)
    names = dict.fromkeys(answers.program.products[one.product].name for one in here)
    how = "is the list price" if first.price.amount == first.base else "is above the list price"
    listed = Money(first.base, first.price.currency)
    return Judgement(
        f"{step.name}: {first.price} for {joined(list(names), 'and')} {how} of {listed}:"
        " nobody gets anything by it",
        (Place(at, "lowers nothing"), Place(first.base_ref, "the list price")),
        subject=f"{step.id}/{first.price.currency}",
        help=(Repair("write a lower price, or let it hold for dearer products alone"),),
        facts=tuple(sorted({one.product for one in here})),
    )


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge)
