"""Flags a grant or special term that begins on a day without an agreement in force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from partnerbook.check.days.dates import Doubt, mended
from partnerbook.check.days.signed import SELLING, signers
from partnerbook.findings import Place, Ref, Repair, Severity
from partnerbook.resolve.life import OVER
from partnerbook.resolve.program import Agreement, Partner
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.dates import in_words, period_in_words

ENDS = ("notice_given", "renewed_until", "first_term_through")
"""Where an agreement says how long it holds, the strongest first."""


def written(partner: Partner) -> Iterator[tuple[str, Mapping[str, Any], Ref]]:
    """What a partner is promised from a day on: grants and special terms."""
    for section, word in (("grants", "the grant"), ("special_terms", "the special term")):
        for at, said in enumerate(partner.record.get(section, ())):
            if "from" in said:
                yield f"{word} {partner.id}/{said['id']}", said, partner.ref.child(section, at)


def early(agreement: Agreement, name: str, start: date, at: Ref) -> Judgement:
    """It says that it holds before the agreement does."""
    begins = agreement.effective
    return Judgement(
        f"{name} begins on {in_words(start)}, but the agreement takes effect only on"
        f" {in_words(begins)}; nothing is granted before",
        (
            Place(at, f"begins on {in_words(start)}"),
            Place(agreement.ref.child("effective"), f"in effect from {in_words(begins)}"),
        ),
        subject=name.rpartition(" ")[2],
        help=(
            *mended([Doubt(at, start, lambda day: day in agreement.firm, [begins])]),
            Repair(f"or begin it on {in_words(begins)}"),
        ),
        facts=("early",),
    )


def late(partner: Partner, agreement: Agreement, name: str, start: date, at: Ref) -> Judgement:
    """It begins on a day up to which nobody knows whether the agreement still holds."""
    firm = agreement.firm
    signed = f"certain is {period_in_words(firm)}"
    said = partner.record["agreement"]
    ends = next((key for key in ENDS if key in said), "effective")
    return Judgement(
        f"{name} begins on {in_words(start)}, when the agreement may be over: {signed}",
        (
            Place(at, f"begins on {in_words(start)}"),
            Place(agreement.ref.child(ends), signed),
        ),
        subject=name.rpartition(" ")[2],
        help=(
            *mended([Doubt(at, start, lambda day: day in firm)]),
            Repair("or enter the renewal that both sides signed (`renewed_until:`)"),
        ),
        facts=("late",),
    )


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each grant and special term; not where the agreement itself is the problem."""
    day = answers.program.as_of
    for partner, agreement in signers(answers.program):
        waits = partner.status in SELLING and day < agreement.effective
        if waits or partner.status in ("suspended", *OVER):
            continue
        for name, said, ref in written(partner):
            start, at = said["from"], ref.child("from")
            if start < agreement.effective:
                yield early(agreement, name, start, at)
            elif start >= agreement.firm.end > day:
                yield late(partner, agreement, name, start, at)


RULE = Rule(
    severity=Severity.WARNING,
    waivable=True,
    judge=judge,
    follows=("agreement/before-its-form", "agreement/signed-early"),
)
