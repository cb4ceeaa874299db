"""What an incentive is expected to cost in the period of its budget, by what the budget says."""

from __future__ import annotations

from dataclasses import dataclass

from partnerbook.findings import Ref
from partnerbook.resolve.program import Program, Row, Step
from partnerbook.resolve.record import Record
from partnerbook.values.money import Money


@dataclass(frozen=True, slots=True)
class Accrual:
    """What is expected to be spent in one currency, and how that is worked out."""

    spent: Money
    row: Row
    base: str
    base_ref: Ref
    times: str


def accrual(program: Program, record: Record, step: Step, currency: str) -> Accrual | None:
    """What is expected times the highest rate that is still to be had; None if it is not said."""
    said, ref = record["budget"], record.ref.child("budget")
    rows = [row for row in step.rows if row.period.end > program.as_of and row.cells]
    fixed = [row for row in rows if row.rate is None and currency in row.amounts]
    if fixed and "count" in said:
        row = max(fixed, key=lambda row: row.amounts[currency].amount)
        each, count = row.amounts[currency], said["count"]
        return Accrual(each.times(count), row, f"× {count}", ref.child("count"), str(each))
    rated = [row for row in rows if row.rate and row.band_currency in ("", currency)]
    for at, expected in enumerate(said.get("expected", ())):
        if expected.currency == currency and rated and not fixed:
            row = max(rated, key=lambda row: row.rate.points if row.rate else 0)
            assert row.rate is not None
            spent = expected.times(row.rate.fraction).rounded()
            base = f"{expected.rounded().amount:,f}"
            return Accrual(spent, row, base, ref.child("expected", at), f"× {row.rate}")
    return None
