"""Flags due diligence that is open or failed at a partner that sells, or done in the future."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.days.dates import Doubt, mended, within_a_year
from partnerbook.check.days.signed import SELLING
from partnerbook.findings import Place, Repair, Severity
from partnerbook.resolve.program import Partner, Program
from partnerbook.rulebook import Answers, Judgement, Rule
from partnerbook.values.dates import in_words

_SAID = {"open": "has not been looked at", "failed": "was failed"}


def _by_time(partner: Partner, state: str) -> bool:
    """Whether only a day had to pass: the file said before when the partner becomes active."""
    return state == "open" and "life" in partner.record.data


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each item of each partner; what is open or failed where the partner sells on the day."""
    program = answers.program
    for partner in program.partners.values():
        yield from _to_come(program, partner)
        if partner.status not in SELLING:
            continue
        for at, item in enumerate(partner.record.get("diligence", ())):
            if item["state"] not in _SAID:
                continue
            ref = partner.ref.child("diligence", at)
            yield Judgement(
                f"{partner.name} is {partner.status}, but its due diligence"
                f" {_SAID[item['state']]}: {item['item']}",
                (
                    Place(ref.child("state"), item["state"]),
                    Place(partner.status_ref(program.as_of), f"already {partner.status}"),
                ),
                subject=f"{partner.id}/{item['id']}",
                help=(
                    Repair("look at it and enter what came of it (`state`, `done`, `evidence`)"),
                    Repair("or suspend the partner until that is done"),
                    Repair("or waive it for a time, with the reason"),
                ),
                facts=(item["state"],),
                severity=Severity.WARNING if _by_time(partner, item["state"]) else None,
            )


def _to_come(program: Program, partner: Partner) -> Iterator[Judgement]:
    """What was looked at on a day that is yet to come; a partner that is none yet has no items."""
    today = program.as_of
    for at, item in enumerate(partner.record.get("diligence", ())):
        if "done" not in item or item["done"] <= today or partner.life.on(today) is None:
            continue
        ref = partner.ref.child("diligence", at, "done")
        before = (item["done"] - today).days
        yield Judgement(
            f"{partner.name}: by its due diligence {item['item']} was looked at on"
            f" {in_words(item['done'])}, {before} day{'s' if before > 1 else ''} after"
            f" {in_words(today)}; nobody has looked at it yet",
            (Place(ref, in_words(item["done"])),),
            subject=f"{partner.id}/{item['id']}",
            help=(
                *mended([Doubt(ref, item["done"], lambda day: within_a_year(day, today))]),
                Repair("write the day on which it was done, or `state: open` until then"),
            ),
            facts=("to-come",),
            severity=None if partner.status in SELLING else Severity.WARNING,
        )


RULE = Rule(severity=Severity.ERROR, waivable=True, judge=judge)
