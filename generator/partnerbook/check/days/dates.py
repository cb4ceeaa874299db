"""What rules about dates share: how far two lie apart in words, and which slip explains it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from partnerbook.findings import Edit, Ref, Repair
from partnerbook.values.dates import in_words
from partnerbook.values.period import add_months
from partnerbook.values.slips import Fits, likeliest

SOON = 3
"""Most agreements, terms and changes begin within so many months of their signature."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """A written date that may be a slip, and what it would have to be to fit the others.

    ``beside`` are dates of the same file that it probably equals, ``usual`` is what it usually is
    among those that fit.
    """

    at: Ref
    day: date
    fits: Fits
    beside: Collection[date] = ()
    usual: Fits | None = None

    def agrees(self, day: date) -> int:
        """How well another date in its stead agrees with the rest of the file: 0 is best."""
        if day in self.beside:
            return 0
        return 1 if self.usual is not None and self.usual(day) else 2


def mended(doubts: Sequence[Doubt]) -> tuple[Repair, ...]:
    """The repairs for the likeliest slip; several if several dates have one that is as likely."""
    return tuple(
        Repair(
            f"write {meant} ({in_words(meant)}), if that is meant",
            edits=(Edit(doubts[at].at, str(meant)),),
        )
        for at, meant in likeliest(
            [(doubt.day, doubt.fits) for doubt in doubts], [doubt.agrees for doubt in doubts]
        )
    )


def within_a_year(first: date, last: date) -> bool:
    """Whether the second day is the first, or follows it by at most a year."""
    return first <= last <= add_months(first, 12)


def soon_after(first: date, last: date) -> bool:
    """Whether the second day is the first, or follows it by as little as a start its signature."""
    return first <= last <= add_months(first, SOON)


def apart(first: date, last: date) -> str:
    """How far two days lie apart: ``12 days``, ``5 months``, ``36 years``, rounded down."""
    months = 0
    while add_months(first, months + 1) <= last:
        months += 1
    if months == 0:
        count, unit = (last - first).days, "day"
    elif months < 24:
        count, unit = months, "month"
    else:
        count, unit = months // 12, "year"
    return f"{count} {unit}{'' if count == 1 else 's'}"
