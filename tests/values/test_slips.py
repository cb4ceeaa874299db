"""What a date was probably meant to be: the usual slips, the likeliest first."""

from __future__ import annotations

from datetime import date

import pytest

from partnerbook.values.slips import likeliest, slips

SLIPS = (
    # written, meant, rank
    ("2062-04-01", "2026-04-01", 0),
    ("2036-04-01", "2026-04-01", 1),
    ("2016-04-01", "2026-04-01", 1),
    ("2026-10-03", "2026-03-10", 3),
    ("2027-04-01", "2026-04-01", 2),
    ("2025-04-01", "2026-04-01", 2),
)


@pytest.mark.parametrize(("written", "meant", "rank"), SLIPS)
def test_a_slip_is_known(written, meant, rank):
    assert (rank, date.fromisoformat(meant)) in list(slips(date.fromisoformat(written)))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2024-02-29", []),
        ("2022-05-05", ["2012-05-05", "2032-05-05", "2021-05-05", "2023-05-05"]),
    ],
)
def test_what_is_no_day_and_the_day_itself_are_left_out(written, meant):
    found = [str(day) for _, day in slips(date.fromisoformat(written))]
    assert found == meant


def test_only_the_likeliest_of_several_dates_is_explained():
    near = date(2026, 4, 1)
    fits = [
        (date(2062, 4, 1), lambda day: day == near),
        (date(2027, 4, 1), lambda day: day == near),
    ]
    assert likeliest(fits) == [(0, near)]
    assert likeliest(fits[::-1]) == [(1, near)]


def test_equally_likely_slips_of_two_dates_are_both_given():
    fits = [
        (date(2027, 4, 1), lambda day: day == date(2026, 4, 1)),
        (date(2025, 3, 1), lambda day: day == date(2026, 3, 1)),
    ]
    assert likeliest(fits) == [(0, date(2026, 4, 1)), (1, date(2026, 3, 1))]


def test_a_slip_in_the_year_comes_before_day_and_month_swapped():
    soon = date(2024, 3, 12), date(2025, 3, 11)
    fits = [(date(2025, 4, 1), lambda day: soon[0] <= day <= soon[1])]
    assert likeliest(fits) == [(0, date(2024, 4, 1))]


def test_what_agrees_with_other_dates_comes_before_what_is_likelier():
    known = date(2025, 1, 4)
    fits = [(date(2025, 4, 1), lambda _day: True)]
    assert likeliest(fits, [lambda day: int(day != known)]) == [(0, known)]


def test_nothing_is_guessed_where_nothing_fits():
    assert likeliest([(date(2026, 4, 1), lambda _day: False)]) == []
