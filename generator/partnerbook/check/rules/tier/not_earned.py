"""Flags a tier that a partner holds but has not earned, with no date by which that ends."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.tiers.levels import levels_of
from partnerbook.check.tiers.overstayed import beyond_grace, outside_region, overstayed
from partnerbook.check.tiers.together import by_requirement
from partnerbook.check.tiers.unearned import MEASURED, unearned
from partnerbook.check.tiers.ways_out import repairs
from partnerbook.findings import Severity
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.standing.words import line


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each partner once; where only papers expired, ``tier/expired-certificate`` says so."""
    program = answers.program
    for found in unearned(answers):
        if found.lapsed:
            continue
        name = program.tiers[found.held.tier].name
        earned = found.position.earned
        reached = f"has earned {program.tiers[earned].name}" if earned else "has earned no tier"
        lacks = "; ".join(line(one) for one in found.lacks)
        unkept = found.position.unkept
        why = f"; {unkept}" if unkept else ""
        yield Judgement(
            f"{found.partner.name} holds {name}, but {reached}: {lacks}{why}",
            tuple(found.places()),
            subject=found.partner.id,
            help=tuple(repairs(answers, found)),
            levels=levels_of(found),
            facts=(
                found.held.tier,
                *(one.ask.id for one in found.lacks),
                *([found.held.because] if unkept else ()),
            ),
        )
    yield from beyond_grace(answers)
    yield from overstayed(answers)
    yield from outside_region(answers)


RULE = Rule(
    severity=Severity.ERROR, waivable=True, judge=judge, needs=MEASURED, gather=by_requirement
)
