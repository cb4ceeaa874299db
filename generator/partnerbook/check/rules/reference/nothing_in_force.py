"""Flags worked examples dated on a day on which nothing is agreed or nothing has a price."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.examples.explained import is_gap, is_half_known
from partnerbook.check.margins.missing_prices import missing
from partnerbook.findings import Place, Repair, Severity
from partnerbook.pricing.written import not_in_force
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Example, Program
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.dates import in_words


def _is_unpriced(program: Program, example: Example) -> bool:
    """Whether partners may sell something of it and have no price in its currency: unpriced."""
    ordered = {line.product for line in example.order.lines}
    return any(
        one.product.id in ordered and one.partner.currency == example.order.currency
        for one in missing(program)
    )


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each example once."""
    program = answers.program
    for example in program.examples:
        if is_half_known(program, example):
            continue
        reasons = tuple(not_in_force(program, example.order))
        if reasons and not is_gap(answers, example) and not _is_unpriced(program, example):
            on = example.order.dates["order"]
            yield Judgement(
                f"{example.name}: on {in_words(on)} {joined([why for why, _ in reasons], 'and')}",
                (
                    Place(example.order.ref.child("dates", "order"), in_words(on)),
                    *(Place(ref, why) for why, ref in reasons),
                ),
                subject=example.id,
                help=(Repair("write a day on which both are in force"),),
            )


RULE = Rule(
    severity=Severity.ERROR,
    waivable=False,
    judge=judge,
    needs=("price-list", "product", "program", "territory", "tier"),
)
