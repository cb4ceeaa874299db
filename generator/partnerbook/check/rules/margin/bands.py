"""Flags bands with a gap, an overlap, the wrong order, or a rate that falls as volume grows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from partnerbook.check.margins import bands
from partnerbook.findings import Severity
from partnerbook.resolve.program import Row, Step
from partnerbook.rulebook import Answers, Judgement, Rule


def neighbours(step: Step, low: Row, high: Row) -> Iterator[Judgement]:
    """Two neighbours must meet exactly, and the rate must not fall."""
    end, start = bands.ends(low)[1], bands.ends(high)[0]
    if end is None or end > start:
        yield bands.overlap(step, low, high)
    elif end < start:
        yield bands.gap(step, low, high)
    # Where each band counts by itself, the sum never falls.
    falls = low.rate is not None and high.rate is not None and high.rate < low.rate
    if falls and not high.marginal:
        yield bands.falling(step, low, high)


def table(step: Step, rows: Sequence[Row]) -> Iterator[Judgement]:
    """The bands of one currency, or of quantities; where they stand is one thing, once."""
    yield from bands.wrong_order(step, rows)
    start = Decimal(1 if rows[0].measure == bands.QUANTITY else 0)
    # Whoever does not grow need not have a rate for it.
    if bands.ends(rows[0])[0] > start and rows[0].measure != bands.GROWTH:
        yield bands.late_start(step, rows[0], start)
    for low, high in pairwise(rows):
        yield from neighbours(step, low, high)
    top = bands.ends(rows[-1])[1]
    if top is not None:
        yield bands.early_end(step, rows[-1], top)


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each band table, and each currency of it by itself."""
    for step in answers.program.steps:
        for rows in bands.tables(step):
            yield from table(step, rows)


RULE = Rule(severity=Severity.ERROR, waivable=False, judge=judge, follows=("margin/floor",))
