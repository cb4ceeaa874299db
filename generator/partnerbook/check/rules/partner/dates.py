"""Flags dates in the life of a partner that contradict each other, or what can have happened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from partnerbook.check.days.as_of import ASKED
from partnerbook.findings import Place, Ref, Repair, Severity
from partnerbook.resolve.program import Partner, Program
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.dates import in_words
from partnerbook.values.period import add_months

LASTS = 12
"""So many months at least whoever takes over a partner stays."""
AHEAD = 24
"""So many months ahead a tier can be entered."""


def over_early(partner: Partner, program: Program) -> Iterator[Judgement]:
    """A time to sell off that is over before it begins, and an heir that ends itself."""
    for state in partner.life.states:
        first, entry = state.period.start, state.ref.parent
        ends = state.sell_off
        if ends is not None and ends < first - timedelta(days=1):
            at = entry.child("sell_off_through")
            yield _said(
                partner,
                f"{partner.name} sells off until {in_words(ends)}, before it is {state.name} on"
                f" {in_words(first)}",
                (at, in_words(ends)),
                (entry.child("from"), f"{state.name} from {in_words(first)}"),
                way="write the last day of selling off, after the end (`sell_off_through:`)",
            )
        heir = program.partners.get(state.into)
        for then in heir.life.states if heir is not None else ():
            day = then.period.start
            if then.name == "terminated" and first < day < add_months(first, LASTS):
                assert heir is not None
                yield _said(
                    partner,
                    f"{partner.name} is merged into {heir.name} on {in_words(first)}, which is"
                    f" terminated on {in_words(day)}",
                    (entry.child("into"), f"merged into {heir.name}"),
                    (then.ref, f"terminated from {in_words(day)}"),
                    way="name the partner that goes on (`into:`), or correct one of the days",
                )


def to_come(partner: Partner, program: Program) -> Iterator[Judgement]:
    """What was looked at on a day that is yet to come, and tiers from years ahead on."""
    for at, item in enumerate(partner.record.get("diligence", ())):
        done = item.get("done", program.as_of)
        if done > program.as_of and program.as_of_reason != ASKED:
            yield _said(
                partner,
                f"the due diligence of {partner.name} was done on {in_words(done)}, which is yet to"
                f" come: {item['item']}",
                (partner.ref.child("diligence", at, "done"), in_words(done)),
                way="write the day on which it was done, or `state: open`",
            )
    # Who holds no tier until then is found by standing/gap and standing/no-tier.
    for held in partner.standing if partner.held(program.as_of) is not None else ():
        day = held.period.start
        if day > add_months(program.as_of, AHEAD):
            tier = program.tiers[held.tier].name
            yield _said(
                partner,
                f"{partner.name} holds {tier} only from {in_words(day)} on: more than {AHEAD}"
                " months ahead nobody knows that",
                (held.ref.child("from"), in_words(day)),
                way="correct the day, or enter the tier when it is reached",
            )


def _said(partner: Partner, message: str, *places: tuple[Ref, str], way: str) -> Judgement:
    return Judgement(
        message,
        tuple(Place(ref, label) for ref, label in places),
        subject=partner.id,
        help=(Repair(way),),
        facts=(places[0][0].pointer,),
    )


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each contradiction once, by partner."""
    program = answers.program
    for partner in program.partners.values():
        yield from over_early(partner, program)
        yield from to_come(partner, program)


RULE = Rule(severity=Severity.ERROR, waivable=True, judge=judge)
