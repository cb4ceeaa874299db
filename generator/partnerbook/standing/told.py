"""Whom a change reaches too early: when each partner was told, and what its agreement promises."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from partnerbook.findings import Ref
from partnerbook.resolve.program import Agreement, Partner, Program
from partnerbook.standing.change import Change
from partnerbook.standing.changes import concerns
from partnerbook.standing.state import earliest
from partnerbook.values.period import Duration

NOTICE, ANNOUNCED, UNTOLD = "notice", "announced", "untold"
_BY_NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Promise:
    """What one partner may rely on for a change.

    ``told``: the day on which it was told, ``how`` by a notice sent to it, by the general
    announcement, or untold yet: then the as-of day, the first on which it still can be.
    ``earliest``: the first day on which its agreement lets the change take effect.
    """

    partner: Partner
    told: date
    how: str
    notice: Duration
    earliest: date
    ref: Ref | None


def promises(program: Program, change: Change) -> Iterator[Promise]:
    """Of every partner that loses by the change and whose agreement lets it change by notice.

    Who signed only after it was told of the change knew it. What nobody was told of and is long in
    effect cannot be judged.
    """
    for partner in program.partners.values():
        agreement = partner.agreement
        if agreement is None or change.day not in agreement.in_force:
            continue
        if change.day not in partner.active or not by_notice(agreement, change.part):
            continue
        found = _told(program, change, partner)
        if found is None or agreement.signed >= found[0] or not concerns(program, change, partner):
            continue
        told, how, ref = found
        length = notice_of(program, agreement, change.part)
        first = earliest(told, length, program.holidays)
        yield Promise(partner, told, how, length, first, ref)


def by_notice(agreement: Agreement, part: str) -> bool:
    """Whether the vendor may change a part of the terms by notice; else both sides sign."""
    said: str = agreement.form.record.get("changed_by", {}).get(part, _BY_NOTICE)
    return said == _BY_NOTICE


def notice_of(program: Program, agreement: Agreement, part: str) -> Duration:
    """How long before a change of a part of the terms the partner is told.

    The first of these that says it: the form, for this part the program, for all parts the program.
    """
    (frame,) = program.records["program"].values()
    general = frame["notice"]
    agreed = agreement.form.record["notice"].get(part)
    length: Duration = agreed or general.get(part) or general["default"]
    return length


def _told(
    program: Program, change: Change, partner: Partner
) -> tuple[date, str, Ref | None] | None:
    """When and how a partner was told first; None where that is not known and the time is over."""
    sent = [
        (notice.sent[partner.id].on, NOTICE, notice.sent[partner.id].ref)
        for notice in program.notices
        if notice.subject == change.subject
        and partner.id in notice.sent
        and notice.id not in change.unheard
    ]
    if sent:
        return min(sent, key=lambda one: one[0])
    if change.announced is not None:
        return change.announced, ANNOUNCED, change.ref.child("announced")
    return (program.as_of, UNTOLD, None) if change.day >= program.as_of else None
