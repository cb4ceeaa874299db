"""Flags deals for which two rates apply and neither row is the more specific."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from partnerbook.findings import Edit, Place, Repair, Severity
from partnerbook.pricing.ambiguity import Ambiguity
from partnerbook.resolve.naming import describe
from partnerbook.resolve.program import Program, Row
from partnerbook.rulebook import PRICING, Answers, Judgement, Rule
from partnerbook.values.dates import in_words


def rate_words(row: Row) -> str:
    """What a row pays."""
    if row.rate is not None:
        return str(row.rate)
    return " or ".join(str(amount) for amount in row.amounts.values())


def written(program: Program, found: Ambiguity, row: Row) -> Mapping[str, Any]:
    """The row as its file says it."""
    rows: Sequence[Mapping[str, Any]] = program.records["discount"][found.step.id]["rows"]
    return next(said for said in rows if said["id"] == row.id)


def flow(value: Any) -> str:
    """A value as one line of YAML."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {flow(inner)}" for key, inner in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(flow(inner) for inner in value) + "]"
    return str(value)


def joint(program: Program, found: Ambiguity) -> Iterator[Repair]:
    """A new row for exactly the deals where both apply, with the rate of one of them."""
    one, two = written(program, found, found.first), written(program, found, found.second)
    shared = one["for"].keys() & two["for"].keys()
    if any(one["for"][key] != two["for"][key] for key in shared) or "except" in {*one, *two}:
        return
    start = max(one.get("from", date.min), two.get("from", date.min))
    ends = [row["through"] for row in (one, two) if "through" in row]
    for row, said, other in ((found.second, two, found.first), (found.first, one, found.second)):
        give = "rates" if "rates" in said else "rate"
        entry: dict[str, Any] = {
            "id": f"{found.first.id}-and-{found.second.id}",
            "for": {**one["for"], **two["for"]},
            give: said[give],
        }
        if start != date.min:
            entry["from"] = start
        if ends:
            entry["through"] = min(ends)
        yield Repair(
            f"add a row for the deals where both apply, with the rate of {row.id}",
            f"the rate of {other.id} no longer applies to them",
            (Edit(found.second.ref, flow(entry), "insert"),),
        )


def in_time(found: Ambiguity) -> tuple[Row, Row]:
    """The row that holds first, and the one that follows; of two at once, as the file has them."""
    if found.second.period.start < found.first.period.start:
        return found.second, found.first
    return found.first, found.second


def one_after_the_other(found: Ambiguity) -> Iterator[Repair]:
    """The same deals twice: one row ends the day before the other begins."""
    older, newer = in_time(found)
    last, end = newer.period.start - timedelta(days=1), older.period.through
    if older.period.start <= last:
        edit = (
            Edit(older.ref.child("from"), f"through: {last}", "insert")
            if end is None
            else Edit(older.ref.child("through"), str(last))
        )
        say = f"end {older.id} the day before {newer.id} begins"
        yield Repair(
            say, f"{older.id} no longer holds from {in_words(newer.period.start)}", (edit,)
        )
    if end is not None and (newer.period.through or date.max) > end:
        first = end + timedelta(days=1)
        yield Repair(
            f"start {newer.id} the day after {older.id} ends",
            f"{newer.id} holds only from {in_words(first)}",
            (Edit(newer.ref.child("from"), str(first)),),
        )


def places(found: Ambiguity) -> tuple[Place, ...]:
    """The dates by which two rows for the same deals meet; else the rates that both would give."""
    if not found.same_scope:
        return tuple(
            Place(row.rate_ref, f"{rate_words(row)} by {row.id}")
            for row in (found.second, found.first)
        )
    older, newer = in_time(found)
    start = Place(newer.ref.child("from"), f"{newer.id} begins on {in_words(newer.period.start)}")
    end = older.period.through
    if end is None:
        return (start, Place(older.ref.child("from"), f"{older.id} has no end"))
    both = (Place(older.ref.child("through"), f"{older.id} ends on {in_words(end)}"), start)
    # Two that begin together are one row entered twice: the second is the one to look at.
    return both[::-1] if older.period.start == newer.period.start else both


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each pair of rows once."""
    program = answers.program
    for found in answers.ambiguities:
        first, second = found.first, found.second
        where = describe(program.axes, found.cells)
        if found.same_scope:
            why = "both rows are for the very same deals, on the same days"
            help_ = tuple(one_after_the_other(found))
        else:
            why = "neither row lies inside the other, so neither is the more specific"
            help_ = tuple(joint(program, found))
        yield Judgement(
            f"{found.step.name}: {first.id} and {second.id} both apply to {where}",
            places(found),
            subject=f"{found.step.id}/{first.id}+{second.id}",
            notes=(("why", why),),
            help=help_,
            facts=(first.id, second.id),
        )


RULE = Rule(severity=Severity.ERROR, waivable=False, judge=judge, needs=PRICING)
