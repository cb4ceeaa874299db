"""Flags what a partner committed to, or its agreement asks for, and it did not keep."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.days.signed import SELLING
from partnerbook.check.tiers.unearned import MEASURED
from partnerbook.findings import Place, Repair, Severity
from partnerbook.resolve.program import Partner
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.standing.commitments import Committed, commitments
from partnerbook.standing.verdict import NO, Verdict
from partnerbook.standing.words import known, line, over


def notes(one: Committed) -> Iterator[tuple[str, str]]:
    """What follows, and how far the year that still runs has come."""
    if one.said.if_missed:
        yield "agreed for that case", one.said.if_missed.strip()
    if one.so_far is not None:
        yield "this year so far", f"{known(one.so_far)}, {over(one.so_far)}"


def places(partner: Partner, one: Committed, kept: Verdict) -> Iterator[Place]:
    """Where it is promised; of what a form asks for, the agreement first."""
    if partner.agreement is not None and one.said.form:
        yield Place(partner.agreement.ref, f"under {one.said.form}")
    yield Place(one.said.ref, known(kept))


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
            asks = "its agreement asks for" if one.said.form else "it committed to"
            yield Judgement(
                f"{partner.name} did not keep what {asks}: {line(one.kept)}"
                f"{f' ({when})' if when else ''}",
                tuple(places(partner, one, one.kept)),
                subject=f"{partner.id}/{one.said.key}",
                notes=tuple(notes(one)),
                help=(
                    Repair("do what was agreed for that case, and enter what changes by it"),
                    Repair("or waive it, with the day by which you look again"),
                ),
                facts=(when,),
            )


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge, needs=MEASURED)
