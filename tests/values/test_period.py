"""Dates, durations and periods as contracts mean them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerbook.values.period import (
    ALWAYS,
    Duration,
    Period,
    add_months,
    after,
    inclusive,
    parse_date,
    parse_duration,
)

DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))
HOLIDAYS = {date(2026, 12, 25), date(2027, 1, 1)}


@pytest.mark.parametrize("text", ["2027-01-01", "2028-02-29", "1900-12-31", "2199-12-31"])
def test_a_date_reads_back_as_written(text: str) -> None:
    assert str(parse_date(text)) == text


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2027-02-29", "February 2027 has 28 days"),
        ("2027-06-31", "June 2027 has 30 days"),
        ("2027-13-01", "there is no month 13; the month stands second, from 01 to 12"),
        ("2027-00-10", "there is no month 0; the month stands second, from 01 to 12"),
        ("2027-01-32", "there is no day 32; the day stands last, from 01 to 31"),
        ("1899-12-31", "write a year from 1900 to 2199"),
        ("2200-01-01", "write a year from 1900 to 2199"),
        *(
            (text, "write a date as year-month-day, such as 2027-01-31")
            for text in (
                "2027-1-1",
                "01.02.2027",
                "2027-01-01T00:00",
                "2027-01-01\n",
                " 2027-01-01",
                "٢٠٢٧-01-01",
                "",
            )
        ),
    ],
)
def test_a_wrong_date_says_why(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=f"^{reason}$"):
        parse_date(text)


@pytest.mark.parametrize(
    ("text", "duration", "shown"),
    [
        ("90 days", Duration(90, "days"), "90 days"),
        ("1 day", Duration(1, "days"), "1 day"),
        ("1 month", Duration(1, "months"), "1 month"),
        ("12 months", Duration(12, "months"), "12 months"),
        ("1 business day", Duration(1, "business days"), "1 business day"),
        ("10 business days", Duration(10, "business days"), "10 business days"),
    ],
)
def test_durations(text: str, duration: Duration, shown: str) -> None:
    assert parse_duration(text) == duration
    assert str(duration) == shown


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        *(
            (text, "write a duration such as 90 days, 12 months or 10 business days")
            for text in ("90", "090 days", "2 weeks", "90days", "90 days\n", "days", "")
        ),
        ("0 days", "a duration has at least 1 day; where there is none, leave it out"),
        ("-1 days", "a duration is never negative"),
        ("1.5 months", "a duration counts whole days, months or business days"),
        ("10000 days", "a duration has at most 9999 days; write a longer one in months"),
    ],
)
def test_a_wrong_duration_says_why(text: str, reason: str) -> None:
    with pytest.raises(ValueError, match=f"^{reason}$"):
        parse_duration(text)


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        ("2027-01-31", 1, "2027-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2027-03-31", -1, "2027-02-28"),
        ("2027-12-15", 1, "2028-01-15"),
        ("2027-01-15", -1, "2026-12-15"),
        ("2026-04-01", 24, "2028-04-01"),
        ("2028-02-29", 12, "2029-02-28"),
    ],
)
def test_months_keep_the_day_where_they_can(start: str, months: int, expected: str) -> None:
    assert str(add_months(parse_date(start), months)) == expected


@pytest.mark.parametrize(
    ("start", "duration", "expected"),
    [
        ("2026-01-01", "12 months", "2027-01-01"),
        ("2026-01-01", "90 days", "2026-04-01"),
        ("2026-11-23", "2 business days", "2026-11-25"),  # Monday, Tuesday; over on Wednesday
        ("2026-11-27", "1 business day", "2026-11-30"),  # a Friday; over on Monday
        ("2026-11-28", "1 business day", "2026-12-01"),  # a Saturday: Monday is the day
        ("2026-11-29", "1 business day", "2026-12-01"),
        ("2026-12-24", "1 business day", "2026-12-28"),  # Christmas Day and a weekend follow
        ("2026-12-25", "1 business day", "2026-12-29"),  # on a holiday: Monday is the day
        ("2026-12-30", "10 business days", "2027-01-14"),
    ],
)
def test_the_first_day_after_a_duration(start: str, duration: str, expected: str) -> None:
    assert str(after(parse_date(start), parse_duration(duration), HOLIDAYS)) == expected


@given(DAYS, st.integers(1, 60), st.frozensets(st.integers(0, 90)))
def test_exactly_so_many_business_days_lie_inside(start: date, count: int, off: frozenset[int]):
    holidays = {start + timedelta(days=n) for n in off}
    end = after(start, Duration(count, "business days"), holidays)
    inside = [start + timedelta(days=n) for n in range((end - start).days)]
    assert sum(day.weekday() < 5 and day not in holidays for day in inside) == count
    assert end.weekday() < 5
    assert end not in holidays


def test_written_periods_include_their_last_day() -> None:
    period = inclusive(date(2026, 4, 1), date(2027, 3, 31))
    assert period == Period(date(2026, 4, 1), date(2027, 4, 1))
    assert period.through == date(2027, 3, 31)
    assert date(2027, 3, 31) in period
    assert date(2027, 4, 1) not in period
    assert date(2026, 3, 31) not in period


def test_an_absent_end_is_no_end() -> None:
    assert inclusive(None, None) == ALWAYS
    assert ALWAYS.through is None
    assert inclusive(date(2026, 4, 1), None).through is None
    assert inclusive(None, date(2026, 4, 1)).start == date.min


@given(*[DAYS] * 5)
def test_a_day_lies_in_both_periods_iff_it_lies_in_their_meet(day, a, b, c, d) -> None:
    left, right = Period(a, b), Period(c, d)
    assert (day in left.meet(right)) == (day in left and day in right)
    assert not (left.meet(right).is_empty and day in left.meet(right))


def test_a_period_that_ends_before_it_starts_is_empty() -> None:
    assert inclusive(date(2026, 4, 2), date(2026, 4, 1)).is_empty
    assert not inclusive(date(2026, 4, 1), date(2026, 4, 1)).is_empty
