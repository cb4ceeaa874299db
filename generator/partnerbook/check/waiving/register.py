"""Every waiver with how it stands today: what it covers, how long, and why it does not count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from partnerbook.check.waiving.watch import SOON, Waived, days_left, follower
from partnerbook.findings import Cost, Finding, Place, Ref
from partnerbook.resolve.program import Program, Waiver
from partnerbook.rulebook import Rule

State = Literal["active", "ends soon", "not begun", "ended", "unused", "outgrown", "does not count"]
REFUSALS = ("waiver/not-allowed", "waiver/no-bound")


@dataclass(frozen=True, slots=True)
class Entry:
    """One waiver as it stands on the day.

    ``findings``: what it covers; of one that has ended or is outgrown, what is back. ``left``: the
    days after today on which it holds, less than 0 when it is over. ``why``: in words, where more
    is to be said than the state. ``next``: the waiver that goes on from its end, if one does.
    """

    waiver: Waiver
    state: State
    left: int
    findings: tuple[Finding, ...] = ()
    why: str = ""
    next: str = ""

    @property
    def cost(self) -> Cost | None:
        """What the worst of its findings takes from the vendor, where that is money."""
        costs = [finding.cost for finding in self.findings if finding.cost is not None]
        return max(costs, key=lambda cost: cost.share, default=None)


def register(
    program: Program,
    rules: Mapping[str, Rule],
    waived: Sequence[Waived],
    back: Sequence[Finding],
    problems: Sequence[Finding],
) -> Iterator[Entry]:
    """All waivers in the order of their ids.

    ``back``: findings that have outlived or outgrown theirs; ``problems``: about waivers.
    """
    refused = {one.subject: one.message for one in problems if one.id in REFUSALS}
    good = [waiver for waiver in program.waivers if waiver.id not in refused]
    for waiver in program.waivers:
        mine = tuple(one.finding for one in waived if one.waiver.id == waiver.id)
        left = days_left(program, waiver)
        again = tuple(finding for finding in back if _speaks_of(finding.places, waiver))
        if waiver.id in refused:
            yield Entry(waiver, "does not count", left, why=refused[waiver.id])
        elif waiver.rule not in rules:
            yield Entry(waiver, "does not count", left, why=f"there is no rule {waiver.rule}")
        elif waiver.approver not in program.approvers:
            why = f"there is no approver {waiver.approver} in program.yml"
            yield Entry(waiver, "does not count", left, why=why)
        elif left < 0:
            why = "; ".join(one.message for one in again) or "what it was for is mended"
            yield Entry(waiver, "ended", left, again, why)
        elif program.as_of < waiver.period.start:
            yield Entry(waiver, "not begun", left, again)
        elif mine:
            after = follower(waiver, mine, good)
            state: State = "ends soon" if timedelta(left) <= SOON else "active"
            yield Entry(waiver, state, left, mine, next=after.id if after else "")
        elif again:
            yield Entry(waiver, "outgrown", left, again, "; ".join(one.message for one in again))
        else:
            said = [one.message for one in problems if one.subject == waiver.id]
            yield Entry(waiver, "unused", left, why="; ".join(said))


def _speaks_of(places: Sequence[Place], waiver: Waiver) -> bool:
    """Whether one of the places is in a waiver's file."""
    return any(isinstance(p.at, Ref) and p.at.document == waiver.ref.document for p in places)
