"""Flags a row of a discount that ends before the next one for its deals begins."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.days.dates import Doubt, apart, mended
from partnerbook.check.margins.pauses import DAY, Pause, pauses
from partnerbook.findings import Edit, Place, Repair, Severity
from partnerbook.rulebook import PRICING, Answers, Judgement, Rule
from partnerbook.values.dates import during, in_words


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each pause that is not over once, with the tier for which most changes."""
    for pause in pauses(answers.program):
        if pause.gap.end > answers.program.as_of:
            yield judgement(answers, pause)


def judgement(answers: Answers, pause: Pause) -> Judgement:
    """What holds meanwhile, and what would close the pause."""
    one, two, meanwhile = pause.one, pause.two, pause.meanwhile
    last = pause.gap.end - DAY
    tier = answers.program.tiers[one.tier].name if one.tier else "everyone"
    end, start = one.ref.child("through"), two.ref.child("from")
    return Judgement(
        f"{pause.step.name}: {one.id} pauses {during(pause.gap)}, for"
        f" {apart(pause.gap.start, pause.gap.end)}, and {meanwhile.id} applies meanwhile:"
        f" {meanwhile.rate} instead of {one.rate} for {tier}",
        (
            Place(end, f"{one.id} ends on {in_words(pause.gap.start - DAY)}"),
            Place(start, f"{two.id} begins on {in_words(pause.gap.end)}"),
            Place(meanwhile.rate_ref, f"{meanwhile.rate} for {tier} meanwhile"),
        ),
        subject=f"{pause.step.id}/{one.id}+{two.id}",
        help=(
            *mended([Doubt(end, pause.gap.start - DAY, lambda day: day == last)]),
            Repair(
                f"or let {one.id} hold until {two.id} begins",
                f"{meanwhile.id} no longer applies {during(pause.gap)}",
                (Edit(end, str(last)),),
            ),
            Repair(f"or waive it with the reason why {meanwhile.id} is meant to apply meanwhile"),
        ),
        facts=(one.id, two.id),
    )


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge, needs=PRICING)
