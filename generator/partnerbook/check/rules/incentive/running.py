"""Flags what is paid over a time and does not say what a change of the partner does to it."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.incentives.reach import running
from partnerbook.findings import Place, Ref, Repair, Severity
from partnerbook.resolve.record import Record
from partnerbook.rulebook import Answers, Judgement, Rule

CO_OP = "co-op"


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each incentive that is paid over a time, once."""
    for record, _ in running(answers.program):
        found = over_time(record)
        if found is not None and "running" not in record.data:
            yield judgement(record, *found)


def over_time(record: Record) -> tuple[str, Ref] | None:
    """Over which time it is paid, in words, and where that stands; None for one payment."""
    if "term" in record.data:
        return f"is paid for {record['term']}", record.ref.child("term")
    bands = record.get("bands", {})
    if bands.get("measure") == "period-value":
        return f"is worked out by the {bands['period']}", record.ref.child("bands", "period")
    if record["kind"] == CO_OP:
        return "is collected until it is spent", record.ref.child("kind")
    return None


def judgement(record: Record, how: str, ref: Ref) -> Judgement:
    """What is left open."""
    return Judgement(
        f"{record['name']} {how}, but does not say what becomes of it when the tier rises or falls,"
        " and when the agreement ends",
        (Place(ref, how),),
        subject=record.id,
        help=(
            Repair(
                "say it, such as `running: {on_promotion: new-rate, on_demotion: old-rate,"
                " on_termination: runs-out}`"
            ),
        ),
    )


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge)
