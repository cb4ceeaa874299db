"""Rows for the same deals that follow each other with days between, on which a wider row holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from partnerbook.resolve.program import Program, Row, Step
from partnerbook.values.period import Period

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Pause:
    """``one`` ends before ``two`` begins; on the days between, ``meanwhile`` is what holds."""

    step: Step
    one: Row
    two: Row
    meanwhile: Row
    gap: Period

    @property
    def size(self) -> Decimal:
        """How far the rate of the wider row is from that of the one that pauses."""
        assert self.one.rate is not None
        assert self.meanwhile.rate is not None
        return abs(self.meanwhile.rate.points - self.one.rate.points)


def pauses(program: Program) -> Iterator[Pause]:
    """Of every two rows that follow each other the pause of the tier for which most changes."""
    for step in program.steps:
        if not step.nested:
            continue
        found: dict[tuple[object, object], Pause] = {}
        for row in step.rows:
            pause = _after(step, row)
            if pause is None or not pause.size:
                continue
            key = (pause.one.ref, pause.two.ref)
            if key not in found or pause.size > found[key].size:
                found[key] = pause
        yield from found.values()


def _after(step: Step, row: Row) -> Pause | None:
    """What comes between a row and the next one for the same deals, if something does."""
    if row.period.through is None or row.rate is None:
        return None
    alike = [
        one
        for one in step.rows
        if one.ref != row.ref and one.tier == row.tier and one.scope.same(row.scope)
    ]
    later = [one for one in alike if one.period.start >= row.period.end]
    # Where another holds on the day after, nothing pauses, or margin/ambiguous-rate speaks.
    if not later or any(row.period.end in one.period for one in alike):
        return None
    two = min(later, key=lambda one: one.period.start)
    gap = Period(row.period.end, two.period.start)
    wider = _innermost(step, row, gap)
    return None if wider is None else Pause(step, row, two, wider, gap)


def _innermost(step: Step, row: Row, gap: Period) -> Row | None:
    """The narrowest of the wider rows that hold when the pause begins."""
    wider = [
        one
        for one in step.rows
        if one.rate is not None
        and one.tier in ("", row.tier)
        and gap.start in one.period
        and row.narrower(one)
    ]
    return next((one for one in wider if all(o is one or one.narrower(o) for o in wider)), None)
