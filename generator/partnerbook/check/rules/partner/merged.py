"""Flags a partner that is merged into one that is not active itself on that day."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.findings import Place, Repair, Severity
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.dates import in_words


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each merger once; one into a partner that goes into the first again is found at its end."""
    program = answers.program
    for partner in program.partners.values():
        for state in partner.life.states:
            into = program.partners.get(state.into)
            day = state.period.start
            if into is None or day in into.active:
                continue
            entry = state.ref.parent
            there = into.life.on(day)
            what = there.name if there else "not a partner yet"
            yield Judgement(
                f"{partner.name} is merged into {into.name} on {in_words(day)}, which is {what}"
                " on that day",
                (
                    Place(entry.child("into"), f"merged into {into.name}"),
                    Place(into.status_ref(day), f"{into.name}: {what}"),
                ),
                subject=partner.id,
                notes=(("so", "customers and registrations have nobody to go to"),),
                help=(
                    Repair("name the partner that goes on (`into:`)"),
                    Repair("or write `state: terminated`, if nobody takes over"),
                ),
                facts=(into.id, str(day)),
            )


RULE = Rule(severity=Severity.ERROR, waivable=False, judge=judge)
