"""Flags a tier that a partner holds but has not earned, with no date by which that ends."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.tiers.levels import levels_of
from partnerbook.check.tiers.overstayed import beyond_grace, outside_region, overstayed
from partnerbook.check.tiers.unearned import MEASURED, Unearned, unearned
from partnerbook.findings import Repair, Severity
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.standing.keeping import span_began
from partnerbook.standing.words import line
from partnerbook.values.dates import in_words
from partnerbook.values.period import last_day


def repairs(answers: Answers, found: Unearned) -> Iterator[Repair]:
    """The grace that the tier allows, the tier that is earned, or an approved exception."""
    program = answers.program
    tiers, today = program.tiers, program.as_of
    name, grace = tiers[found.held.tier].name, found.step.rung.grace
    grace = None if found.held.because == "grace" else grace
    begun = span_began(found.partner, found.held.tier, found.held.period.start, "grace")
    if grace is not None:
        last = last_day(begun or today, grace, program.holidays)
        if last < today:
            grace = None
        else:
            spent = f" (its grace began on {in_words(begun)})" if begun else ""
            yield Repair(
                f"give it the grace of {name}: let this entry end the day before {in_words(today)}"
                f" and add one with `because: grace` from then on; {grace} end on"
                f" {in_words(last)}{spent}"
            )
    earned = found.position.earned
    to = f"enter {tiers[earned].name} from a day that you announce" if earned else "end the tier"
    yield Repair(f"{'or ' if grace else ''}{to}", f"{found.partner.name} loses {name}")
    if found.held.because == "negotiated":
        yield Repair("or say why it was agreed (`note:`) and until when (`review_by:`)")
    yield Repair("or waive it, with the day on which that ends")


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
        yield Judgement(
            f"{found.partner.name} holds {name}, but {reached}: {lacks}",
            tuple(found.places()),
            subject=found.partner.id,
            help=tuple(repairs(answers, found)),
            levels=levels_of(found),
            facts=(found.held.tier, *(one.ask.id for one in found.lacks)),
        )
    yield from beyond_grace(answers)
    yield from overstayed(answers)
    yield from outside_region(answers)


RULE = Rule(severity=Severity.ERROR, waivable=True, judge=judge, needs=MEASURED)
