"""Flags a partner that sells while something in its due diligence is open or failed."""

from __future__ import annotations

from collections.abc import Iterator

from partnerbook.check.days.signed import SELLING
from partnerbook.findings import Place, Repair, Severity
from partnerbook.resolve.program import Partner
from partnerbook.rulebook import Answers, Judgement, Rule

_SAID = {"open": "has not been looked at", "failed": "was failed"}


def _by_time(partner: Partner, state: str) -> bool:
    """Whether only a day had to pass: the file said before when the partner becomes active."""
    return state == "open" and "life" in partner.record.data


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each item of each partner that is active or on notice on the day."""
    program = answers.program
    for partner in program.partners.values():
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


RULE = Rule(severity=Severity.ERROR, waivable=True, judge=judge)
