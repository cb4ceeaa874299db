"""Flags bands with a gap, an overlap, the wrong order, or a rate that falls as volume grows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from partnerbook.check.margins import band_order, bands
from partnerbook.findings import Severity
from partnerbook.resolve.program import Row, Step
from partnerbook.rulebook import Answers, Judgement, Rule


def table(step: Step, rows: Sequence[Row], others: Sequence[Sequence[Row]]) -> Iterator[Judgement]:
    """The bands of one currency, or of quantities; ``others``: those of the other currencies."""
    read = band_order.reading(rows)
    if read == rows:
        yield from bands.wrong_order(step, rows)
    start = Decimal(1 if read[0].measure == bands.QUANTITY else 0)
    # Whoever does not grow need not have a rate for it.
    if band_order.start_of(read[0]) > start and read[0].measure != bands.GROWTH:
        yield bands.late_start(step, read[0], start)
    for low, high in pairwise(read):
        if not band_order.meet(low, high):
            yield bands.apart(step, low, high, band_order.fitting(read, low, others))
        # Where each band counts by itself, the sum never falls.
        falls = low.rate is not None and high.rate is not None and high.rate < low.rate
        if falls and not high.marginal:
            yield bands.falling(step, low, high)
    top = band_order.ends(read[-1])[1]
    if top is not None:
        yield bands.early_end(step, read[-1], top)


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each band table, and each currency of it by itself."""
    for step in answers.program.steps:
        found = list(bands.tables(step))
        for rows in found:
            yield from table(step, rows, [one for one in found if bands.beside(one, rows)])


RULE = Rule(severity=Severity.ERROR, waivable=False, judge=judge, follows=("margin/floor",))
