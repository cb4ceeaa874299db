"""Flags price lists without an end that have stood for more than a year and a half."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.days.dates import apart
from partnerbook.findings import Place, Repair, Severity
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.dates import in_words
from partnerbook.values.period import add_months

MOST_MONTHS = 18
"""Prices are reviewed once a year; half a year more is a late review, beyond it none."""


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each list once."""
    program = answers.program
    for record in program.records.get("price-list", {}).values():
        start = record.get("from")
        if start is None or "through" in record.data:
            continue
        due = add_months(start, MOST_MONTHS)
        if due > program.as_of:
            continue
        age = apart(start, program.as_of)
        count = sum(price.price_list == record.id for price in program.prices)
        yield Judgement(
            f"{record['name']} has held since {in_words(start)}, for {age}, and has no end:"
            f" its {count} price{'' if count == 1 else 's'} may be out of date",
            (Place(record.ref.child("from"), f"{age} before {in_words(program.as_of)}"),),
            subject=record.id,
            notes=(("review due", f"{in_words(due)}, {MOST_MONTHS} months after it began"),),
            help=(
                Repair("review the prices: end this list with `through:` and begin a new one"),
                Repair("or, if they are to stay, say until when: write `through:`"),
            ),
            facts=(str(start),),
        )


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge)
