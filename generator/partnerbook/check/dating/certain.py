"""Until when an agreement is certain, and why that may be later than the term that runs."""

from __future__ import annotations

from datetime import date, timedelta

from partnerbook.resolve.program import Agreement
from partnerbook.values.dates import in_words


def last_day(agreement: Agreement) -> date:
    """The last day on which an agreement certainly binds, seen from the as-of day."""
    return agreement.firm.end - timedelta(days=1)


def why_later(agreement: Agreement) -> str:
    """Why it cannot end with the term that runs, in words; "" where it can."""
    if agreement.next_end >= agreement.firm.end:
        return ""
    ran_out = in_words(agreement.next_end - timedelta(days=1))
    last = in_words(last_day(agreement))
    return f"the notice date for {ran_out} has passed, so it renews until {last}"
