"""Flags a bundle that is dearer than its parts, sold below their cost, or not of priced parts."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.prices.bundle_words import of_part, of_price
from partnerbook.findings import Severity
from partnerbook.rulebook import Answers, Judgement, Rule


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each bundle; its prices only once its parts are sold by themselves."""
    program = answers.program
    for bundle in program.products.values():
        wrong = [one for part in bundle.bundle for one in of_part(program, bundle, part)]
        yield from wrong
        if bundle.bundle and not wrong:
            for price in program.prices:
                if price.product == bundle.id:
                    yield from of_price(program, bundle, price, answers.sold)


RULE = Rule(
    severity=Severity.ERROR,
    waivable=True,
    judge=judge,
    needs=("product", "price-list", "program"),
    # A price or cost that is wrong by itself makes a bundle of it wrong too.
    follows=("margin/floor", "margin/two-prices", "margin/zero-price", "price/out-of-line"),
)
