"""Flags a program whose own day, ``as_of``, contradicts what its files say has happened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from partnerbook.check.days import as_of
from partnerbook.check.days.as_of import Happened
from partnerbook.check.days.dates import apart
from partnerbook.check.days.signed import MOST_PLACES
from partnerbook.findings import Edit, Place, Ref, Repair, Severity
from partnerbook.resolve.program import Program
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.dates import in_words
from partnerbook.values.period import add_months


def repairs(program: Program, at: Ref) -> tuple[Repair, ...]:
    """The day that was probably meant, else words."""
    day = as_of.meant(program)
    return (
        Repair(f"write {day} ({in_words(day)}), if that is meant", edits=(Edit(at, str(day)),)),
        Repair("or write the day as of which the files are right, or leave `as_of` out: today"),
    )


def too_early(program: Program, at: Ref, late: list[Happened]) -> Judgement:
    """Much has happened that would be yet to come."""
    today, last = in_words(program.as_of), late[0]
    return Judgement(
        f"`as_of` is {today}, but {len(late)} things that have happened lie after it; the last is"
        f" the {last.what} on {in_words(last.day)}",
        (
            Place(at, today),
            *(Place(one.at, f"{in_words(one.day)}: {one.what}") for one in late[:MOST_PLACES]),
        ),
        subject="as-of",
        notes=(("not shown", "whatever is only wrong as of this day"),),
        help=repairs(program, at),
        facts=("early",),
    )


def too_late(program: Program, at: Ref, last: date, what: str, far: bool) -> Judgement:
    """Nothing in the files is as new as the day."""
    day = program.as_of
    return Judgement(
        f"`as_of` is {in_words(day)}, {apart(last, day)} after {what}, {in_words(last)}",
        (Place(at, in_words(day)),),
        subject="as-of",
        notes=(("not shown", "whatever is only wrong as of this day"),) if far else (),
        help=repairs(program, at),
        facts=("late",),
        severity=None if far else Severity.WARNING,
    )


def judge(answers: Answers) -> Iterator[Judgement]:
    """The day once. One that was asked for (``--as-of``) is no mistake of the files."""
    program = answers.program
    at, day = as_of.written_at(program), program.as_of
    if at is None:
        return
    late = as_of.yet_to_come(program)
    newest, last = as_of.newest(program), as_of.last_written(program)
    if late:
        yield too_early(program, at, late)
    elif program.broken:
        return  # The newest day may stand in a file that is not understood.
    elif last is not None and day > add_months(last, as_of.LONG_SILENT):
        yield too_late(program, at, last, "the last day written in any file", True)
    elif newest is not None and day > add_months(newest, as_of.SILENT):
        yield too_late(program, at, newest, "the last day on which anything begins", False)


RULE = Rule(severity=Severity.ERROR, waivable=False, judge=judge)
