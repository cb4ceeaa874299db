"""Flags an active partner whose agreement is no longer, or not yet, in force."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from partnerbook.check.days.dates import Doubt, mended, soon_after, within_a_year
from partnerbook.check.days.signed import SELLING, ending, promised, tier_before
from partnerbook.findings import Edit, Place, Repair, Severity
from partnerbook.resolve.program import Agreement, Partner, Program
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.dates import in_words

SOON = 31
"""A signed agreement that starts within so many days may be entered as active already."""


def lost(program: Program, partner: Partner) -> str:
    """What has no effect without an agreement, in the reader's words."""
    things = []
    if partner.grants:
        count = len(partner.grants)
        things.append(f"{count} grant{'s' if count > 1 else ''}")
    if any(program.as_of in held.period for held in partner.standing):
        held = next(h for h in partner.standing if program.as_of in h.period)
        things.append(f"tier {program.tiers[held.tier].name}")
    if partner.listed:
        things.append("its listing in the directory")
    return ", ".join(things) or "nothing yet"


def places(
    program: Program, agreement: Agreement, label: str, partner: Partner
) -> tuple[Place, ...]:
    """The date that ends it, and the line that still says the partner sells."""
    return (
        Place(agreement.ref.child(ending(partner, agreement)), label),
        Place(partner.status_ref(program.as_of), f"still {partner.status}"),
    )


def not_yet(program: Program, partner: Partner, agreement: Agreement) -> Judgement:
    """The agreement is yet to begin. No passing of time explains that, so it is an error.

    Only a partner that has signed and starts within the month may be entered as active already.
    """
    day, signed, effective = program.as_of, agreement.signed, agreement.effective

    def begun(slip: date) -> bool:
        return slip <= day and within_a_year(signed, slip)

    def usually(slip: date) -> bool:
        return soon_after(signed, slip)

    at = agreement.ref.child("effective")
    soon = (effective - day).days <= SOON
    return Judgement(
        f"{partner.name} is {partner.status}, but its agreement starts only on"
        f" {in_words(effective)}",
        (
            Place(at, "starts here"),
            Place(partner.status_ref(day), f"already {partner.status}"),
            *tier_before(program, partner, agreement),
        ),
        subject=partner.id,
        notes=(("no effect until then", lost(program, partner)),),
        help=(
            *mended([Doubt(at, effective, begun, promised(partner), usually)]),
            Repair(f"or write `{_key(partner)}: onboarding` until it starts"),
        ),
        facts=("not-yet",),
        severity=None if soon else Severity.ERROR,
    )


def _key(partner: Partner) -> str:
    """By which key the file says what the partner is."""
    return "state" if "life" in partner.record.data else "status"


def end_of(partner: Partner, last: date) -> Repair:
    """The partnership ends on the same day as its agreement."""
    loses = f"{partner.name} is no longer listed"
    if "life" in partner.record.data:
        first = last + timedelta(days=1)
        add = f"{{state: terminated, from: {first}}}"
        return Repair(f"or end the partner: add `{add}` to its `life`", loses)
    at = partner.ref.child("status")
    edits = (Edit(at, "terminated"), Edit(at, f"ended: {last}", "insert"))
    return Repair("or end the partner", loses, edits)


def judge(answers: Answers) -> Iterator[Judgement]:
    """A partner that should sell, on a day outside its agreement.

    One that is not even signed is the matter of ``agreement/signed-late``.
    """
    program = answers.program
    day = program.as_of
    for partner in program.partners.values():
        agreement = partner.agreement
        if agreement is None or partner.status not in SELLING or day in agreement.in_force:
            continue
        if agreement.signed > day:
            continue
        if day < agreement.in_force.start:
            yield not_yet(program, partner, agreement)
            continue
        last = agreement.in_force.end - timedelta(days=1)
        yield Judgement(
            f"the agreement of {partner.name} ended on {in_words(last)},"
            f" {(day - last).days} days before {in_words(day)}",
            places(program, agreement, f"last day {in_words(last)}", partner),
            subject=partner.id,
            notes=(("no effect since then", lost(program, partner)),),
            help=(
                Repair("enter the renewal that both sides signed (`renewed_until:`)"),
                end_of(partner, last),
            ),
            facts=("ended",),
        )


RULE = Rule(
    severity=Severity.WARNING,
    waivable=True,
    judge=judge,
    follows=("agreement/before-its-form", "agreement/signed-early"),
)
