"""Flags what was approved only after it began, or more than a year before."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from partnerbook.check.dates import Doubt, apart, mended, within_a_year
from partnerbook.findings import Place, Ref, Repair, Severity
from partnerbook.resolve.program import Program
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.dates import in_words
from partnerbook.values.period import after


def approved(program: Program) -> Iterator[tuple[str, str, date, date, Ref]]:
    """Special terms and waivers: sort, id, approval, first day, place.

    A special term that begins before its agreement is the matter of ``agreement/outside-term``, a
    waiver that runs too long does not count anyway.
    """
    for partner in program.partners.values():
        begins = partner.agreement.effective if partner.agreement else date.min
        for at, term in enumerate(partner.record.get("special_terms", ())):
            if term["from"] >= begins:
                ref = partner.ref.child("special_terms", at)
                name = f"{partner.id}/{term['id']}"
                yield "the special term", name, term["approved"], term["from"], ref
    longest = program.longest_waiver
    for waiver in program.records.get("waiver", {}).values():
        if longest and waiver["through"] >= after(waiver["from"], longest, program.holidays):
            continue
        yield "the waiver", waiver.id, waiver["approved"], waiver["from"], waiver.ref


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each approval once."""
    for sort, name, agreed, starts, ref in approved(answers.program):
        if within_a_year(agreed, starts):
            continue
        late = agreed > starts
        gap = apart(starts, agreed) if late else apart(agreed, starts)

        def in_time(day: date, starts: date = starts) -> bool:
            return within_a_year(day, starts)

        def later(day: date, agreed: date = agreed) -> bool:
            return within_a_year(agreed, day)

        at, start = ref.child("approved"), ref.child("from")
        yield Judgement(
            f"{sort} {name} was approved on {in_words(agreed)}, {gap}"
            f" {'after it began' if late else 'before it begins'} on {in_words(starts)}",
            (
                Place(at, f"approved on {in_words(agreed)}"),
                Place(start, f"holds from {in_words(starts)}"),
            ),
            subject=name,
            help=(
                *mended([Doubt(at, agreed, in_time), Doubt(start, starts, later)]),
                Repair("write the day of the approval (`approved:`)"),
            ),
            facts=("late" if late else "early",),
        )


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge)
