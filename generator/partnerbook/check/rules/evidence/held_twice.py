"""Flags one certificate or record by whose number two partners have something at the same time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from partnerbook.check.days.signed import MOST_PLACES
from partnerbook.findings import Place, Repair, Severity
from partnerbook.load.evidence_rows import HoldingRow
from partnerbook.resolve.program import Program
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.dates import in_words

_Pair = tuple[HoldingRow, HoldingRow]


def twice(program: Program) -> dict[tuple[str, str, str], list[_Pair]]:
    """What is held, and by which two partners, with the rows of each number that both name."""
    held: dict[tuple[str, str], list[HoldingRow]] = {}
    for rows in program.evidence.holdings.values():
        for row in rows:
            if row.partner in program.partners:
                held.setdefault((row.what, row.who), []).append(row)
    found: dict[tuple[str, str, str], list[_Pair]] = {}
    for (what, _), rows in held.items():
        rows.sort(key=lambda row: (row.start, row.path, row.number))
        for one, two in combinations(rows, 2):
            if one.partner != two.partner and two.start <= (one.expires or date.max):
                found.setdefault((what, one.partner, two.partner), []).append((one, two))
    return found


def judge(answers: Answers) -> Iterator[Judgement]:
    """Two partners and what both hold once, with the first rows."""
    program = answers.program
    for (what, first, second), pairs in twice(program).items():
        one, two = pairs[0]
        names = program.partners[first].name, program.partners[second].name
        more = f", and {len(pairs) - 1} more numbers" if len(pairs) > 1 else ""
        until = f" until {in_words(one.expires)}" if one.expires else " without an end"
        yield Judgement(
            f"{two.who}{more}: {names[1]} holds {what} by the same number as {names[0]}, which has"
            f" it{until}; it counts for both",
            tuple(
                place
                for old, new in pairs[:MOST_PLACES]
                for place in (
                    Place(new.ref.child("who"), f"{names[1]} from {in_words(new.start)}"),
                    Place(old.ref.child("who"), f"{names[0]} from {in_words(old.start)}"),
                )
            ),
            subject=second,
            help=(
                Repair("correct the number, if it is another one, or remove the row that is wrong"),
                Repair(
                    f"or end the row of {names[0]} (`expires`), if the person or customer went over"
                    f" to {names[1]}"
                ),
                Repair("or waive it, if it may count for both"),
            ),
            facts=(what, first),
        )


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge)
