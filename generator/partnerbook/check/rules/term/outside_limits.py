"""Flags special terms above the highest rate, or for longer, than the program allows itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from partnerbook.check.floors.below import blamed_on
from partnerbook.check.floors.repairs import repairs
from partnerbook.check.floors.room import room
from partnerbook.check.margins.deals import percent
from partnerbook.findings import Edit, Place, Ref, Repair, Severity
from partnerbook.resolve.program import Partner
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.dates import in_words
from partnerbook.values.percent import Percent, parse_percent
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
                yield from too_much(answers, partner, term, where, limits=limits, ref=ref)
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
    answers: Answers,
    partner: Partner,
    term: Mapping[str, Any],
    where: Ref,
    *,
    limits: Mapping[str, Any],
    ref: Ref,
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
            lower_still(answers, where.child("rate"), most)
            or Repair(
                f"lower it to {most}",
                f"{partner.name} gets {points} less",
                (Edit(where.child("rate"), str(most)),),
            ),
            Repair("or raise the limit, for all partners"),
        ),
        facts=("rate",),
    )


def lower_still(answers: Answers, at: Ref, most: Percent) -> Repair | None:
    """The rate at which a floor holds as well, where the limit alone would leave it broken."""
    blamed = blamed_on(answers, at)
    if blamed is None:
        return None
    waived = room(waiver for waiver in answers.program.waivers if waiver.rule == "margin/floor")
    for repair in repairs(answers.program, blamed.culprit, blamed.breaches, waived):
        (edit,) = repair.edits
        if edit.at == at and parse_percent(edit.text) < most:
            say = f"{repair.say}, so that the floor holds as well as the limit"
            return replace(repair, say=say)
    return None


RULE = Rule(severity=Severity.ERROR, waivable=True, judge=judge)
