"""The last day of grace, of the time to meet a tier again, of a stay: no day off, no lost day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.check.measured import Change, report

from partnerbook.values.period import last_day, parse_duration

TEN = "10 business days"
HOLIDAYS = {date(2026, 12, 25), date(2027, 1, 1)}


@pytest.mark.parametrize(
    ("first", "length", "last"),
    [
        ("2026-11-23", TEN, "2026-12-04"),  # Monday to the Friday of the week after
        ("2026-11-24", TEN, "2026-12-07"),
        ("2026-11-28", TEN, "2026-12-11"),  # begins on a Saturday
        ("2026-12-21", TEN, "2027-01-05"),  # Christmas and New Year's Day are holidays
        ("2026-11-27", "1 business day", "2026-11-27"),
        ("2026-11-28", "1 business day", "2026-11-30"),
        ("2026-11-23", "90 days", "2027-02-20"),
        ("2026-11-22", "1 day", "2026-11-22"),
        ("2026-11-22", "3 months", "2027-02-21"),
        ("2027-01-01", "1 month", "2027-01-31"),
        ("2027-01-28", "1 month", "2027-02-27"),
        ("2027-01-29", "1 month", "2027-02-28"),
        ("2027-01-30", "1 month", "2027-02-28"),
        ("2027-01-31", "1 month", "2027-02-28"),
        ("2028-01-31", "1 month", "2028-02-29"),
        ("2028-02-29", "12 months", "2029-02-28"),
        ("2027-02-01", "1 month", "2027-02-28"),
        ("2027-03-01", "12 months", "2028-02-29"),
        ("2026-08-31", "6 months", "2027-02-28"),
        ("2026-12-31", "2 months", "2027-02-28"),
    ],
)
def test_last_days(first: str, length: str, last: str) -> None:
    found = last_day(date.fromisoformat(first), parse_duration(length), HOLIDAYS)
    assert found == date.fromisoformat(last)


@given(st.dates(date(2026, 1, 1), date(2030, 12, 31)), st.integers(1, 60))
def test_of_business_days_just_so_many_lie_inside(first: date, count: int) -> None:
    last = last_day(first, parse_duration(f"{count} business days"), HOLIDAYS)
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    worked = [day for day in days if day.weekday() < 5 and day not in HOLIDAYS]
    assert len(worked) == count
    assert worked[-1] == last


GRACE: Change = ("tiers/gold.yml", "grace: 90 days", "grace: 10 business days")


@pytest.mark.parametrize(("through", "wrong"), [("2026-12-04", False), ("2026-12-06", True)])
def test_grace_that_ends_on_a_sunday_is_too_long(through: str, *, wrong: bool) -> None:
    held = "  - {tier: gold, from: 2026-04-01, because: earned}\n"
    grace = f"  - {{tier: gold, from: 2026-11-21, through: {through}, because: grace}}\n"
    entered: Change = (
        "partners/nordwind.yml",
        held,
        held.replace("because", "through: 2026-11-20, because") + grace,
    )
    found = [one.message for one in report(GRACE, entered).findings if one.id == "tier/not-earned"]
    said = "but Gold allows 10 business days: until 4 December 2026"
    assert [one.endswith(said) for one in found] == [True] * wrong
