"""Flags permitted stacks that together give more than the list price."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from partnerbook.check.floors.breach import limits
from partnerbook.check.floors.fixed import less_of
from partnerbook.check.floors.words import borne
from partnerbook.check.margins.deals import deal_notes, percent
from partnerbook.check.margins.sums import amount, step_words, taken_words
from partnerbook.findings import Place, Repair, Severity, Term
from partnerbook.pricing import Extreme
from partnerbook.pricing.exact import share
from partnerbook.pricing.smallest import smallest_part
from partnerbook.pricing.stack import Stack
from partnerbook.pricing.waterfall import Taken
from partnerbook.resolve.naming_words import joined
from partnerbook.rulebook import PRICING, Answers, Judgement, Rule


def judge(answers: Answers) -> Iterator[Judgement]:
    """One finding for each smallest set of steps, with the deal on which it goes furthest."""
    found: dict[tuple[str, ...], tuple[Extreme, Stack]] = {}
    furthest: list[Stack] = []
    for extreme in answers.extremes:
        # Where a floor can be told, margin/floor says it.
        floors = limits(answers.program, extreme.price, extreme.floors)
        if extreme.given <= extreme.value or any(floors):
            continue
        stack = smallest_part(extreme, lambda kept, _: kept < 0)
        if stack is not None:
            furthest.append(extreme.worst)
            steps = tuple(dict.fromkeys(taken.step.id for taken in borne(stack)))
            known = found.get(steps)
            if known is None or stack.given_share > known[1].given_share:
                found[steps] = extreme, stack
    for steps, (extreme, stack) in found.items():
        # With more besides it goes further on other deals, but these alone are too much.
        if not any(set(fewer) < set(steps) for fewer in found):
            yield judgement(answers, steps, extreme, stack, furthest)


def judgement(
    answers: Answers, steps: tuple[str, ...], extreme: Extreme, stack: Stack, furthest: list[Stack]
) -> Judgement:
    """What is given together, with the sum; what gives most of it is to blame."""
    program, currency = answers.program, stack.currency
    taken = borne(stack)
    names = {one.row.rate_ref: step_words(one) for one in taken}
    culprit = max(taken, key=lambda one: one.amount)
    at_fault = sorted(names, key=lambda at: at != culprit.row.rate_ref)
    product = program.products[extreme.product].name
    alone = len(names) == 1
    return Judgement(
        f"{joined(list(dict.fromkeys(names.values())), 'and')}"
        f" give{'s' if alone else ''} {percent(stack.given_share)} of list on {product}:"
        " the price falls below zero",
        tuple(Place(at, names[at]) for at in at_fault),
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
        help=(
            *less_of(culprit, _part(culprit, furthest)),
            Repair("or let them exclude each other, or cap one"),
        ),
        facts=steps,
    )


def _part(culprit: Taken, furthest: list[Stack]) -> Decimal:
    """How much of a number may stay, on every deal on which it is part of more than list."""
    return min(
        share(one.amount + stack.kept, one.amount)
        for stack in furthest
        for one in borne(stack)
        if one.row.rate_ref == culprit.row.rate_ref
    )


RULE = Rule(
    severity=Severity.ERROR,
    waivable=False,
    judge=judge,
    needs=PRICING,
)
