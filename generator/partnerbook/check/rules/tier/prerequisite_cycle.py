"""Flags tiers that ask for each other, so that none of them can ever be reached."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.tiers.rows import circle
from partnerbook.findings import Edit, Place, Repair, Severity
from partnerbook.rulebook import Answers, Judgement, Rule


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
