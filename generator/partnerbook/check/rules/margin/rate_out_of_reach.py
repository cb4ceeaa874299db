"""Flags a rate for a tier in a row of a discount table that no partner of that tier can get."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.findings import Edit, Place, Repair, Severity
from partnerbook.resolve.naming import describe_axis
from partnerbook.resolve.program import Program, Row
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.spans import touch_spans


def out_of_reach(program: Program, row: Row) -> bool:
    """Whether a row is for tracks, or for sellers in places, that its tier is not for."""
    rung = program.rungs.get(row.tier)
    if rung is None or row.period.end <= program.as_of:
        return False
    tracks = (program.axes.node("track", track) for track in rung.tracks)
    if not any(touch_spans(one, row.scope.on("track")) for one in tracks):
        return True
    return rung.regions is not None and not touch_spans(rung.regions, row.scope.on("seller"))


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each such rate once; those of incentives are told by incentive/unreachable."""
    program = answers.program
    for step in program.steps:
        for row in step.rows if step.nested and not step.partner else ():
            if not row.tier or not row.scope or not out_of_reach(program, row):
                continue
            tier = program.tiers[row.tier].name
            tracks = describe_axis(program.axes, "track", row.scope.on("track"))
            yield Judgement(
                f"{step.name}: row {row.id} has a rate for {tier}, which nobody there can hold: the"
                f" row is for {tracks}",
                (
                    Place(row.rate_ref, f"a rate for {tier}"),
                    Place(program.rungs[row.tier].ref.child("tracks"), f"{tier} is for these"),
                ),
                subject=f"{step.id}/{row.id}/{row.tier}",
                help=(
                    Repair("take the rate out", edits=(Edit(row.rate_ref, "", "delete"),)),
                    Repair("or widen the row, or the tracks of the tier"),
                ),
            )


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge)
