"""Flags tiers that ask for each other, so that none of them can ever be reached."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from partnerbook.findings import Edit, Place, Repair, Severity
from partnerbook.resolve.rungs import Rung
from partnerbook.rulebook import Answers, Judgement, Rule


def circle(rungs: Mapping[str, Rung], start: str) -> tuple[str, ...]:
    """The shortest way from a tier by its prerequisites back to itself; empty if there is none."""
    ways: list[tuple[str, ...]] = [(start,)]
    seen = {start}
    for way in ways:
        for name in rungs[way[-1]].after:
            if name == start:
                return way
            if name not in seen:
                seen.add(name)
                ways.append((*way, name))
    return ()


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each circle once, from its lowest tier."""
    program = answers.program
    told: set[frozenset[str]] = set()
    for name in program.rungs:
        way = circle(program.rungs, name)
        if not way or frozenset(way) in told:
            continue
        told.add(frozenset(way))
        names = [program.tiers[one].name for one in (*way, name)]
        last = program.rungs[way[-1]]
        at = last.ref.child("after", last.after.index(name))
        yield Judgement(
            f"nobody can reach {names[0]}: it needs {', which needs '.join(names[1:])}",
            tuple(
                Place(program.rungs[one].ref.child("after"), program.tiers[one].name) for one in way
            ),
            subject=name,
            help=(
                Repair(
                    f"let {names[-2]} no longer need {names[0]}", edits=(Edit(at, "", "delete"),)
                ),
            ),
            facts=way,
        )


RULE = Rule(severity=Severity.ERROR, waivable=False, judge=judge)
