"""What a change of tier is worth in money: on the partner's own sales, else per 1,000 of list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from partnerbook.check.reviewing.rates import ONE_TIER, TWO_TIER, Extra, Prices, Rate
from partnerbook.load.evidence_rows import MeasureRow
from partnerbook.resolve.evidence import Metric
from partnerbook.resolve.program import Partner, Program, RouteRule
from partnerbook.standing.measure import Meter
from partnerbook.values.money import Money
from partnerbook.values.period import Period, add_months
from partnerbook.values.window import MONTHS as MONTHS_BACK
from partnerbook.values.window import Window, closed

MONTHS = 12
THOUSAND = Decimal(1000)


@dataclass(frozen=True, slots=True)
class Worth:
    """What a partner has more (below zero: less) by a change of tier.

    ``low`` and ``high`` are in money on ``base``, equal where every sale tells its product; None
    where no rate of the ``route`` is plain. ``metric`` is what the base is taken from over ``days``
    (``rows`` of it), None for 1,000 of list price; ``lacks``: what no evidence tells of those days.
    ``rates`` are those that differ, ``extras`` incentives that do; ``untold`` is what would decide
    a rate that is not reckoned. ``ours``: where it buys through a distributor, the least and most
    that the vendor gets less, as that discount goes by its tier too. ``bound``: rules about routes
    that bind it in one of the tiers alone, with whether in the one after.
    """

    rates: tuple[Rate, ...]
    extras: tuple[Extra, ...]
    route: str
    low: Money | None
    high: Money | None
    base: Money
    metric: Metric | None
    days: Period | None
    rows: int
    lacks: tuple[str, ...]
    ours: tuple[Money, Money] | None
    untold: tuple[str, ...]
    bound: tuple[tuple[RouteRule, bool], ...]


@dataclass(slots=True)
class Appraiser:
    """Reckons what changes of tier are worth; rates are looked up once for partners alike."""

    program: Program
    _known: dict[tuple[object, ...], tuple[Rate, ...]] = field(default_factory=dict)

    def worth(self, partner: Partner, before: str, after: str, day: date) -> Worth:
        """For one partner, by the rates of the day on which the change holds."""
        prices = Prices(self.program, partner, day)
        own = (partner.type, partner.track, partner.seller_place, partner.currency)
        key = (*own, bool(partner.buys_from), before, after, day)
        if key not in self._known:
            self._known[key] = tuple(prices.rates(before, after))
        rates = self._known[key]
        route = TWO_TIER if partner.buys_from else ONE_TIER
        here = [one for one in rates if one.route == route]
        theirs = tuple(prices.distributors(before, after))
        metric, days = self._metric(), _year(self.program.as_of)
        rows = list(self._rows(partner, metric, days)) if metric else []
        total = sum((row.value for row in rows), Decimal(0))
        sold = [(row.product, row.value) for row in rows] if total > 0 else [("", THOUSAND)]
        ends = self._ends(here, sold)
        money = _money(ends, partner.currency) if ends else (None, None)
        ours = self._ends(theirs, sold)
        return Worth(
            rates=tuple(one for one in (*rates, *theirs) if one.untold or one.before != one.after),
            extras=tuple(prices.extras(before, after)),
            route=route,
            low=money[0],
            high=money[1],
            base=Money(total if total > 0 else THOUSAND, partner.currency),
            metric=metric if total > 0 else None,
            days=days if total > 0 else None,
            rows=len(rows),
            lacks=self._lacks(partner, metric, rows) if metric and total > 0 else (),
            ours=_money(ours, partner.currency) if ours else None,
            untold=tuple(sorted({axis for one in here for axis in one.untold})),
            bound=tuple(prices.bound(before, after)),
        )

    def _metric(self) -> Metric | None:
        """The one metric of money: of several the one that counts to pay; None if not one."""
        metrics = self.program.metrics.values()
        money = [one for one in metrics if one.kind == "measures" and one.unit == "money"]
        paid = [one for one in money if "pay" in one.counts_to]
        return paid[0] if len(paid) == 1 else money[0] if len(money) == 1 else None

    def _rows(self, partner: Partner, metric: Metric, days: Period) -> Iterator[MeasureRow]:
        """The evidence of the year in the partner's own currency."""
        for row in self.program.evidence.measures.get((partner.id, metric.id), ()):
            inside = row.start >= days.start and row.through < days.end
            if inside and row.unit == partner.currency and row.reported <= self.program.as_of:
                yield row

    def _lacks(
        self, partner: Partner, metric: Metric, rows: Sequence[MeasureRow]
    ) -> tuple[str, ...]:
        """Why the evidence of the year is not whole: months without it, rows that it cuts."""
        on = self.program.as_of
        told = Meter(self.program, on, on).read(metric.id, partner, Window(MONTHS_BACK, MONTHS))
        counted = {row.ref for row in rows}
        return tuple(dict.fromkeys(one.say for one in told.doubts if one.ref not in counted))

    def _ends(
        self, rates: Sequence[Rate], sold: Sequence[tuple[str, Decimal]]
    ) -> tuple[Decimal, Decimal] | None:
        """The least and the most that the difference comes to; None if no rate is plain.

        A sale that names no product may be of any; several discounts on a product add up, as all
        are in percent of list.
        """
        more: dict[str, Decimal] = {}
        for one in rates:
            if one.points is None or one.step.base != "list":
                return None
            more.setdefault(one.product, Decimal(0))
            more[one.product] += one.points[1] - one.points[0]
        if not more:
            return None
        low = high = Decimal(0)
        for product, value in sold:
            those = [points for name, points in more.items() if self._is(name, product)]
            least, most = (min(those), max(those)) if those else (Decimal(0), Decimal(0))
            ends = sorted((value * least / 100, value * most / 100))
            low, high = low + ends[0], high + ends[1]
        return low, high

    def _is(self, product: str, said: str) -> bool:
        """Whether a product is the one that a row says, or one of that family."""
        tree = self.program.axes.trees["product"].stretch
        if not said or said not in tree:
            return True
        (first, last), (start, end) = tree[product], tree[said]
        return start <= first and last <= end


def _money(ends: tuple[Decimal, Decimal], currency: str) -> tuple[Money, Money]:
    """The least and the most in money."""
    return Money(ends[0], currency).rounded(), Money(ends[1], currency).rounded()


def _year(on: date) -> Period:
    """The last 12 months that are over."""
    end = closed(on)
    return Period(add_months(end, -MONTHS), end)
