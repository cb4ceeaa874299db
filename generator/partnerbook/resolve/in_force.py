"""From when until when an agreement binds: term, renewal, notice and end, as plain dates."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from partnerbook.values.period import Duration, Period, add_months, after

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Terms:
    """What a form says about time. ``renewal`` is automatic, none or by-agreement."""

    length: Duration
    renewal: str
    renews_for: Duration | None = None
    notice: Duration | None = None


@dataclass(frozen=True, slots=True)
class Signed:
    """What one partner's agreement says about time.

    ``first_term_through``, ``renewed_until`` and ``ended`` are the last days inside, as contracts
    write them.
    """

    effective: date
    first_term_through: date | None = None
    renewed_until: date | None = None
    notice_given: date | None = None
    ended: date | None = None


@dataclass(frozen=True, slots=True)
class InForce:
    """When an agreement binds, seen from the as-of day.

    ``whole``: every day on which it binds, assumed renewals included. ``firm``: the part that is
    certain on the as-of day. ``next_end``: the first day after the term that runs on that day.
    """

    whole: Period
    firm: Period
    next_end: date


def last_notice_day(end: date, notice: Duration, holidays: Collection[date] = ()) -> date:
    """The last day on which notice still ends a term: the notice then runs out by ``end``.

    ``end`` is the first day after the term. The day on which notice is given does not count: a
    notice of 3 months given on 30 September runs from 1 October to 31 December, so it ends a term
    whose first day after is 1 January.
    """
    months = notice.unit == "months"
    first = add_months(end, -notice.count) if months else end - notice.count * DAY
    # The guess is off by the uneven ends of months, or by weekends and holidays.
    while after(first, notice, holidays) > end:
        first -= DAY
    while after(first + DAY, notice, holidays) <= end:
        first += DAY
    return first - DAY


def in_force(terms: Terms, signed: Signed, as_of: date, holidays: Collection[date] = ()) -> InForce:
    """The days on which an agreement binds, seen from the as-of day.

    An automatic renewal repeats until notice was given in time for a term's end; without notice
    it has no end, but only the running term (and the next one, once its notice day has passed) is
    firm. What was renewed by hand (``renewed_until``) is firm.
    """
    first_end = _first_end(terms, signed)
    ends = _Ends(terms, first_end, holidays)
    if terms.renewal != "automatic":
        whole_end, firm_end, next_end = first_end, first_end, first_end
    else:
        running = ends.after_day(as_of)
        if signed.notice_given is None:
            whole_end, next_end = date.max, running
            firm_end = ends.certain(running, as_of)
        else:
            whole_end = firm_end = ends.stopped_by(signed.notice_given)
            next_end = min(running, whole_end)
    if signed.ended is not None:
        stop = signed.ended + DAY
        whole_end, firm_end, next_end = (min(end, stop) for end in (whole_end, firm_end, next_end))
    start = signed.effective
    return InForce(
        Period(start, max(start, whole_end)),
        Period(start, max(start, firm_end)),
        max(start, next_end),
    )


def _first_end(terms: Terms, signed: Signed) -> date:
    """The first day after the term that no renewal by itself has prolonged yet."""
    if signed.renewed_until is not None:
        return signed.renewed_until + DAY
    if signed.first_term_through is not None:
        return signed.first_term_through + DAY
    return after(signed.effective, terms.length)


@dataclass(frozen=True, slots=True)
class _Ends:
    """The ends of the terms that follow each other by automatic renewal."""

    terms: Terms
    first: date
    holidays: Collection[date]

    def following(self, end: date) -> date:
        return after(end, self.terms.renews_for or self.terms.length)

    def after_day(self, day: date) -> date:
        """The first end behind a day."""
        end = self.first
        while end <= day:
            end = self.following(end)
        return end

    def too_late(self, day: date, end: date) -> bool:
        """Whether notice given on a day no longer stops the renewal at this end."""
        notice = self.terms.notice
        return day >= end if notice is None else day > last_notice_day(end, notice, self.holidays)

    def stopped_by(self, notice_given: date) -> date:
        """The end at which a notice takes effect."""
        end = self.first
        while self.too_late(notice_given, end):
            end = self.following(end)
        return end

    def certain(self, end: date, as_of: date) -> date:
        """The end up to which the agreement holds even if notice were given on the as-of day."""
        while self.too_late(as_of, end):
            end = self.following(end)
        return end
