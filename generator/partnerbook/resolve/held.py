"""A tier that a partner holds for a while, as its file says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from partnerbook.findings import Ref
from partnerbook.values.period import Period


@dataclass(frozen=True, slots=True)
class Held:
    """A tier held for a while, and why: earned, cohort, grace, cure, appeal, negotiated, own-wish.

    ``period`` ends where another begins. ``note`` says why it was negotiated, ``review_by`` by when
    that is agreed anew.
    """

    tier: str
    period: Period
    because: str
    ref: Ref
    note: str = ""
    review_by: date | None = None

    @property
    def agreed_until(self) -> date | None:
        """The last day of an exception that was negotiated, if it has a reason and an end."""
        if self.because != "negotiated" or not self.note:
            return None
        days = (self.review_by, self.period.through)
        return min((day for day in days if day is not None), default=None)
