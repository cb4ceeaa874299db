"""Tiers that a partner came to, or is to come to, without what gets a partner in.

A tier that is held is judged by what it takes to stay. Whether what gets in was met is asked once,
on the day on which the tier begins; for a tier that is yet to begin, by what is known today.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from partnerbook.resolve.held import Held
from partnerbook.resolve.metrics_build import sources
from partnerbook.resolve.program import Partner, Program
from partnerbook.resolve.rungs import Ask, Rung
from partnerbook.standing.earned import Ladder
from partnerbook.standing.keeping import WITH_AN_END, cohort_of, in_a_row, keeps
from partnerbook.standing.measure import Meter
from partnerbook.standing.verdict import NO, UNTOLD_VERDICT, Verdict, at_least, judge
from partnerbook.values.period import add_months

YEAR = 12
EARNED = "earned"


@dataclass(frozen=True, slots=True)
class Entered:
    """A tier that begins without what gets a partner in.

    ``lacks`` is what was not met; empty where it was met, but not so often in a row (``row``: how
    many months or quarters, 0 for none).
    """

    partner: Partner
    held: Held
    lacks: tuple[Verdict, ...]
    row: int

    def is_ahead(self, on: date) -> bool:
        """Whether it is yet to begin."""
        return self.held.period.start > on


def entered(ladder: Ladder, partner: Partner) -> Iterator[Entered]:
    """Each rise that its file calls earned and evidence contradicts, from a year back on.

    A rise by grace, or by a cohort that does not have it, is one too: nothing was there to keep.
    Further back the tier may have asked for something else. Of a first tier nothing is told: what
    a partner did before it joined is in no table.
    """
    program = ladder.program
    on = program.as_of
    seat = program.axes.node("seller", partner.seller_place)
    for before, held in pairwise(partner.standing):
        rung = program.rungs.get(held.tier)
        if rung is None or not rung.takes(partner.track, seat):
            continue
        start = held.period.start
        claimed = held.because == EARNED or held.because in WITH_AN_END
        if not claimed or start < add_months(on, -YEAR) or keeps(rung, partner, held, start):
            continue
        if not _rises(program, before, held, rung) or cohort_of(rung, partner, held, start):
            continue
        day = min(start, on)
        meter = Meter(program, day, on)
        items = tuple(judge(meter, partner, ask) for ask in rung.asks(start, stays=False))
        lacks = tuple(one for one in items if _surely(program, one, day) == NO)
        if lacks:
            yield Entered(partner, held, lacks, 0)
        elif rung.promotion is not None and _row_broken(ladder, partner, rung, day):
            yield Entered(partner, held, (), rung.promotion[0])


def _rises(program: Program, before: Held, held: Held, rung: Rung) -> bool:
    """Whether the tier before was a lower one, or over for a while."""
    if before.period.end < held.period.start:
        return True
    lower = program.rungs.get(before.tier)
    return lower is not None and lower.rank < rung.rank


def _row_broken(ladder: Ladder, partner: Partner, rung: Rung, day: date) -> bool:
    """Whether it was surely missed at one of the ends of months or quarters that count."""
    assert rung.promotion is not None
    program = ladder.program
    ends = in_a_row(day, *rung.promotion, program.fiscal_month)
    for end in ends:
        meter = Meter(program, end, program.as_of)
        items = [judge(meter, partner, ask) for ask in rung.asks(end, stays=False)]
        if any(_surely(program, one, end) == NO for one in items):
            return True
    return False


def _surely(program: Program, one: Verdict, day: date) -> str:
    """The verdict, where what has expired since may be missing from the table: cannot tell."""
    if one.inner:
        return at_least([_surely(program, inner, day) for inner in one.inner], one.ask.at_least)
    if one.verdict == NO and any(_taken_later(program, name, day) for name in _metrics(one.ask)):
        return UNTOLD_VERDICT
    return one.verdict


def _metrics(ask: Ask) -> Iterator[str]:
    yield from (ask.metric, *(part.metric for part in ask.parts))


def _taken_later(program: Program, name: str, day: date) -> bool:
    """Whether a metric counts what is held, by a table that was taken after a day."""
    metric = program.metrics.get(name)
    below = sources(metric, program.metrics) if metric else ()
    return any(
        one.kind == "holdings"
        and any(table.taken > day for table in program.evidence.coverage.get(one.id, ()))
        for one in below
    )
