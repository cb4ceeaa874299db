"""What is dated about a tier by its evidence: what lapses, and when holds and cohorts run out.

What a partner's file says itself about its tiers is told by ``partner_days``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from partnerbook.load.evidence_rows import HoldingRow
from partnerbook.resolve.program import Partner, Program
from partnerbook.standing.earned import Ladder
from partnerbook.standing.event import ENDS, Event

Holdings = Mapping[str, Mapping[str, tuple[HoldingRow, ...]]]


def holdings_of(program: Program) -> Holdings:
    """By partner and by what is held, the rows that tell so."""
    found: dict[str, dict[str, tuple[HoldingRow, ...]]] = {}
    for (partner, what), rows in program.evidence.holdings.items():
        found.setdefault(partner, {})[what] = rows
    return found


def tier_days(ladder: Ladder, partner: Partner, holdings: Holdings) -> Iterator[Event]:
    """The deadlines of a partner's standing on the program's day, and what it holds that lapses.

    What a deadline tells of a partner's own file is left out: that is told already. So is what
    comes when no agreement is in force any more: it turns nothing then.
    """
    if partner.agreement is None:
        return
    binding = partner.active.meet(partner.agreement.in_force)
    yield from (event for event in _events(ladder, partner, holdings) if event.day in binding)


def _events(ladder: Ladder, partner: Partner, holdings: Holdings) -> Iterator[Event]:
    on = ladder.program.as_of
    found = ladder.position(partner.id, on)
    for due in found.losses:
        if due.ref.document == partner.ref.document or found.held is None:
            continue
        # The part of the tier's file that it follows from: two of them on one tier stay two.
        subject = "/".join((partner.id, found.held.tier, *due.ref.steps))
        yield Event(due.day, ENDS, "standing", subject, due.what, partner.id, due.ref)
    for what, rows in holdings.get(partner.id, {}).items():
        yield from _lapsing(partner, what, rows, ladder.program)


def _lapsing(
    partner: Partner, what: str, rows: tuple[HoldingRow, ...], program: Program
) -> Iterator[Event]:
    """Certificates and the like of one sort: those that lapse on one day together."""
    on, name = program.as_of, held_as(program, what)
    last: dict[str, HoldingRow] = {}
    for row in rows:
        known = last.get(row.who)
        if row.start <= on and (known is None or _end(known) < _end(row)):
            last[row.who] = row
    by_day: dict[date, list[HoldingRow]] = {}
    for row in last.values():
        if row.expires is not None:
            by_day.setdefault(row.expires, []).append(row)
    for day, mine in by_day.items():
        say = f"{name}: {f'{len(mine)} lapse' if len(mine) > 1 else 'one lapses'}"
        subject = f"{partner.id}/{what}"
        yield Event(day, ENDS, "evidence", subject, say, partner.id, mine[0].ref)


def held_as(program: Program, what: str) -> str:
    """What is held, by the name of the metric that counts it; of several, of the one of fewest."""
    counts = [
        (len(held), metric.id, metric.name)
        for metric in program.metrics.values()
        for held in (metric.holds.union(*(one.holds for one in metric.releases)),)
        if what in held
    ]
    return min(counts)[2] if counts else what.replace("-", " ").capitalize()


def _end(row: HoldingRow) -> date:
    return row.expires or date.max
