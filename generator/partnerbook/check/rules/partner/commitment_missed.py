"""Flags a commitment that a partner did not keep, with what was agreed for that case."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.days.signed import SELLING
from partnerbook.check.tiers.unearned import MEASURED
from partnerbook.findings import Place, Repair, Severity
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.standing.commitments import Committed, commitments
from partnerbook.standing.verdict import NO
from partnerbook.standing.words import known, line, over


def notes(one: Committed) -> Iterator[tuple[str, str]]:
    """What follows, and how far the year that still runs has come."""
    if one.said.if_missed:
        yield "agreed for that case", one.said.if_missed.strip()
    if one.so_far is not None:
        yield "this year so far", f"{known(one.so_far)}, {over(one.so_far)}"


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each commitment that is measured, over the last time that is over."""
    program = answers.program
    for partner in program.partners.values():
        if partner.status not in SELLING:
            continue
        for one in commitments(program, partner, program.as_of):
            if one.kept is None or one.kept.verdict != NO:
                continue
            when = over(one.kept)
            yield Judgement(
                f"{partner.name} did not keep what it committed to: {line(one.kept)}"
                f"{f' ({when})' if when else ''}",
                (Place(one.said.ref, known(one.kept)),),
                subject=f"{partner.id}/{one.said.id}",
                notes=tuple(notes(one)),
                help=(
                    Repair("do what was agreed for that case, and enter what changes by it"),
                    Repair("or waive it, with the day by which you look again"),
                ),
                facts=(when,),
            )


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge, needs=MEASURED)
