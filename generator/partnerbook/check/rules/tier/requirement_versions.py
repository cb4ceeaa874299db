"""Flags versions of a requirement of a tier that hold at once, or leave days without any."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from partnerbook.findings import Edit, Place, Repair, Severity
from partnerbook.resolve.asked_over_time import versions
from partnerbook.resolve.rungs import Ask, Rung
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.dates import during, in_words, period_in_words
from partnerbook.values.period import Period

DAY = timedelta(days=1)


def meets(tier: str, rung: Rung, one: Ask, two: Ask) -> Judgement:
    """Two versions that hold at once: the earlier one is to end when the later one begins."""
    both = one.period.meet(two.period)
    when = f"{period_in_words(both)}" if both.start != date.min else "on all days"
    places = [Place(two.ref.child("from") if two.begins else two.ref, f"{two.id} begins")]
    repairs = []
    if one.period.end != date.max:
        places.append(Place(one.ref.child("through"), f"{one.id} ends on {in_words(one.last)}"))
    else:
        places.append(Place(one.ref, f"{one.id} has no end"))
    if two.begins and two.period.start > one.period.start:
        last = two.period.start - DAY
        edit = Edit(one.ref.child("through"), str(last))
        if one.period.end == date.max:
            edit = Edit(one.ref.child("id"), f"through: {last}", "insert")
        repairs.append(Repair(f"let {one.id} end on {in_words(last)}", edits=(edit,)))
    repairs.append(Repair("or keep one of them only"))
    return Judgement(
        f"{tier} asks twice for {one.name}, {when}: by {one.id} and by {two.id}",
        tuple(places),
        subject=f"{rung.tier}/{two.id}",
        help=tuple(repairs),
        facts=("twice", one.id),
    )


def misses(tier: str, rung: Rung, one: Ask, two: Ask) -> Judgement:
    """Days between two versions on which nothing is asked for."""
    gap = Period(one.period.end, two.period.start)
    end, start = one.ref.child("through"), two.ref.child("from")
    return Judgement(
        f"{tier} asks for no {one.name} {during(gap)}: {one.id} ends on"
        f" {in_words(one.last)}, {two.id} begins on {in_words(gap.end)}",
        (
            Place(start, f"begins on {in_words(gap.end)}"),
            Place(end, f"ends on {in_words(one.last)}"),
        ),
        subject=f"{rung.tier}/{two.id}",
        help=(
            Repair(
                f"let {one.id} end on {in_words(gap.end - DAY)}",
                edits=(Edit(end, str(gap.end - DAY)),),
            ),
            Repair(
                f"or let {two.id} begin on {in_words(gap.start)}",
                edits=(Edit(start, str(gap.start)),),
            ),
        ),
        facts=("gap", one.id),
    )


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each pair of versions that follow each other, once for each list."""
    for name, rung in answers.program.rungs.items():
        tier = answers.program.tiers[name].name
        for asks in (rung.entry, rung.stay if rung.own_stay else ()):
            for group in versions(asks):
                for one, two in pairwise(group):
                    if not one.period.meet(two.period).is_empty:
                        yield meets(tier, rung, one, two)
                    elif one.period.end < two.period.start:
                        yield misses(tier, rung, one, two)


RULE = Rule(severity=Severity.ERROR, waivable=True, judge=judge)
