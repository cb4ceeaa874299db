"""Flags worked examples of which something else comes out than is expected, or nobody can tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from partnerbook.check.examples.explained import is_gap, is_half_known
from partnerbook.check.examples.fitting import fitted
from partnerbook.check.examples.hidden import hidden_steps
from partnerbook.check.examples.told import of_difference, of_hidden
from partnerbook.check.examples.unreckoned import of_doubt, of_untaken
from partnerbook.findings import Finding, Severity
from partnerbook.pricing import Doubt, Quote, price, untaken
from partnerbook.pricing.expected import differences
from partnerbook.pricing.written import not_in_force, order_of
from partnerbook.resolve.program import Example, Program
from partnerbook.rulebook import PRICING, Answers, Judgement, Rule


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each example once, unless nothing is in force on its day."""
    program, good = answers.program, answers.derived(_good)
    for example in program.examples:
        if good.get(example.id) == _rests_on(program, example):
            continue
        # What is not in force, and what is not understood of a partner, is found by itself.
        if is_half_known(program, example) or any(not_in_force(program, example.order)):
            continue
        quote = price(program, order_of(example.order))
        if not quote.certain:
            # A price or rate that is missing is found once, whatever examples it takes along.
            if not (quote.doubts and is_gap(answers, example)):
                yield of_doubt(program, example, quote)
            continue
        found = tuple(differences(program, example.expected, quote))
        if found:
            yield of_difference(program, example, quote, found)
        elif doubts := _in_vain(example, quote):
            yield of_untaken(program, example, doubts)
        hidden = hidden_steps(program, example, quote)
        if hidden:
            yield of_hidden(example, hidden)


def _in_vain(example: Example, quote: Quote) -> tuple[Doubt, ...]:
    """What is taken by name and not given, but where the example itself says that it gives 0."""
    return untaken(quote, {one.step for one in example.expected if not one.money.amount})


def _good(answers: Answers) -> dict[str, tuple[object, ...]]:
    """The examples that come out as they say and hide nothing, each with what it rests on.

    Of a program with the same deals they need not be priced again: what an order comes to depends
    besides on who orders, and on business days.
    """
    program = answers.program
    return {
        example.id: _rests_on(program, example)
        for example in program.examples
        if not is_half_known(program, example)
        and not any(not_in_force(program, example.order))
        and (quote := price(program, order_of(example.order))).certain
        and not any(differences(program, example.expected, quote))
        and not _in_vain(example, quote)
        and not hidden_steps(program, example, quote)
    }


def _rests_on(program: Program, example: Example) -> tuple[object, ...]:
    """All that decides about an example besides the deals."""
    parties = (example.order.partner, example.audience.partner)
    return example, program.holidays, [program.partners.get(name) for name in parties]


def explain(answers: Answers, findings: Sequence[Finding]) -> Iterator[Finding]:
    """What is left when all else is judged, with what would make it come out."""
    yield from fitted(answers.program, findings)


RULE = Rule(
    severity=Severity.ERROR,
    waivable=False,
    judge=judge,
    needs=PRICING,
    expects=True,
    deepen=explain,
)
