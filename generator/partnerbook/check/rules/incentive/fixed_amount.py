"""Flags a fixed amount per order that even the smallest order earns in full."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from partnerbook.check.floors.below import blamed_on
from partnerbook.check.floors.blame import Blamed, worst
from partnerbook.check.floors.smallest import large_enough, repairs, smallest
from partnerbook.check.floors.words import message
from partnerbook.check.incentives.reach import running
from partnerbook.check.margins.deals import percent
from partnerbook.findings import Place, Severity, Term
from partnerbook.pricing.exact import share
from partnerbook.resolve.program import ListPrice, Program, Row
from partnerbook.resolve.record import Record
from partnerbook.rulebook import Answers, Judgement, Rule


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each incentive once, with its smallest deal in the currency in which it weighs most."""
    program = answers.program
    for record, step in running(program):
        if "amounts" in record.data and step.per == "order":
            open_ = {
                c: p for c in step.rows[0].amounts if (p := smallest(program, step.rows[0], c))
            }
            if open_:
                blamed = blamed_on(answers, step.rows[0].rate_ref)
                if blamed and any(one.subject == blamed.subject for one in program.waivers):
                    blamed = None
                yield judgement(program, record, step.rows[0], open_, blamed)


def judgement(
    program: Program,
    record: Record,
    row: Row,
    open_: Mapping[str, ListPrice],
    blamed: Blamed | None,
) -> Judgement:
    """What the amount is of the smallest deal, and where a minimum could begin."""
    weights = {c: share(row.amounts[c].amount, p.price.amount) for c, p in open_.items()}
    currency = max(sorted(weights), key=lambda c: weights[c])
    amount, price = row.amounts[currency], open_[currency]
    name = program.products[price.product].name
    weight = percent(weights[currency])
    return Judgement(
        f"{record['name']} pays {amount} for an order of any size: on a single {name}"
        f" at {price.price} that is {weight} of list",
        (
            Place(row.rate_ref, "the same for every order"),
            Place(record.ref.child("for").key(), "no smallest order"),
            Place(price.ref, "such a small order"),
        ),
        subject=record.id,
        notes=(("floor", message(program, worst(blamed.breaches))),) if blamed else (),
        sum_intro=f"on 1 × {price.product}",
        sum=(
            Term(str(amount), "fixed amount", row.rate_ref),
            Term(f"÷ {price.price}", "list value of the order", price.ref),
            Term(weight, "of list", total=True),
        ),
        help=(
            *(large_enough(record, row, blamed) if blamed else ()),
            *repairs(program, record, row),
        ),
        facts=tuple(sorted(open_)),
        # The floor that it breaks on small orders is then not said besides.
        severity=Severity.ERROR if blamed else None,
    )


RULE = Rule(
    severity=Severity.WARNING,
    waivable=True,
    judge=judge,
    needs=("engagement",),
)
