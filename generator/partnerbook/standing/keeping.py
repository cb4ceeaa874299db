"""What keeps a tier that is not earned, and the days on which rows of months are looked at."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from partnerbook.findings import Ref
from partnerbook.resolve.held import Held
from partnerbook.resolve.program import Partner
from partnerbook.resolve.rungs import Cohort, Rung
from partnerbook.standing.measure import joined
from partnerbook.standing.state import Deadline
from partnerbook.values.period import Duration, add_months, after, last_day
from partnerbook.values.window import closed, quarter_of

DAY = timedelta(days=1)
RESPITE = ("cure", "grace", "appeal")
"""What a partner's file gives it before a demotion, in their order."""
WITH_AN_END = (*RESPITE, "cohort")
"""Why a file may keep a tier that is not earned, if it says until when."""
OWN_WISH = "own-wish"
WHY_KEPT: Mapping[str, str] = {
    "cohort": "under earlier terms",
    "hold": "as it was reached before",
    "grace": "in grace",
    "cure": "while there is time to meet it again",
    "appeal": "until the appeal is decided",
    "negotiation": "by agreement",
}
"""Why a tier is kept, in words that a partner knows."""


@dataclass(frozen=True, slots=True)
class Kept:
    """Why a tier is held without being earned, and until when.

    Cohort, hold, cure, grace, appeal or negotiation.
    """

    why: str
    until: date | None
    ref: Ref


def since(partner: Partner, held: Held) -> date:
    """The day from which a partner has held a tier without a break, for whatever reason."""
    starts = [one.period.start for one in _back(partner, held.tier, held.period.start)]
    return min(starts, default=held.period.start)


def while_held(deadlines: Collection[Deadline], partner: Partner, held: Held) -> Iterator[Deadline]:
    """Those after which the file still says the same tier: what another asks is another matter."""
    end = held.period.end
    for one in sorted(partner.standing, key=lambda one: one.period.start):
        if one.tier == held.tier and one.period.start == end:
            end = one.period.end
    yield from (each for each in deadlines if each.day + DAY < end)


def reached(partner: Partner, held: Held) -> date | None:
    """The day on which a tier that is held without a break was reached last.

    Grace and cohorts keep a tier, they are no sign that it was reached. None where only these are
    written.
    """
    back = _back(partner, held.tier, held.period.end)
    return next((one.period.start for one in back if one.because not in WITH_AN_END), None)


def follows(partner: Partner, held: Held) -> bool:
    """Whether a respite is of a tier that was held: up to its first day, for an appeal ever."""
    if held.because == "appeal":
        before = (one for one in partner.standing if one.period.start < held.period.start)
        return any(one.tier == held.tier and one.because not in RESPITE for one in before)
    return any(one.because not in RESPITE for one in _back(partner, held.tier, held.period.end))


def keeps(rung: Rung, partner: Partner, held: Held, on: date) -> bool:
    """Whether an entry says rightly that it is a respite, or of a cohort that has the partner."""
    if held.because in RESPITE:
        return follows(partner, held)
    return held.because == "cohort" and cohort_of(rung, partner, held, on) is not None


def span_began(partner: Partner, tier: str, end: date, because: str) -> date | None:
    """The first day of the grace, or cure, that is written without a break up to a day, if any."""
    first = None
    for one in _back(partner, tier, end):
        if one.because != because:
            break
        first = one.period.start
    return first


def _back(partner: Partner, tier: str, end: date) -> Iterator[Held]:
    """The entries at a tier that follow each other up to a day, the latest first."""
    for one in sorted(partner.standing, key=lambda one: one.period.start, reverse=True):
        if one.tier == tier and one.period.end == end:
            yield one
            end = one.period.start


def cohort_of(rung: Rung, partner: Partner, held: Held, on: date) -> Cohort | None:
    """The cohort by which a partner keeps the tier on a day: of several the one that lasts."""
    began, came = since(partner, held), joined(partner)
    found = [
        one
        for one in rung.cohorts
        if on <= one.through
        and (one.joined_before is None or (came is not None and came < one.joined_before))
        and (one.tier_from_before is None or began < one.tier_from_before)
    ]
    return max(found, key=lambda one: (one.through, one.id), default=None)


def stay_ends(partner: Partner, held: Held, longest: Duration) -> date:
    """The last day of the longest stay in a tier."""
    return last_day(since(partner, held), longest)


def appeal_ends(told: date, within: Duration, holidays: Collection[date] = ()) -> date:
    """The last day to object to what was told on a day, which is not counted itself.

    Of business days, as many follow it, and the last of them is one.
    """
    if within.unit != "business days":
        return after(told, within, holidays)
    return last_day(told + DAY, within, holidays)


def in_a_row(on: date, count: int, unit: str, first_month: int) -> tuple[date, ...]:
    """The last days of the last months or fiscal quarters that are over, the latest first."""
    end = closed(on) if unit == "months" else quarter_of(on + DAY, first_month)
    step = 1 if unit == "months" else 3
    return tuple(add_months(end, -step * number) - DAY for number in range(count))


def month_ends(on: date) -> Iterator[date]:
    """The day itself and the ends of months before it, back to January of the year before."""
    yield on
    end = on.replace(day=1)
    while end > date(on.year - 1, 1, 1):
        yield end - DAY
        end = add_months(end, -1)
