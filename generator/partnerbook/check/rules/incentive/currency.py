"""Flags amounts of an incentive that are missing in a currency in which it can be earned."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.incentives.currencies import (
    Amounts,
    is_told,
    judgement,
    priced_rows,
    written,
)
from partnerbook.check.incentives.reach import priced, running
from partnerbook.findings import Severity
from partnerbook.resolve.program import ListPrice
from partnerbook.rulebook import Answers, Judgement, Rule


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each incentive once for the currencies that the same lists leave out."""
    program = answers.program
    for record, step in (*running(program), *priced_rows(program)):
        alike: dict[tuple[Amounts, ...], list[ListPrice]] = {}
        for currency in program.currencies:
            lacking = tuple(
                one
                for one in written(record)
                if currency not in one.currencies
                # One that is not understood may be the one that seems left out.
                and one.currencies.issubset(program.currencies)
                and not is_told(program, record, one, currency)
            )
            price = priced(program, record, step, currency) if lacking else None
            if price is not None:
                alike.setdefault(lacking, []).append(price)
        for lacking, prices in alike.items():
            yield judgement(program, record, lacking, prices)


RULE = Rule(severity=Severity.ERROR, waivable=False, judge=judge, needs=("engagement",))
