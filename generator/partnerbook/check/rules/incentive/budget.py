"""Flags a budget that what is expected would exceed, and one about which that cannot be told."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.budgets.accruals import Accrual, Untold, accrual
from partnerbook.check.examples.words import plain
from partnerbook.check.incentives.reach import running
from partnerbook.check.margins.sums import amount
from partnerbook.findings import Edit, Place, Ref, Repair, Severity, Term
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.record import Record
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.money import Money

PERIODS = {"quarter": "a quarter", "year": "a year", "whole": "all its time"}


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each budget that is exceeded, by currency; then each of which that cannot be told."""
    for record, step in running(answers.program):
        if "budget" not in record.data:
            continue
        untold: dict[Untold, list[str]] = {}
        for at, most in enumerate(record["budget"]["amounts"]):
            here = record.ref.child("budget", "amounts", at)
            found = accrual(answers.program, record, step, most)
            if isinstance(found, Untold):
                untold.setdefault(found, []).append(most.currency)
            elif found is not None and found.spent > most:
                yield exceeded(record, most, here, found)
        for number, (why, currencies) in enumerate(untold.items()):
            yield cannot_tell(record, why, currencies, number)


def exceeded(record: Record, most: Money, here: Ref, found: Accrual) -> Judgement:
    """The budget against what is expected."""
    over, currency = found.spent - most, most.currency
    per = PERIODS[record["budget"]["per"]]
    costs = "costs at least" if found.least else "may cost"
    if found.before:
        costs = "may cost at most"
    return Judgement(
        f"{record['name']} {costs} {plain(found.spent)} in {per}{found.before}, but its budget is"
        f" {most}:"
        f" {plain(over)} too little",
        (Place(here, "the budget"), *found.places),
        subject=f"{record.id}/{currency}",
        sum_intro=f"in {per}, in {currency}",
        sum=(
            *found.sum,
            Term(amount(most.amount, currency, "-"), "budget", here),
            Term(amount(over.amount, currency), "too little", None, total=True),
        ),
        help=(
            Repair(
                f"raise the budget to {plain(found.spent)}",
                f"{plain(over)} more may be spent in {per}",
                (Edit(here, plain(found.spent)),),
            ),
            Repair("or lower what is given, or correct what is expected, if it is no longer"),
        ),
        facts=(currency,),
    )


def cannot_tell(record: Record, why: Untold, currencies: list[str], number: int) -> Judgement:
    """What is missing to tell."""
    where = joined(currencies, "and")
    return Judgement(
        f"cannot tell whether the budget of {record['name']} in {where} is enough: {why.say}",
        (Place(record.ref.child("budget").key(), why.label), *why.places),
        subject=f"{record.id}/untold" if not number else f"{record.id}/untold-{currencies[0]}",
        help=(Repair(why.help),),
        facts=tuple(currencies),
        severity=Severity.UNDETERMINED,
    )


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge, follows=("margin/floor",))
