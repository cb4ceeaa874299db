"""Flags special terms above the highest rate, or for longer, than the program allows itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from partnerbook.check.margins.deals import percent
from partnerbook.findings import Edit, Place, Ref, Repair, Severity
from partnerbook.resolve.program import Partner
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.dates import in_words
from partnerbook.values.period import after

DAY = timedelta(days=1)


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each special term that is yet to end, once for its rate and once for its length."""
    program = answers.program
    (frame,) = program.records["program"].values()
    limits = frame.get("limits", {}).get("special_terms", {})
    ref = frame.ref.child("limits", "special_terms")
    for partner in program.partners.values():
        for at, term in enumerate(partner.record.get("special_terms", ())):
            where = partner.record.ref.child("special_terms", at)
            if term["through"] < program.as_of:
                continue
            if "maximum_rate" in limits and "rate" in term:
                yield from too_much(partner, term, where, limits, ref)
            if "longest" in limits:
                first = begins(partner, term)
                last = after(first, limits["longest"], program.holidays) - DAY
                if term["through"] > last:
                    yield Judgement(
                        f"{partner.name}: the special term {term['id']} runs until"
                        f" {in_words(term['through'])}; from {in_words(first)},"
                        f" {limits['longest']} end on {in_words(last)}",
                        (
                            Place(where.child("through"), "later than that"),
                            Place(ref.child("longest"), "the longest special term"),
                        ),
                        subject=f"{partner.id}/{term['id']}",
                        help=(
                            Repair(
                                f"end it on {in_words(last)}",
                                f"{partner.name} no longer has it after that day",
                                (Edit(where.child("through"), str(last)),),
                            ),
                            Repair("or let special terms run longer, for all partners"),
                        ),
                        facts=("longest",),
                    )


def begins(partner: Partner, term: Mapping[str, Any]) -> date:
    """The first day of a special term; nothing is granted before the agreement takes effect."""
    start: date = term["from"]
    return start if partner.agreement is None else max(start, partner.agreement.effective)


def too_much(
    partner: Partner, term: Mapping[str, Any], where: Ref, limits: Mapping[str, Any], ref: Ref
) -> Iterator[Judgement]:
    """A rate above the highest that a special term may have."""
    rate, most = term["rate"], limits["maximum_rate"]
    if rate <= most:
        return
    over = percent(rate.fraction - most.fraction).removesuffix("%")
    points = f"{over} point{'' if over == '1' else 's'}"
    yield Judgement(
        f"{partner.name}: the special term {term['id']} gives {rate}; the most is {most}"
        f" ({points} too much)",
        (
            Place(where.child("rate"), f"{rate}"),
            Place(ref.child("maximum_rate"), f"{most} at most"),
        ),
        subject=f"{partner.id}/{term['id']}",
        help=(
            Repair(
                f"lower it to {most}",
                f"{partner.name} gets {points} less",
                (Edit(where.child("rate"), str(most)),),
            ),
            Repair("or raise the limit, for all partners"),
        ),
        facts=("rate",),
    )


RULE = Rule(severity=Severity.ERROR, waivable=True, judge=judge, follows=("margin/floor",))
