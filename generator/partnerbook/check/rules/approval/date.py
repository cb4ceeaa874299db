"""Flags what was approved after it began, more than a year before, or on a day yet to come."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from partnerbook.check.days.dates import Doubt, apart, mended, soon_after, within_a_year
from partnerbook.findings import Place, Ref, Repair, Severity
from partnerbook.resolve.program import Program
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.dates import in_words
from partnerbook.values.period import after

TERM = "the special term"


def approved(program: Program) -> Iterator[tuple[str, str, date, date, Ref]]:
    """Special terms and waivers: sort, id, approval, first day, place.

    A special term that begins before its agreement is the matter of ``agreement/outside-term``, a
    waiver that runs too long, or that nobody has approved yet, does not count anyway.
    """
    for partner in program.partners.values():
        begins = partner.agreement.effective if partner.agreement else date.min
        for at, term in enumerate(partner.record.get("special_terms", ())):
            if term["from"] >= begins:
                ref = partner.ref.child("special_terms", at)
                name = f"{partner.id}/{term['id']}"
                yield TERM, name, term["approved"], term["from"], ref
    longest = program.longest_waiver
    for waiver in program.records.get("waiver", {}).values():
        if waiver["from"] <= program.as_of < waiver["approved"]:
            continue
        if longest and waiver["through"] >= after(waiver["from"], longest, program.holidays):
            continue
        yield "the waiver", waiver.id, waiver["approved"], waiver["from"], waiver.ref


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each approval once."""
    today = answers.program.as_of
    for sort, name, agreed, starts, ref in approved(answers.program):
        to_come = agreed > today and sort == TERM
        if within_a_year(agreed, starts) and not to_come:
            continue
        late = agreed > starts
        if to_come:
            fact = "to-come"
            said = f"{apart(today, agreed)} after {in_words(today)}; nobody has approved it yet"
        elif late:
            fact = "late"
            said = f"{apart(starts, agreed)} after it began on {in_words(starts)}"
        else:
            fact = "early"
            said = f"{apart(agreed, starts)} before it begins on {in_words(starts)}"

        def in_time(day: date, starts: date = starts, to_come: bool = to_come) -> bool:
            return within_a_year(day, starts) and not (to_come and day > today)

        def usually(day: date, starts: date = starts) -> bool:
            return soon_after(day, starts)

        def later(day: date, agreed: date = agreed) -> bool:
            return within_a_year(agreed, day)

        at, start = ref.child("approved"), ref.child("from")
        doubts = [Doubt(at, agreed, in_time, usual=usually)]
        if not to_come:
            doubts.append(Doubt(start, starts, later))
        yield Judgement(
            f"{sort} {name} {'is' if to_come else 'was'} approved on {in_words(agreed)}, {said}",
            (
                Place(at, f"approved on {in_words(agreed)}"),
                Place(start, f"holds from {in_words(starts)}"),
            ),
            subject=name,
            help=(*mended(doubts), Repair("write the day of the approval (`approved:`)")),
            facts=(fact,),
            severity=Severity.ERROR if to_come else None,
        )


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge)
