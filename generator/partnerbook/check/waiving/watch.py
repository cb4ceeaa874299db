"""What is worth a look about waivers that hold: those that end soon, and those far too wide."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from partnerbook.check.margins.deals import points
from partnerbook.check.waiving.bounds import MEASURES, TENTH, covers
from partnerbook.findings import Edit, Finding, Place, Repair, Severity
from partnerbook.resolve.program import Program, Waiver
from partnerbook.values.dates import in_words

SOON = timedelta(days=30)
MOST_ROOM = Decimal("0.02")
"""So much further than today's finding, as a factor, may a waiver go before it is too wide."""
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Waived:
    """A finding and the waiver by which it does not count."""

    finding: Finding
    waiver: Waiver


def days_left(program: Program, waiver: Waiver) -> int:
    """How many days after today a waiver still holds: 0 on its last day, less when it is over."""
    return (waiver.period.end - DAY - program.as_of).days


def follower(waiver: Waiver, mine: Sequence[Finding], counting: Sequence[Waiver]) -> Waiver | None:
    """The waiver of the same findings that goes on where one ends, if there is one."""
    for other in counting:
        same = (other.rule, other.subject) == (waiver.rule, waiver.subject)
        goes_on = other.period.start <= waiver.period.end < other.period.end
        if same and goes_on and all(covers(other, finding) for finding in mine):
            return other
    return None


def watched(
    program: Program, waived: Sequence[Waived], counting: Sequence[Waiver]
) -> Iterator[Finding]:
    """The findings about waivers that cover something. ``counting``: all that are not refused."""
    by_waiver: dict[str, list[Waived]] = {}
    for one in waived:
        by_waiver.setdefault(one.waiver.id, []).append(one)
    for all_of_it in by_waiver.values():
        waiver, mine = all_of_it[0].waiver, [one.finding for one in all_of_it]
        yield from _too_wide(waiver, mine)
        if timedelta(days_left(program, waiver)) <= SOON and not follower(waiver, mine, counting):
            yield _ends_soon(program, waiver, mine)


def _ends_soon(program: Program, waiver: Waiver, mine: Sequence[Finding]) -> Finding:
    left, last = days_left(program, waiver), waiver.period.end - DAY
    when = "today" if left == 0 else "tomorrow" if left == 1 else f"in {left} days"
    about = f"{waiver.rule} {shlex.quote(waiver.subject)}"
    command = f"partnerbook waive {about} --from {waiver.period.end} …"
    return Finding(
        "waiver/ends-soon",
        Severity.WARNING,
        f"the waiver {waiver.id} ends {when}, on {in_words(last)}; then {waiver.rule} for"
        f" {waiver.subject} is back",
        (Place(waiver.ref.child("through"), f"{in_words(last)}"), Place(mine[0].places[0].at)),
        subject=waiver.id,
        notes=tuple(("then this is back", finding.message) for finding in mine),
        help=(Repair("mend the cause by then"), Repair(f"or have it approved anew: {command}")),
        facts=(str(last),),
    )


def _too_wide(waiver: Waiver, mine: Sequence[Finding]) -> Iterator[Finding]:
    for name, bound in waiver.accepts.items():
        measure, at = MEASURES[name], waiver.ref.child("accepts", name)
        found = [one.value for finding in mine for one in finding.depths if one.measure == name]
        side = f"{'up' if measure.up else 'down'} to {bound} {measure.of}"
        if not found:
            said = f"{side}, and nothing that it covers goes below a floor of that kind"
            way = Repair(f"leave `{name}` out", edits=(Edit(at, "", "delete"),))
        else:
            deepest = max(found) if measure.up else min(found)
            room = abs(bound.fraction - deepest)
            if room <= MOST_ROOM:
                continue
            wanted = measure.rounded(deepest, TENTH)
            said = f"{side}; {wanted} is all that it needs today ({points(room)} points too much)"
            way = Repair(
                f"write {wanted}", "what goes further is an error again", (Edit(at, wanted),)
            )
        yield Finding(
            "waiver/over-broad",
            Severity.WARNING,
            f"the waiver {waiver.id} accepts {said}",
            (Place(at, "far more than there is"), Place(mine[0].places[0].at, "what it covers")),
            subject=waiver.id,
            help=(way,),
            facts=(name,),
        )
