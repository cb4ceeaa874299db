"""Flags bands with a gap, an overlap, the wrong order, or a rate that falls as volume grows."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby, pairwise

from partnerbook.findings import Edit, Place, Repair, Severity
from partnerbook.resolve.program import Row, Step
from partnerbook.rulebook import Answers, Judgement, Rule


def edge(amount: Decimal, currency: str) -> str:
    """A band edge as the file writes it."""
    return f"{amount:f} {currency}" if currency else f"{amount:f}"


def upper(row: Row) -> str:
    """The upper end of a band in words: ``through 49`` or ``below 50000 EUR``."""
    assert row.band is not None
    high = row.band[1]
    if high is None:
        return "without an end"
    if row.band_currency:
        return f"below {edge(high, row.band_currency)}"
    return f"through {high - 1:f}"


def subject(step: Step, row: Row) -> str:
    """What a waiver would cite."""
    return f"{step.id}/{row.id}"


def end_edit(row: Row, next_low: Decimal) -> Edit:
    """The edit that lets a band end where the next begins."""
    if row.band_currency:
        return Edit(row.ref.child("below"), edge(next_low, row.band_currency))
    return Edit(row.ref.child("through"), f"{next_low - 1:f}")


def first_band(step: Step, row: Row) -> Iterator[Judgement]:
    """The lowest band must begin at nothing."""
    assert row.band is not None
    low, currency = row.band[0], row.band_currency
    start = Decimal(0) if currency or step.measure != "quantity" else Decimal(1)
    if low > start:
        wanted = edge(start, currency)
        yield Judgement(
            f"{step.name}: the first band starts at {edge(low, currency)}, so"
            f" {'orders' if currency else 'quantities'} below it have no rate",
            (Place(row.ref.child("from"), f"nothing covers {wanted} up to here"),),
            subject=subject(step, row),
            help=(Repair(f"start it at {wanted}", "", (Edit(row.ref.child("from"), wanted),)),),
            facts=("start",),
        )


def pair(step: Step, low: Row, high: Row) -> Iterator[Judgement]:
    """Two neighbours must meet exactly, and the rate must not fall."""
    assert low.band is not None
    assert high.band is not None
    end, start = low.band[1], high.band[0]
    currency = high.band_currency
    written = (
        Place(high.ref.child("from"), f"starts at {edge(start, currency)}"),
        Place(
            low.ref.child("below" if currency else "through") if end is not None else low.ref,
            f"ends {upper(low)}" if end is not None else "has no end",
        ),
    )
    if high.band[0] < low.band[0]:
        yield Judgement(
            f"{step.name}: the bands are not in rising order",
            written,
            subject=subject(step, high),
            facts=("order",),
        )
    elif end is None or end > start:
        yield Judgement(
            f"{step.name}: two bands overlap from {edge(start, currency)}:"
            f" {low.id} ends {upper(low)}, {high.id} starts at"
            f" {edge(start, currency)}",
            written,
            subject=subject(step, high),
            help=(
                ()
                if end is None
                else (Repair(f"end {low.id} where {high.id} starts", "", (end_edit(low, start),)),)
            ),
            facts=("overlap",),
        )
    elif end < start:
        missing = edge(end, currency)
        last = edge(start - 1, currency) if not currency else ""
        span = (
            missing
            if last == missing
            else f"{missing} to {last}"
            if last
            else (f"{missing} up to {edge(start, currency)}")
        )
        yield Judgement(
            f"{step.name}: no band covers {span}",
            written,
            subject=subject(step, high),
            help=(
                Repair(f"let {low.id} reach up to {high.id}", "", (end_edit(low, start),)),
                Repair(
                    f"or start {high.id} at {missing}",
                    "",
                    (Edit(high.ref.child("from"), missing),),
                ),
            ),
            facts=("gap",),
        )
    if low.rate is not None and high.rate is not None and high.rate < low.rate:
        yield Judgement(
            f"{step.name}: {high.id} pays {high.rate}, less than the {low.rate} of the smaller"
            f" band {low.id}",
            (
                Place(high.rate_ref, f"{high.rate} from {edge(start, currency)}"),
                Place(low.rate_ref, f"{low.rate} below that"),
            ),
            subject=subject(step, high),
            facts=("falling",),
        )


def judge(answers: Answers) -> Iterator[Judgement]:
    """Each band table, and each currency of it by itself."""
    for step in answers.program.steps:
        bands = [row for row in step.rows if row.band is not None]
        bands.sort(key=lambda row: row.band_currency)
        for currency, group in groupby(bands, key=lambda row: row.band_currency):
            rows = list(group)
            yield from first_band(step, rows[0])
            for low, high in pairwise(rows):
                yield from pair(step, low, high)
            last = rows[-1]
            if last.band is not None and last.band[1] is not None:
                top = edge(last.band[1], currency)
                yield Judgement(
                    f"{step.name}: no band covers {top} and more",
                    (
                        Place(
                            last.ref.child("below" if currency else "through"),
                            "the highest band ends here",
                        ),
                    ),
                    subject=subject(step, last),
                    facts=("end",),
                )


RULE = Rule(severity=Severity.ERROR, waivable=False, judge=judge, follows=("margin/floor",))
