"""Flags a partner that may sell but holds no tier on the day, so that no rate per tier applies."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.findings import Place, Repair, Severity
from partnerbook.resolve.program import Partner, Program
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.dates import in_words

SELLING = ("active", "on-notice")


def sells(program: Program, partner: Partner) -> bool:
    """Whether a partner is expected to sell on the day, and all of its tiers are understood."""
    agreement = partner.agreement
    return (
        partner.status in SELLING
        and agreement is not None
        and program.as_of in agreement.in_force
        and f"{partner.id}/standing" not in program.left_out
    )


def place(program: Program, partner: Partner) -> Place:
    """The date by which it holds none: where the last tier ended, or where the next begins."""
    over = [held for held in partner.standing if held.period.end <= program.as_of]
    coming = [held for held in partner.standing if held.period.start > program.as_of]
    if over and over[-1].period.through is not None:
        held = over[-1]
        at = held.ref.child("through")
        return Place(
            at, f"{program.tiers[held.tier].name} ends on {in_words(over[-1].period.through)}"
        )
    if coming:
        held = coming[0]
        begins = in_words(held.period.start)
        return Place(held.ref.child("from"), f"{program.tiers[held.tier].name} begins on {begins}")
    return Place(partner.ref.child("status"), f"{partner.status}, without any tier")


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each such partner once."""
    program = answers.program
    for partner in program.partners.values():
        if answers.standing_of(partner.id).held is None and sells(program, partner):
            yield Judgement(
                f"{partner.name} is {partner.status}, but holds no tier on"
                f" {in_words(program.as_of)}",
                (place(program, partner),),
                subject=partner.id,
                help=(Repair("enter the tier that it holds (`standing:`)"),),
            )


RULE = Rule(severity=Severity.WARNING, waivable=True, judge=judge)
