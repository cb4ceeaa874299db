"""Flags a stretch without any tier in a partner's history, or long before its first tier."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from partnerbook.check.days.dates import Doubt, apart, mended
from partnerbook.check.days.signed import SELLING
from partnerbook.findings import Place, Repair, Severity
from partnerbook.resolve.held import Held
from partnerbook.resolve.program import Partner, Program
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.dates import during, in_words
from partnerbook.values.period import Period, add_months

DAY = timedelta(days=1)
STATES = (*SELLING, "onboarding")


def between(program: Program, partner: Partner, one: Held, two: Held) -> Judgement:
    """Days without a tier between two that follow each other."""
    gap = Period(one.period.end, two.period.start)
    names = [program.tiers[held.tier].name for held in (one, two)]
    end, start = one.ref.child("through"), two.ref.child("from")
    last = gap.start - DAY
    before, after = gap.start, gap.end

    def up_to(day: date) -> bool:
        return day == after - DAY

    def from_there(day: date) -> bool:
        return day == before

    return Judgement(
        f"{partner.name} holds no tier {during(gap)}, for {apart(gap.start, gap.end)}:"
        f" {names[0]} ends on {in_words(last)}, {names[1]} begins on {in_words(gap.end)}",
        (
            Place(start, f"{names[1]} begins on {in_words(gap.end)}"),
            Place(end, f"{names[0]} ends on {in_words(last)}"),
        ),
        subject=partner.id,
        help=(
            *mended([Doubt(start, gap.end, from_there), Doubt(end, last, up_to)]),
            Repair("or enter the tier that it held in between (`standing:`)"),
        ),
        facts=(one.tier, str(one.period.start), two.tier, str(two.period.start)),
    )


def before_any(program: Program, partner: Partner, first: Held) -> Iterator[Judgement]:
    """A year or more of agreement before the first tier."""
    agreement = partner.agreement
    if agreement is None:
        return
    begins, starts = agreement.effective, first.period.start
    if starts < add_months(max(begins, agreement.signed), 12):
        return

    def soon(day: date) -> bool:
        return begins <= day < add_months(begins, 12)

    tier = program.tiers[first.tier].name
    yield Judgement(
        f"{partner.name} holds its first tier, {tier}, from {in_words(starts)} on,"
        f" {apart(begins, starts)} after its agreement took effect on {in_words(begins)}",
        (
            Place(first.ref.child("from"), f"{tier} begins on {in_words(starts)}"),
            Place(agreement.ref.child("effective"), f"in effect from {in_words(begins)}"),
        ),
        subject=partner.id,
        help=(
            *mended([Doubt(first.ref.child("from"), starts, soon)]),
            Repair("or enter the tier that it held before (`standing:`)"),
        ),
        facts=("first", first.tier),
    )


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each gap once. A partner without a tier today is the matter of ``standing/no-tier``."""
    program = answers.program
    for partner in program.partners.values():
        held = partner.standing
        if partner.status not in STATES or f"{partner.id}/standing" in program.left_out:
            continue
        missing = partner.status in SELLING and not any(program.as_of in one.period for one in held)
        if held and not (missing and program.as_of < held[0].period.start):
            yield from before_any(program, partner, held[0])
        for one, two in pairwise(held):
            today = missing and one.period.end <= program.as_of < two.period.start
            if one.period.end < two.period.start and not today:
                yield between(program, partner, one, two)


RULE = Rule(
    severity=Severity.WARNING,
    waivable=True,
    judge=judge,
    follows=("agreement/before-its-form", "agreement/signed-early"),
)
