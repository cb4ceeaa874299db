"""The last day to appeal: the day of the review is not counted, and business days end on one."""

from __future__ import annotations

from datetime import date

import pytest

from partnerbook.standing.keeping import appeal_ends
from partnerbook.values.period import parse_duration

TWENTY = "20 business days"


@pytest.mark.parametrize(
    ("told", "within", "last"),
    [
        ("2026-11-20", TWENTY, "2026-12-18"),  # Friday, then four weeks
        ("2026-11-21", TWENTY, "2026-12-18"),  # Saturday
        ("2026-11-22", TWENTY, "2026-12-18"),  # Sunday
        ("2026-11-23", TWENTY, "2026-12-21"),  # Monday
        ("2026-11-20", "1 business day", "2026-11-23"),
        ("2026-11-23", "1 business day", "2026-11-24"),
        ("2026-12-24", "1 business day", "2026-12-28"),  # Christmas Day is a holiday
        ("2026-11-22", "14 days", "2026-12-06"),
        ("2026-11-22", "1 months", "2026-12-22"),
    ],
)
def test_the_last_day_to_appeal(told: str, within: str, last: str) -> None:
    holidays = {date(2026, 12, 25)}
    ends = appeal_ends(date.fromisoformat(told), parse_duration(within), holidays)
    assert ends == date.fromisoformat(last)
