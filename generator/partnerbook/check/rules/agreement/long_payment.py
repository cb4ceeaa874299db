"""Flags invoices, and commissions, that need not be paid within 60 days."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.clauses.lengths import calendar_days
from partnerbook.check.clauses.looked_at import flagged, forms_under, in_the_next
from partnerbook.check.incentives.reach import running
from partnerbook.check.territories.law import REVIEW, area_words
from partnerbook.findings import Edit, Place, Repair, Severity
from partnerbook.resolve.law import PAYMENT, areas_under
from partnerbook.resolve.program import Program
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.period import Duration

LIMIT, MONTH_END = 60, 45
SOURCE = "Directive 2011/7/EU, Art. 3(5)"


def at_most(counted_from: str) -> int:
    """The most days.

    What counts from the end of a month begins up to a month after the invoice: 45 days from there
    are what some countries allow in place of 60.
    """
    return MONTH_END if "end of the month" in counted_from.lower() else LIMIT


def of_forms(answers: Answers) -> Iterator[Judgement]:
    """Each form once."""
    for seen in forms_under(answers.program, PAYMENT):
        payment = seen.form.record["payment"]
        days, start = payment["days"], payment["counted_from"]
        limit = at_most(start)
        if days <= limit:
            continue
        at = seen.form.ref.child("payment", "days")
        edits = () if seen.signed_by else (Edit(at, str(limit)),)
        say = in_the_next(seen, f"let invoices be paid within {limit} days of {start}")
        yield flagged(
            seen,
            Place(at, f"{days} days"),
            f" gives {days} days to pay, counted from {start}, more than {limit}",
            SOURCE,
            (Repair(say, edits=edits), Repair("or keep it, if both sides agreed to it expressly")),
            part="payment",
        )


def of_commission(program: Program) -> Iterator[Judgement]:
    """Each commission that is paid later than that, where a deal in the area earns it."""
    for record, step in running(program):
        within: Duration | None = record.get("payment", {}).get("within")
        if record["kind"] != "commission" or within is None or calendar_days(within) <= LIMIT:
            continue
        areas = [
            area
            for area in areas_under(program, PAYMENT, program.as_of)
            if any(row.scope.limited("place", area.held) for row in step.rows)
        ]
        if areas:
            at = record.ref.child("payment", "within")
            where = " and ".join(area_words(program, area) for area in areas)
            yield Judgement(
                f"for legal review ({where}): {record['name']} is paid within {within}, more than"
                f" {LIMIT} days",
                (Place(at, str(within)),),
                subject=record.id,
                notes=(REVIEW, ("source", SOURCE)),
                help=(Repair(f"pay it within {LIMIT} days", edits=(Edit(at, f"{LIMIT} days"),)),),
                facts=tuple(area.id for area in areas),
            )


def judge(answers: Answers) -> Iterator[Judgement]:
    """Forms, and commissions."""
    yield from of_forms(answers)
    yield from of_commission(answers.program)


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge)
