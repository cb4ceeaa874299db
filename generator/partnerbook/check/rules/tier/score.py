"""Flags a score that gives points for nothing, a part cut below one step, a minimum said twice."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.tiers.rows import leaves
from partnerbook.findings import Edit, Place, Repair, Severity
from partnerbook.resolve.rungs import Ask, Part
from partnerbook.rulebook import Answers, Judgement, Rule


def nothing(tier: str, part: Part) -> Iterator[Judgement]:
    """Points for each amount of nothing have no end."""
    for at, amount in enumerate(part.amounts.values()):
        if amount.amount <= 0:
            yield Judgement(
                f"{part.id} gives {part.points} points for each {amount}: nobody can tell how many"
                " that are",
                (Place(part.ref.child("for_amounts", at), "not more than nothing"),),
                subject=f"{tier}/{part.id}",
                help=(Repair("write for how much the points are given"),),
                facts=("nothing", amount.currency),
            )


def cut(tier: str, part: Part) -> Iterator[Judgement]:
    """A part that never gives the points it names."""
    if part.at_most is None or part.at_most >= part.points:
        return
    at, points = part.ref.child("at_most"), part.ref.child("points")
    yield Judgement(
        f"{part.id} gives {part.points} points a time, but at most {part.at_most} in all: nobody"
        f" ever gets {part.points}",
        (Place(at, f"{part.at_most} at most"), Place(points, f"{part.points} a time")),
        subject=f"{tier}/{part.id}",
        help=(
            Repair(f"let it give {part.at_most} points", edits=(Edit(points, str(part.at_most)),)),
            Repair(f"or at most {part.points}", edits=(Edit(at, str(part.points)),)),
        ),
        facts=("cut",),
    )


def twice(tier: str, ask: Ask) -> Iterator[Judgement]:
    """A category with two minima, of which the higher alone tells."""
    first: dict[str, int] = {}
    for at, (category, least) in enumerate(ask.minimum):
        if category in first:
            minima = ask.ref.child("score", "minimum")
            before = first[category]
            lower = at if least <= ask.minimum[before][1] else before
            yield Judgement(
                f"{ask.name} names a minimum for {category} twice:"
                f" {ask.minimum[before][1]} and {least} points",
                (Place(minima.child(at), "again"), Place(minima.child(before), "first")),
                subject=f"{tier}/{ask.id}",
                help=(
                    Repair("keep the higher one", edits=(Edit(minima.child(lower), "", "delete"),)),
                ),
                facts=("twice", category),
            )
        else:
            first[category] = at


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each score of each tier."""
    for name, rung in answers.program.rungs.items():
        for ask in leaves((*rung.entry, *(rung.stay if rung.own_stay else ()))):
            yield from twice(name, ask)
            for part in ask.parts:
                yield from nothing(name, part)
                yield from cut(name, part)


RULE = Rule(severity=Severity.ERROR, waivable=False, judge=judge)
