"""What is paid for a term or of what recurs: where that can be at all; and what is taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from partnerbook.resolve.axes import Axes, day_axis, day_spans
from partnerbook.resolve.offer import Reverses, Step
from partnerbook.resolve.record import Record
from partnerbook.values.box import BoxSet, spans
from partnerbook.values.period import Period, after

RECURRING = "recurring"
"""The base that is what is paid for a line in one billing period."""
RECURS = ("monthly", "yearly")
_FIRST_SALE = "first-sale"


def with_terms(step: Step, incentive: Record) -> Step:
    """The step of an incentive with how long it is paid, when taken back, and what it pays back."""
    of = incentive.get("of", "")
    return replace(
        step,
        term=incentive.get("term"),
        reverses=_reverses_of(incentive),
        credits=of,
        requires=(*step.requires, of) if of else step.requires,
    )


def _reverses_of(incentive: Record) -> Reverses | None:
    """When what an incentive gave is taken back; None if never."""
    said = incentive.get("reverses")
    if said is None:
        return None
    ref = incentive.ref.child("reverses")
    return Reverses(tuple(said["on"]), said.get("within"), said["how"], ref)


def lasting(axes: Axes, incentive: Record) -> BoxSet:
    """The cells in which an incentive can be paid, as far as its base and its term decide.

    What recurs is billed monthly or yearly. Where first sales count up to a last day, orders count
    until the term of that last first sale is over.
    """
    cells = axes.space.box({})
    if incentive.get("base") == RECURRING:
        billed = spans(stretch for name in RECURS for stretch in axes.node("billing", name))
        cells = cells.limited("billing", billed)
    last = incentive.get("through")
    if "term" in incentive.data and last is not None and incentive["anchor"] == _FIRST_SALE:
        until = Period(date.min, after(last, incentive["term"]))
        cells = cells.limited(day_axis(), day_spans(until))
    return cells
