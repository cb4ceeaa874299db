"""Flags a tier that is kept by a total over all time that can fall: lost for the past."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.tiers.rows import leaves
from partnerbook.findings import Edit, Place, Repair, Severity
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.window import JOINING, LIFETIME


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each requirement that keeps a tier and can fall once for all."""
    program = answers.program
    for name, rung in program.rungs.items():
        for ask in leaves(rung.stay):
            metric = program.metrics.get(ask.metric)
            if metric is None or metric.monotone or ask.window is None:
                continue
            if ask.window.kind not in (LIFETIME, JOINING):
                continue
            at = ask.ref.child("window")
            tier = program.tiers[name].name
            yield Judgement(
                f"{tier} can be lost by a total that goes back for ever: {ask.name} is"
                f" measured over `{ask.window}`, and {metric.name} can fall",
                (Place(at, str(ask.window)), Place(metric.ref.child("monotone"), "it can fall")),
                subject=f"{name}/{ask.id}",
                help=(
                    Repair(
                        "measure a stretch that moves on", edits=(Edit(at, "trailing 12 months"),)
                    ),
                    Repair(
                        "or ask for it to get in only, and for something else under `maintenance:`"
                    ),
                ),
                facts=(ask.metric,),
            )


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge)
