"""Flags a tier that asks for less than the one below it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from partnerbook.check.tiers.rows import beyond_all, implied, softer, together
from partnerbook.findings import Place, Repair, Severity
from partnerbook.resolve.asked_over_time import same, shown
from partnerbook.resolve.rungs import Ask, Rung
from partnerbook.rulebook import Answers, Judgement, Rule


def days(today: date, *rungs: Rung) -> list[date]:
    """Today, and the days on which one of the tiers begins to ask for something."""
    begin = {ask.period.start for rung in rungs for ask in (*rung.entry, *rung.stay)}
    return [today, *sorted(day for day in begin if day > today)]


def less(answers: Answers, low: Rung, high: Rung, on: date) -> Iterator[Judgement]:
    """Things of which the higher tier asks for less on a day."""
    tiers = answers.program.tiers
    names = tiers[low.tier].name, tiers[high.tier].name
    pairs: list[tuple[Ask, Ask, str]] = []
    own = low.own_stay and high.own_stay
    for section, lows, highs in (
        ("to get in", low.asks(on, stays=False), high.asks(on, stays=False)),
        ("to stay", low.asks(on, stays=True), high.asks(on, stays=True) if own else ()),
    ):
        pairs += [(a, b, section) for a in lows for b in highs if same(a, b) and softer(b, a)]
    for a, b, section in pairs:
        if beyond_all(a, answers.program.metrics):
            continue  # tier/unreachable says so; the higher tier must not follow it
        key = softer(b, a)[0]
        yield Judgement(
            f"{names[1]} is easier than {names[0]} {section}: {b.name} asks for"
            f" {shown(b, key)}, {names[0]} for {shown(a, key)}",
            (
                Place(b.ref, f"{names[1]}: {shown(b, key)}"),
                Place(a.ref, f"{names[0]}: {shown(a, key)}"),
            ),
            subject=f"{high.tier}/{b.id}",
            help=(Repair(f"let {names[1]} ask for at least {shown(a, key)}"),),
            facts=(low.tier, section, *softer(b, a)),
        )


def whole(answers: Answers, low: Rung, high: Rung, on: date) -> Iterator[Judgement]:
    """A higher tier that whoever is in the lower one has reached already."""
    tiers = answers.program.tiers
    measured = low.measured or high.measured
    lows, highs = low.asks(on, stays=False), high.asks(on, stays=False)
    if not measured or high.invited or high.promotion or high.after or not lows:
        return
    if all(any(implied(b, a) for a in lows) for b in highs):
        names = tiers[low.tier].name, tiers[high.tier].name
        yield Judgement(
            f"whoever has reached {names[0]} has reached {names[1]} too: it asks for nothing more",
            (
                Place(high.ref.child("requirements") if high.entry else high.ref, names[1]),
                Place(low.ref.child("requirements"), names[0]),
            ),
            subject=high.tier,
            help=(Repair(f"let {names[1]} ask for more of something"),),
            facts=(low.tier, "whole"),
        )


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each pair of tiers that one partner can be measured by."""
    rungs = sorted(answers.program.rungs.values(), key=lambda rung: rung.rank)
    for low, high in combinations(rungs, 2):
        if low.rank < high.rank and together(low, high):
            found: dict[tuple[str, tuple[str, ...]], Judgement] = {}
            for day in days(answers.program.as_of, low, high):
                there = list(less(answers, low, high, day)) or whole(answers, low, high, day)
                for one in there:
                    found.setdefault((one.subject, one.facts), one)
            yield from found.values()


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge)
