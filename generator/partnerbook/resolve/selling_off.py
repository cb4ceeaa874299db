"""The time to sell off: after the end, offers made before it may still become orders."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from partnerbook.resolve.program import Partner
from partnerbook.values.period import Duration, Period, after

_DAY = timedelta(days=1)


def sell_off(partner: Partner, holidays: Collection[date]) -> Period | None:
    """The days after the end on which offers made before it may still become orders.

    The end is that of the agreement, or of the partnership if that is earlier. None where no end
    is known, and where neither the partner's life nor its form gives such a time.
    """
    agreement = partner.agreement
    if agreement is None or agreement.in_force.end == date.max:
        return None
    start = agreement.in_force.end
    written = [state.sell_off for state in partner.life.states if state.sell_off is not None]
    if written:
        return Period(start, max(start, written[-1] + _DAY))
    lasts: Duration | None = agreement.form.record["termination"].get("sell_off")
    return Period(start, after(start, lasts, holidays)) if lasts else None


def agreed_on(partner: Partner, day: date, holidays: Collection[date]) -> date | None:
    """The day whose terms an order of a day is placed on; None where nothing is agreed for it.

    It is the day itself while the agreement is in force and the partner active, and in its time to
    sell off the last day of the agreement.
    """
    agreement = partner.agreement
    if agreement is None:
        return None
    left = sell_off(partner, holidays)
    meant = left.start - _DAY if left is not None and day in left else day
    return meant if meant in agreement.in_force and meant in partner.active else None
