"""What is known of a metric on a day: the figure, or between what it lies, and why not more.

Evidence reported after the day never counts. Where something is missing or cut by the window, the
figure has only bounds: of a metric that more evidence cannot lower, what is known is the least.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from fractions import Fraction
from itertools import product

from partnerbook.findings import Ref
from partnerbook.load.evidence_rows import HoldingRow, MeasureRow
from partnerbook.resolve.evidence import Coverage, Metric
from partnerbook.resolve.program import Partner, Program
from partnerbook.standing.held_where import counts_there, elsewhere
from partnerbook.standing.levels import newest, untold
from partnerbook.standing.no_table import no_table
from partnerbook.values.dates import period_in_words
from partnerbook.values.period import Period
from partnerbook.values.period import days_of as days_of_all
from partnerbook.values.spans import inside_spans, touch_spans
from partnerbook.values.window import VERSIONS, Window, days_of

DAY = timedelta(days=1)
Bound = Fraction | None


@dataclass(frozen=True, slots=True)
class Doubt:
    """A fact that is missing, in words, with where one would look for it.

    ``against``: what is said elsewhere that does not go with it, such as the partner's currency.
    ``window``: whether a window cuts the row.
    """

    say: str
    ref: Ref
    against: Ref | None = None
    window: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure between ``low`` and ``high``, both inside; None: no bound. Exact if they are equal.

    ``days`` are those of the window, None where it is a day. ``rows`` are what counted. ``lapsed``
    are things held that counted before they expired. ``ends`` are the last days of what is held
    and expires, the next one first. ``aside`` says what is held where it does not count.
    """

    low: Bound
    high: Bound
    doubts: tuple[Doubt, ...] = ()
    rows: tuple[Ref, ...] = ()
    days: Period | None = None
    lapsed: tuple[HoldingRow, ...] = ()
    ends: tuple[date, ...] = ()
    aside: str = ""

    @property
    def value(self) -> Fraction | None:
        """The figure, None where it is not exactly known."""
        return self.low if self.low is not None and self.low == self.high else None


UNTOLD = (None, None)


def joined(partner: Partner) -> date | None:
    """When a partner joined: its first tier or its agreement, whichever began first."""
    days = [held.period.start for held in partner.standing]
    if partner.agreement is not None:
        days.append(partner.agreement.effective)
    return min(days, default=None)


