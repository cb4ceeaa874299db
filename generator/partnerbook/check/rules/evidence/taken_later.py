"""Flags a table of evidence that says it was taken on a day that is yet to come."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.days.as_of import ASKED, written_at
from partnerbook.findings import Place, Repair, Severity
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.dates import in_words
from partnerbook.values.period import parse_date


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each table once. Whoever asks about an earlier day (``--as-of``) knows that more came."""
    program = answers.program
    if program.as_of_reason == ASKED:
        return
    here = written_at(program)
    for record in program.records.get("evidence", {}).values():
        taken = parse_date(record["extracted"][:10])
        if taken <= program.as_of:
            continue
        today = (Place(here, in_words(program.as_of)),) if here is not None else ()
        yield Judgement(
            f"{record['name']} was taken on {in_words(taken)}, which is yet to come: it is"
            f" {in_words(program.as_of)}",
            (Place(record.ref.child("extracted"), in_words(taken)), *today),
            subject=record.id,
            help=(
                Repair("write when the table was taken (`extracted:`)"),
                Repair("or bring `as_of` up to date"),
            ),
            facts=(str(taken),),
        )


RULE = Rule(severity=Severity.ERROR, waivable=False, judge=judge)
