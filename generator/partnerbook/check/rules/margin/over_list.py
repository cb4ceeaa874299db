"""Flags permitted stacks that together give more than the list price."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.floors.breach import limits
from partnerbook.check.floors.words import borne
from partnerbook.check.margins.deals import deal_notes, percent
from partnerbook.check.margins.sums import amount, step_words, taken_words
from partnerbook.findings import Place, Repair, Severity, Term
from partnerbook.pricing import Extreme
from partnerbook.pricing.smallest import smallest_part
from partnerbook.pricing.stack import Stack
from partnerbook.resolve.naming_words import joined
from partnerbook.rulebook import PRICING, Answers, Judgement, Rule


def judge(answers: Answers) -> Iterator[Judgement]:
    """One finding for each smallest set of steps, with the deal on which it goes furthest."""
    found: dict[tuple[str, ...], tuple[Extreme, Stack]] = {}
    for extreme in answers.extremes:
        # Where a floor can be told, margin/floor says it.
        if extreme.given <= extreme.value or any(limits(answers.program, extreme)):
            continue
        stack = smallest_part(extreme, lambda kept, _: kept < 0)
        if stack is not None:
            steps = tuple(dict.fromkeys(taken.step.id for taken in borne(stack)))
            known = found.get(steps)
            if known is None or stack.given_share > known[1].given_share:
                found[steps] = extreme, stack
    for steps, (extreme, stack) in found.items():
        yield judgement(answers, steps, extreme, stack)


def judgement(
    answers: Answers, steps: tuple[str, ...], extreme: Extreme, stack: Stack
) -> Judgement:
    """What is given together, with the sum."""
    program, currency = answers.program, stack.currency
    taken = borne(stack)
    names = {one.row.rate_ref: step_words(one) for one in taken}
    product = program.products[extreme.product].name
    alone = len(names) == 1
    return Judgement(
        f"{joined(list(dict.fromkeys(names.values())), 'and')}"
        f" give{'s' if alone else ''} {percent(stack.given_share)} of list on {product}:"
        " the price falls below zero",
        tuple(Place(at, names[at]) for at in names),
        subject="/".join((extreme.tier, extreme.product, *steps)),
        notes=tuple(deal_notes(program, extreme, taken, [extreme])),
        sum_intro=f"on {stack.units} × {product}, in {currency}",
        sum=(
            Term(amount(stack.value, currency), "list", stack.price.ref),
            *(
                Term(
                    amount(one.amount, currency, "-"), taken_words(one, currency), one.row.rate_ref
                )
                for one in taken
            ),
            Term(amount(stack.kept, currency), "the vendor keeps", total=True),
        ),
        help=(Repair("let them exclude each other, cap one, or give less"),),
        facts=steps,
    )


RULE = Rule(
    severity=Severity.ERROR,
    waivable=False,
    judge=judge,
    needs=PRICING,
)
