"""Flags a tier that was earned by what has expired since, such as certificates.

What expired after its table was taken is a warning, as only time has passed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from partnerbook.check.tiers.levels import levels_of
from partnerbook.check.tiers.unearned import MEASURED, old, unearned
from partnerbook.check.tiers.ways_out import repairs
from partnerbook.findings import Place, Repair, Severity
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.standing.words import line
from partnerbook.values.dates import in_words

MOST_PLACES = 5


def _or(say: str) -> str:
    return f"or {say.removeprefix('or ')}"


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each partner once: with what expired it would still have earned the tier."""
    program = answers.program
    for found in unearned(answers):
        gone = sorted(found.lapsed, key=lambda row: (row.expires or program.as_of, row.who))
        if not gone:
            continue
        name = program.tiers[found.held.tier].name
        last = gone[-1].expires or program.as_of
        earned = found.position.earned
        reached = program.tiers[earned].name if earned else "no tier"
        said = f"{gone[0].who} expired" if len(gone) == 1 else f"{len(gone)} expired, the last"
        lacks = "; ".join(line(one) for one in found.lacks)
        shown = [
            Place(row.ref.child("expires"), f"{row.what} of {row.who}")
            for row in gone[-MOST_PLACES:]
            if row.expires is not None
        ]
        yield Judgement(
            f"{found.partner.name} holds {name} by certificates that have expired: {lacks};"
            f" {said} on {in_words(last)}, and today it has earned {reached}",
            (*found.places(), *shown),
            subject=found.partner.id,
            help=(
                Repair("enter the renewed certificates in the next extract of the evidence"),
                *(replace(one, say=_or(one.say)) for one in repairs(answers, found)),
            ),
            levels=levels_of(found),
            facts=(found.held.tier, *(row.who for row in gone)),
            severity=Severity.ERROR if old(program, gone) else None,
        )


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge, needs=MEASURED)
