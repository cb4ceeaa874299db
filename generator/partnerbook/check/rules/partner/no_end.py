"""Flags a partner on notice of whose end no file says anything."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from partnerbook.findings import Place, Repair, Severity
from partnerbook.rulebook import Answers, Judgement, Rule


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each partner that is on notice on the day and whose agreement renews without end."""
    program = answers.program
    for partner in program.partners.values():
        agreement = partner.agreement
        if partner.status != "on-notice" or agreement is None or partner.life.ended is not None:
            continue
        if agreement.in_force.end != date.max:
            continue
        ended = "`state: terminated` to its life"
        if "life" not in partner.record.data:
            ended = "`status: terminated` with the last day (`ended:`), once it is over"
        yield Judgement(
            f"{partner.name} is on notice, but no file says when it ends: its agreement renews"
            " again and again",
            (
                Place(partner.status_ref(program.as_of), "on notice"),
                Place(agreement.ref, "renews by itself"),
            ),
            subject=partner.id,
            notes=(("so", "its rights, prices and duties go on in every list and calendar"),),
            help=(
                Repair("write the day on which notice was given (`notice_given:` of `agreement:`)"),
                Repair(f"or add {ended}"),
            ),
        )


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge)
