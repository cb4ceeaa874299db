"""Flags a partner that sells, or is to be listed, and has signed no agreement."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.days.signed import SELLING
from partnerbook.findings import Place, Repair, Severity
from partnerbook.resolve.program import Partner, Program
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.dates import in_words


def without(program: Program, partner: Partner) -> str:
    """What has no effect for want of an agreement, in the reader's words."""
    things = [f"{len(partner.grants)} grant{'s' if len(partner.grants) > 1 else ''}"]
    things = things if partner.grants else []
    held = partner.held(program.as_of)
    if held:
        things.append(f"tier {program.tiers[held.tier].name} and its prices and badge")
    if partner.listed:
        things.append("its listing in the directory")
    return ", ".join(things) or "nothing yet"


def judge(answers: Answers) -> Iterator[Judgement]:
    """An agreement that has ended, or is yet to start, is the matter of agreement/expired."""
    program = answers.program
    for partner in program.partners.values():
        left_out = f"{partner.id}/agreement" in program.left_out
        if partner.agreement is not None or left_out or partner.status not in SELLING:
            continue
        here = partner.status_ref(program.as_of)
        yield Judgement(
            f"{partner.name} is {partner.status} on {in_words(program.as_of)} without an agreement",
            (Place(here, f"{partner.status}, nothing signed"),),
            subject=partner.id,
            notes=(("no effect", without(program, partner)),),
            help=(
                Repair("enter the agreement that it signed (`agreement:`)"),
                Repair("or write onboarding until both sides have signed"),
            ),
        )


RULE = Rule(severity=Severity.ERROR, waivable=False, judge=judge)
