"""Flags an agreement that ends within 30, 60 or 90 days and does not renew by itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from partnerbook.check.days.signed import SELLING, ending, signers
from partnerbook.findings import Place, Repair, Severity
from partnerbook.resolve.selling_off import sell_off
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.dates import in_words

STEPS = (30, 60, 90)
"""Days ahead at which it is told more urgently, the last first."""


def judge(answers: Answers) -> Iterator[Judgement]:
    """Partners that sell. Who gave notice, or ends its partnership anyway, means it so."""
    program = answers.program
    today = program.as_of
    for partner, agreement in signers(program):
        end = agreement.in_force.end
        meant = partner.life.ended is not None or "notice_given" in partner.record["agreement"]
        if partner.status not in SELLING or meant or today not in agreement.in_force:
            continue
        last = end - timedelta(days=1)
        left = (last - today).days
        within = next((step for step in STEPS if left <= step), None)
        if within is None:
            continue
        grants = len(partner.grants)
        loses = [f"{grants} grant{'s' if grants > 1 else ''}"] if grants else []
        loses += ["its tier and prices", *(["its listing"] if partner.listed else [])]
        after = sell_off(partner, program.holidays)
        notes = [("ends with it", ", ".join(loses))]
        if after is not None:
            notes.append(("selling off until", in_words(after.end - timedelta(days=1))))
        when = f"in {left} day{'s' if left != 1 else ''}" if left else "today"
        yield Judgement(
            f"the agreement of {partner.name} ends {when}, on {in_words(last)}"
            f" (within {within} days), and does not renew by itself",
            (Place(agreement.ref.child(ending(partner, agreement)), f"last day {in_words(last)}"),),
            subject=partner.id,
            notes=tuple(notes),
            help=(
                Repair("agree on a renewal, and enter it once signed (`renewed_until:`)"),
                Repair("or enter the end: `notice_given:`, or a last state in `life:`"),
            ),
            facts=(str(last), str(within)),
        )


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge)
