"""Flags a tier that was earned by what has expired since, such as certificates."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.tiers.unearned import MEASURED, unearned
from partnerbook.findings import Place, Repair, Severity
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.standing.words import line
from partnerbook.values.dates import in_words

MOST_PLACES = 5


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each partner once: with what expired it would still have earned the tier."""
    program = answers.program
    for found in unearned(answers):
        gone = sorted(found.lapsed, key=lambda row: (row.expires or program.as_of, row.who))
        if not gone:
            continue
        name = program.tiers[found.held.tier].name
        last = gone[-1].expires or program.as_of
        said = f"{gone[0].who} expired" if len(gone) == 1 else f"{len(gone)} expired, the last"
        lacks = "; ".join(line(one) for one in found.lacks)
        shown = [
            Place(row.ref.child("expires"), f"{row.what} of {row.who}")
            for row in gone[-MOST_PLACES:]
            if row.expires is not None
        ]
        yield Judgement(
            f"{found.partner.name} holds {name} by certificates that have expired: {lacks};"
            f" {said} on {in_words(last)}",
            (*found.places(), *shown),
            subject=found.partner.id,
            help=(
                Repair("enter the renewed certificates in the next extract of the evidence"),
                Repair(f"or enter grace at {name}, or the tier that is earned, with its day"),
            ),
            facts=(found.held.tier, *(row.who for row in gone)),
        )


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge, needs=MEASURED)