@dataclass(slots=True)
class Meter:
    """Reads metrics of one program as of one day, each figure once.

    ``known`` is the day up to which reports count: later than ``on`` where somebody looks back.
    """

    program: Program
    on: date
    known: date
    _read: dict[tuple[str, str, Window], Reading] = field(default_factory=dict)

    def read(self, metric: str, partner: Partner, window: Window) -> Reading:
        """What is known of a metric; untold if there is no such metric."""
        key = (metric, partner.id, window)
        if key not in self._read:
            found = self.program.metrics.get(metric)
            if found is None:
                doubt = Doubt(f"the metric {metric} is not understood", self.program.ref)
                self._read[key] = Reading(*UNTOLD, (doubt,))
            else:
                self._read[key] = _KINDS[found.kind](self, found, partner, window)
        return self._read[key]

    def summed(self, metric: Metric, partner: Partner, window: Window) -> Reading:
        """The sum of a metric's rows inside the window; of a level, the newest of them."""
        since = joined(partner)
        days = days_of(window, self.on, self.program.fiscal_month, since)
        if days is None:
            say = f"nobody knows when {partner.name} joined"
            return Reading(*UNTOLD, (Doubt(say, partner.ref),))
        total, rows, doubts = Fraction(0), [], []
        told: Sequence[MeasureRow] = [
            row
            for seller in self._with_merged(partner)
            for row in self.program.evidence.measures.get((seller, metric.id), ())
            if row.reported <= self.known and row.through >= days.start and row.start < days.end
        ]
        if metric.level:
            told = newest(told, days)
            if why := untold(metric, partner, told, days):
                at = told[0].ref if told else metric.ref
                return Reading(*UNTOLD, (Doubt(why, at),), tuple(row.ref for row in told), days)
        for row in told:
            wrong = self._wrong(metric, partner, row, days)
            if wrong:
                foreign = metric.unit == "money" and row.unit != partner.currency
                against = partner.ref.child("currency") if foreign else None
                cut = row.start < days.start or row.through >= days.end
                doubts.append(Doubt(wrong, row.ref, None if cut else against, cut))
                continue
            times = self._times(metric, row)
            if times is None:
                doubts.append(Doubt(_unplaced(metric, row), row.ref))
                continue
            total += Fraction(row.value) * times
            rows.append(row.ref)
        doubts += () if metric.level else self._uncovered(metric, days, since)
        if not doubts:
            return Reading(total, total, (), tuple(rows), days)
        low = total if metric.monotone else None
        return Reading(low, None, tuple(doubts), tuple(rows), days)

    def _with_merged(self, partner: Partner) -> tuple[str, ...]:
        """The partner, and those that have become part of it by the day."""
        parts = self.program.evidence.merged.get(partner.id, ())
        return (partner.id, *(name for name, day in parts if day <= self.on))

    @staticmethod
    def _wrong(metric: Metric, partner: Partner, row: MeasureRow, days: Period) -> str:
        """Why a row cannot be counted as it is."""
        if not metric.level and (row.start < days.start or row.through >= days.end):
            return (
                f"{metric.name} is told for {period_in_words(Period(row.start, row.through + DAY))}"
                f" as a whole, which the window ({period_in_words(days)}) cuts"
            )
        if metric.unit == "money" and row.unit != partner.currency:
            return (
                f"{metric.name} has amounts in {row.unit}, but {partner.name} is measured in"
                f" {partner.currency}, and the evidence was not converted"
            )
        return ""

    def _times(self, metric: Metric, row: MeasureRow) -> int | None:
        """How many times a row counts; None where its place does not tell."""
        if not metric.multipliers:
            return 1
        place = self.program.evidence.places.get(row.place, ())
        if not place:
            return None
        for one in metric.multipliers:
            if inside_spans(place, one.places):
                return one.times
            if touch_spans(place, one.places):
                return None
        return 1

    def _uncovered(self, metric: Metric, days: Period, since: date | None) -> Iterator[Doubt]:
        """The days of a window for which no table is complete, as known on the day."""
        start = days.start
        if since is not None:  # before it joined there is nothing to tell
            start = max(start, min(since.replace(day=1), days.end))
        if start >= days.end:
            return
        tables = self.program.evidence.coverage.get(metric.id, ())
        if not tables:
            yield Doubt(no_table(self.program, metric), metric.ref)
            return
        covers = days_of_all(self._known(metric.id, one) for one in tables)
        for lack in covers.lacking(Period(start, days.end)).periods:
            if lack.start == date.min:
                say = f"there is no evidence of {metric.name} from the beginning"
            else:
                when = period_in_words(lack)
                say = f"there is no complete evidence of {metric.name} for {when}"
            yield Doubt(say, _end_of_table(tables, lack))

    def _known(self, metric: str, covers: Coverage) -> Period:
        """The days for which a table was complete as far as anybody knew."""
        if covers.taken <= self.known:
            return covers.period
        end = covers.period.start
        for reported, through in self.program.evidence.reported.get((covers.table, metric), ()):
            if reported <= self.known:
                end = through + DAY
        return covers.period.meet(Period(date.min, end))

    def held(self, metric: Metric, partner: Partner, window: Window) -> Reading:
        """How many people or things are held on the day."""
        counts = metric.holds
        if window.kind == VERSIONS:
            out = [one for one in metric.releases if one.start <= self.on]
            counts = frozenset().union(*(one.holds for one in out[-window.count :]))
        elif metric.releases:
            counts = counts.union(*(one.holds for one in metric.releases))
        if not self.program.evidence.coverage.get(metric.id):
            return Reading(*UNTOLD, (Doubt(no_table(self.program, metric), metric.ref),))
        who: dict[str, Ref] = {}
        ends: dict[str, date] = {}
        lapsed: dict[str, HoldingRow] = {}
        held = self.program.evidence.holdings
        keys = product(self._with_merged(partner), sorted(counts))
        rows = [row for key in keys for row in held.get(key, ()) if row.start <= self.on]
        for row in rows:
            if not counts_there(self.program, metric, partner, row):
                continue
            if row.expires is not None and row.expires < self.on:
                lapsed[row.who] = row
            else:
                who.setdefault(row.who, row.ref)
                last = row.expires or date.max
                ends[row.who] = max(ends.get(row.who, last), last)
        count = Fraction(len(who))
        gone = tuple(row for name, row in lapsed.items() if name not in who)
        due = tuple(sorted(day for day in ends.values() if day != date.max))
        unheld = [row for row in rows if row.who not in who and (row.expires or self.on) >= self.on]
        aside = elsewhere(self.program, metric, partner, unheld)
        return Reading(count, count, (), tuple(who.values()), None, gone, due, aside)

    def ratio(self, metric: Metric, partner: Partner, window: Window) -> Reading:
        """One metric in percent of another."""
        assert metric.ratio is not None
        of, to = (self.read(name, partner, window) for name in metric.ratio)
        doubts, rows = (*of.doubts, *to.doubts), (*of.rows, *to.rows)
        if of.value is None or to.value is None:
            return Reading(*UNTOLD, doubts, rows, of.days)
        if to.value <= 0:
            below = self.program.metrics[metric.ratio[1]]
            nothing = "0" if not to.value else "negative"
            say = f"{metric.name} cannot be worked out ({below.name}: {nothing})"
            return Reading(*UNTOLD, (*doubts, Doubt(say, metric.ref.child("ratio"))), rows, of.days)
        points = of.value * 100 / to.value
        return Reading(points, points, doubts, rows, of.days)

    def weighted(self, metric: Metric, partner: Partner, window: Window) -> Reading:
        """The sum of other metrics, each so many times."""
        low: Bound = Fraction(0)
        high: Bound = Fraction(0)
        doubts: tuple[Doubt, ...] = ()
        rows: tuple[Ref, ...] = ()
        days = None
        for name, times in metric.weighted:
            one = self.read(name, partner, window)
            ends = (one.low, one.high) if times >= 0 else (one.high, one.low)
            low = _plus(low, ends[0], times)
            high = _plus(high, ends[1], times)
            doubts, rows, days = (*doubts, *one.doubts), (*rows, *one.rows), one.days or days
        return Reading(low, high, doubts, rows, days)


_KINDS = {
    "measures": Meter.summed,
    "holdings": Meter.held,
    "ratio": Meter.ratio,
    "weighted": Meter.weighted,
}


def _end_of_table(tables: tuple[Coverage, ...], lack: Period) -> Ref:
    """Where a manifest says how far its table goes: the last before days that are lacking."""
    before = [one for one in tables if one.period.start <= lack.start]
    if before:
        last = max(before, key=lambda one: one.period.start)
        return Ref(last.ref.document).child("through")
    first = min(tables, key=lambda one: one.period.start)
    return Ref(first.ref.document).child("from")


def _plus(total: Bound, part: Bound, times: int) -> Bound:
    if times == 0:
        return total
    return None if total is None or part is None else total + part * times


def _unplaced(metric: Metric, row: MeasureRow) -> str:
    days = f"of {period_in_words(Period(row.start, row.through + DAY))}"
    if not row.place:
        return f"{metric.name} {days} names no place; by its place it may count more than once"
    return f"{metric.name} {days} is in {row.place}, of which only a part counts more than once"
