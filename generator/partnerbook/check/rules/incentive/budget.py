"""Flags a budget that what is expected would exceed, and one about which that cannot be told."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.examples.words import plain
from partnerbook.check.incentives.accruals import Accrual, accrual
from partnerbook.check.incentives.reach import running
from partnerbook.check.margins.sums import amount
from partnerbook.findings import Place, Ref, Repair, Severity, Term
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Step
from partnerbook.resolve.record import Record
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.money import Money

PERIODS = {"quarter": "a quarter", "year": "a year", "whole": "all its time"}


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each budget that is exceeded, by currency; then each of which that cannot be told."""
    for record, step in running(answers.program):
        if "budget" not in record.data:
            continue
        untold: list[str] = []
        for at, most in enumerate(record["budget"]["amounts"]):
            here = record.ref.child("budget", "amounts", at)
            found = accrual(answers.program, record, step, most.currency)
            if found is None:
                untold.append(most.currency)
            elif found.spent > most:
                yield exceeded(record, most, here, found)
        if untold:
            yield cannot_tell(record, step, untold)


def exceeded(record: Record, most: Money, here: Ref, found: Accrual) -> Judgement:
    """The budget against what is expected."""
    over, currency = found.spent - most, most.currency
    per = PERIODS[record["budget"]["per"]]
    return Judgement(
        f"{record['name']} may cost {plain(found.spent)} in {per}, but its budget is {most}:"
        f" {plain(over)} too little",
        (
            Place(here, "the budget"),
            Place(found.base_ref, "expected"),
            Place(found.row.rate_ref, "at most"),
        ),
        subject=f"{record.id}/{currency}",
        sum_intro=f"in {per}, in {currency}",
        sum=(
            *milestones(record, currency),
            *sorted_terms(found),
            Term(amount(found.spent.amount, currency), "expected to be spent", None, total=True),
            Term(amount(most.amount, currency, "-"), "budget", here),
            Term(amount(over.amount, currency), "too little", None, total=True),
        ),
        help=(
            Repair(f"raise the budget to {plain(found.spent)}, or lower what is given"),
            Repair("or correct what is expected, if it is no longer"),
        ),
        facts=(currency,),
    )


def milestones(record: Record, currency: str) -> Iterator[Term]:
    """What each milestone pays, where several make up what is given at most."""
    parts = record.get("milestones", ())
    for at, part in enumerate(parts if len(parts) > 1 else ()):
        for number, money in enumerate(part["amounts"]):
            if money.currency == currency:
                ref = record.ref.child("milestones", at, "amounts", number)
                sign = "+ " if at else ""
                yield Term(f"{sign}{money}", f"milestone {part['id']}", ref)


def sorted_terms(found: Accrual) -> tuple[Term, Term]:
    """What is multiplied: the sum first, then how often or by how much."""
    base = Term(found.base, "expected", found.base_ref)
    of_several = found.row.rate_ref.steps[-1:] == ("milestones",)
    most = "for all milestones" if of_several else "at most"
    times = Term(found.times, most, found.row.rate_ref)
    return (times, base) if found.row.rate is None else (base, times)


def cannot_tell(record: Record, step: Step, currencies: list[str]) -> Judgement:
    """What is missing to tell."""
    fixed = any(row.rate is None for row in step.rows)
    key = "count" if fixed else "expected"
    where = joined(currencies, "and")
    return Judgement(
        f"cannot tell whether the budget of {record['name']} is enough: it does not say how much is"
        f" expected in {where} (`budget: {{{key}: …, because: …}}`)",
        (Place(record.ref.child("budget").key(), f"no `{key}:` for {where}"),),
        subject=f"{record.id}/untold",
        help=(Repair(f"say it: `{key}:`, and `because:` where it comes from"),),
        facts=tuple(currencies),
        severity=Severity.UNDETERMINED,
    )


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge)
