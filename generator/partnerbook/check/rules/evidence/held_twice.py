"""Flags one certificate or record by whose number two partners have something at the same time."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.days.signed import MOST_PLACES
from partnerbook.check.tiers.shared import twice
from partnerbook.findings import Place, Repair, Severity
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.dates import in_words


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
