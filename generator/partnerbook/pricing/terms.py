"""What is paid for a term: whether it has run out, and what it comes to if the customer stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from partnerbook.pricing.exact import exactly
from partnerbook.pricing.order import FIRST_SALE, Line, Order, first_sale
from partnerbook.pricing.quote import LineQuote, Quote
from partnerbook.pricing.running import supposed
from partnerbook.pricing.waterfall import Taken
from partnerbook.resolve.axes import Axes, day_axis
from partnerbook.resolve.lasting import RECURRING
from partnerbook.resolve.naming_words import joined
from partnerbook.resolve.program import Cap, Step
from partnerbook.values.dates import in_words
from partnerbook.values.period import Period, add_months, after

MONTHS = {"monthly": 1, "yearly": 12}
_PERIODS = {"month": 1, "quarter": 3, "year": 12}
_PER = {
    "deal": "for the deal as a whole",
    "period": "over the whole time of the incentive",
}
"""For what a cap is, where it is not per the word of the file."""


def paid_during(step: Step, order: Order, line: Line) -> Period | None:
    """The days of orders on which a step is paid for a line; None if the first sale is not told."""
    if step.term is None:
        return Period()
    start = first_sale(order, line)
    return None if start is None else Period(start, after(start, step.term))


def missing(step: Step, order: Order, line: Line) -> frozenset[str]:
    """What has to be said before anybody can tell whether the term has run out."""
    known = paid_during(step, order, line) is not None
    return frozenset() if known else frozenset({day_axis(FIRST_SALE)})


def why_over(step: Step, order: Order, line: Line) -> str:
    """Why a step whose term is known is not paid on an order; empty if it is."""
    paid = paid_during(step, order, line)
    if step.term is None or paid is None or order.dates["order"] in paid:
        return ""
    if order.dates["order"] < paid.start:
        return f"paid from the first sale on {in_words(paid.start)}"
    last = in_words(paid.end - timedelta(days=1))
    return f"paid for {step.term} from the first sale on {in_words(paid.start)}, until {last}"


@dataclass(frozen=True, slots=True)
class Stream:
    """What is paid for a term comes to, from the order to the end of its term, all else equal.

    ``count`` payments of the ``taken`` amount, one each ``unit`` (month or year), the first with
    the order, the last ``until``. ``caps`` may cut the sum: those for longer than one payment.
    ``later``: the order came after the first sale, so that part of the term is over. ``provided``:
    what else than that the customer stays is supposed.
    """

    taken: Taken
    count: int
    unit: str
    total: Decimal
    until: date
    caps: tuple[Cap, ...]
    currency: str
    later: bool
    provided: tuple[str, ...]

    @property
    def capped(self) -> bool:
        """Whether a cap for a longer time than a payment's may cut the sum."""
        return bool(self.caps)

    def in_words(self, said: Callable[[Decimal], str]) -> str:
        """``36 months × 40.00 = 1,440.00 if the customer stays``; ``said`` writes an amount."""
        times = f"{self.count} {self.unit}{'s' * (self.count != 1)}"
        each, total = said(self.taken.amount), said(self.total)
        rest = f" until the term ends, the last on {in_words(self.until)}," if self.later else ""
        limits = [
            f"{cap.id} (at most {said(cap.amounts[self.currency].amount)}"
            f" {_PER.get(cap.per, f'per {cap.per}')})"
            for cap in self.caps
        ]
        cut = f", before what is left of {joined(limits, 'and')}" if limits else ""
        stays = joined(["the customer stays", *self.provided], "and")
        return f"{times} × {each} = {total}{rest} if {stays}{cut}"


def streams(axes: Axes, quote: Quote, line: LineQuote) -> Iterator[Stream]:
    """Of everything with a term that is taken on a line and paid by each billing period.

    That is a share of what recurs, and a commission by a rate. One that is not for renewals is paid
    on the line's own term only, as far as that is said.
    """
    months = None if line.line.of else MONTHS.get(line.line.billing or "")
    for taken in line.taken:
        paid = paid_during(taken.step, quote.order, line.line)
        recurs = taken.step.base == RECURRING or taken.rate is not None
        if months and paid and recurs and taken.amount and taken.step.term is not None:
            start = quote.order.dates["order"]
            days = list(_payments(start, paid, months))
            if taken.step.base != RECURRING and not _renews(axes, taken):
                term = line.line.term_months
                days = days if term is None else days[: max(1, term // months)]
            with exactly():
                total = taken.amount * len(days)
            unit = "month" if months == 1 else "year"
            currency = quote.order.currency
            caps = tuple(_longer(taken, months, total, currency)) if len(days) > 1 else ()
            later = start > paid.start
            provided = supposed(axes, taken.step, taken.told) if len(days) > 1 else ()
            yield Stream(taken, len(days), unit, total, days[-1], caps, currency, later, provided)


def _renews(axes: Axes, taken: Taken) -> bool:
    renewals = axes.space.box({"line_type": axes.node("line_type", "renewal")})
    return bool(taken.row.cells.meet(renewals))


def _longer(taken: Taken, months: int, total: Decimal, currency: str) -> Iterator[Cap]:
    """The caps that count several payments; one for this deal alone only where it is reached."""
    for cap in taken.step.caps:
        most = cap.amounts.get(currency)
        if most is None or cap.per == "unit":
            continue
        longer = _PERIODS.get(cap.per, months + 1) > months
        if total > most.amount if cap.per == "deal" else longer:
            yield cap


def _payments(start: date, paid: Period, months: int) -> Iterator[date]:
    """The days from the order on which billing periods begin inside a term."""
    at = 0
    while (day := add_months(start, at * months)) in paid:
        yield day
        at += 1
