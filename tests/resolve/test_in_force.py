"""From when until when an agreement binds, as a table of contracts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from partnerbook.resolve.in_force import InForce, Signed, Terms, in_force, last_notice_day
from partnerbook.values.period import Duration, Period, after, parse_date, parse_duration

AS_OF = date(2026, 11, 22)


def day(text: str) -> date:
    return date.max if text == "open" else parse_date(text)


def terms(text: str) -> Terms:
    """``24 months, automatic 12 months, notice 90 days``."""
    length, renewal, *notice = text.split(", ")
    how, _, renews_for = renewal.partition(" ")
    return Terms(
        parse_duration(length),
        how,
        parse_duration(renews_for) if renews_for else None,
        parse_duration(notice[0].removeprefix("notice ")) if notice else None,
    )


def signed(text: str) -> Signed:
    """``2026-04-01 first_term_through=2027-01-01``."""
    effective, *rest = text.split()
    return Signed(
        day(effective),
        **{key: day(value) for key, _, value in (item.partition("=") for item in rest)},
    )


# What the form says | what was signed | first day out: in force, firm, next end (as of 2026-11-22).
CASES = [
    # A fixed term ends by itself.
    ("24 months, none", "2026-04-01", "2028-04-01", "2028-04-01", "2028-04-01"),
    ("24 months, none", "2020-04-01", "2022-04-01", "2022-04-01", "2022-04-01"),
    (
        "24 months, none",
        "2026-04-01 first_term_through=2026-12-31",
        "2027-01-01",
        "2027-01-01",
        "2027-01-01",
    ),
    # Renewal by agreement: only what was renewed counts.
    ("24 months, by-agreement", "2024-04-01", "2026-04-01", "2026-04-01", "2026-04-01"),
    (
        "24 months, by-agreement",
        "2024-04-01 renewed_until=2027-03-31",
        "2027-04-01",
        "2027-04-01",
        "2027-04-01",
    ),
    # Automatic renewal without notice: open, the running term is firm.
    (
        "24 months, automatic 12 months, notice 90 days",
        "2026-04-01",
        "open",
        "2028-04-01",
        "2028-04-01",
    ),
    # The first term is over: the third year runs since 2026-04-01.
    (
        "24 months, automatic 12 months, notice 90 days",
        "2024-04-01",
        "open",
        "2027-04-01",
        "2027-04-01",
    ),
    # 90 days before 2026-12-15 was 2026-09-16: the next year is certain already.
    (
        "12 months, automatic 12 months, notice 90 days",
        "2025-12-15",
        "open",
        "2027-12-15",
        "2026-12-15",
    ),
    # The last notice day is today: nothing is certain yet. Yesterday: it is.
    (
        "12 months, automatic 12 months, notice 90 days",
        "2026-02-21",
        "open",
        "2027-02-21",
        "2027-02-21",
    ),
    (
        "12 months, automatic 12 months, notice 90 days",
        "2026-02-20",
        "open",
        "2028-02-20",
        "2027-02-20",
    ),
    # Without a notice period, notice works until the very end.
    ("12 months, automatic 12 months", "2025-11-24", "open", "2026-11-24", "2026-11-24"),
    # Notice in time: it ends with the term.
    (
        "24 months, automatic 12 months, notice 90 days",
        "2026-04-01 notice_given=2026-11-01",
        "2028-04-01",
        "2028-04-01",
        "2028-04-01",
    ),
    # Notice on the last day in time (2028-01-01), and a day too late: another year.
    (
        "24 months, automatic 12 months, notice 90 days",
        "2026-04-01 notice_given=2028-01-01",
        "2028-04-01",
        "2028-04-01",
        "2028-04-01",
    ),
    (
        "24 months, automatic 12 months, notice 90 days",
        "2026-04-01 notice_given=2028-01-02",
        "2029-04-01",
        "2029-04-01",
        "2028-04-01",
    ),
    # Notice long ago: over since then.
    (
        "12 months, automatic 12 months, notice 90 days",
        "2020-01-01 notice_given=2022-06-01",
        "2023-01-01",
        "2023-01-01",
        "2023-01-01",
    ),
    # A renewal by hand moves the end from which automatic ones count.
    (
        "24 months, automatic 12 months, notice 90 days",
        "2020-04-01 renewed_until=2030-12-31",
        "open",
        "2031-01-01",
        "2031-01-01",
    ),
    # The partnership has ended: the last day is inside.
    (
        "24 months, automatic 12 months, notice 90 days",
        "2024-04-01 ended=2026-09-30",
        "2026-10-01",
        "2026-10-01",
        "2026-10-01",
    ),
    # Ended before it began: no day at all.
    ("24 months, none", "2026-04-01 ended=2026-03-01", "2026-04-01", "2026-04-01", "2026-04-01"),
    # Not yet begun.
    (
        "12 months, automatic 12 months, notice 90 days",
        "2027-06-01",
        "open",
        "2028-06-01",
        "2028-06-01",
    ),
    # A month's end stays a month's end only as far as the calendar lets it.
    ("1 month, none", "2027-01-31", "2027-02-28", "2027-02-28", "2027-02-28"),
]


@pytest.mark.parametrize(("form", "contract", "whole", "firm", "next_end"), CASES)
def test_in_force(form: str, contract: str, whole: str, firm: str, next_end: str):
    start = signed(contract).effective
    expected = InForce(Period(start, day(whole)), Period(start, day(firm)), day(next_end))
    assert in_force(terms(form), signed(contract), AS_OF) == expected


NOTICE = [
    ("2028-04-01", "90 days", "2028-01-01"),
    ("2028-01-01", "3 months", "2027-09-30"),
    ("2027-03-01", "3 months", "2026-11-30"),
    ("2027-02-28", "3 months", "2026-11-29"),  # from 28, 29 or 30 November it runs out on the 28th
    ("2026-12-28", "5 business days", "2026-12-20"),
]


@pytest.mark.parametrize(("end", "notice", "last"), NOTICE)
def test_last_notice_day(end: str, notice: str, last: str):
    assert last_notice_day(day(end), parse_duration(notice)) == day(last)


def test_holidays_bring_the_last_notice_day_forward():
    holidays = frozenset({date(2026, 12, 24), date(2026, 12, 25)})
    end = date(2026, 12, 28)
    assert last_notice_day(end, Duration(5, "business days"), holidays) == date(2026, 12, 16)


@given(
    end=st.dates(date(2020, 1, 1), date(2040, 1, 1)),
    count=st.integers(1, 90),
    unit=st.sampled_from(["days", "months", "business days"]),
)
def test_the_last_notice_day_is_in_time_and_the_next_is_not(end: date, count: int, unit: str):
    notice = Duration(count, unit)
    last = last_notice_day(end, notice)
    first = last + timedelta(days=1)
    assert after(first, notice) <= end < after(first + timedelta(days=1), notice)
