"""On which days something comes round."""

from __future__ import annotations

from datetime import date

import pytest

from partnerbook.values.rhythm import parse_rhythm


@pytest.mark.parametrize(
    ("text", "first", "last", "days"),
    [
        ("Every January, prices", "2026-01-31", "2028-01-31", "2027-01-31 2028-01-31"),
        ("every February", "2027-01-01", "2028-12-31", "2027-02-28 2028-02-29"),
        ("Every 29 February", "2027-01-01", "2028-12-31", "2027-02-28 2028-02-29"),
        ("Every July and 15 January", "2026-07-01", "2027-01-15", "2026-07-31 2027-01-15"),
        ("Every month", "2026-01-31", "2026-04-30", "2026-02-28 2026-03-31 2026-04-30"),
        ("Every 6 months", "2026-08-31", "2027-08-30", "2027-02-28"),
        ("Every year", "2026-04-01", "2028-04-01", "2027-04-01 2028-04-01"),
        ("Every 10 days", "2026-01-01", "2026-01-21", "2026-01-11 2026-01-21"),
        ("Every 5 business days", "2026-01-05", "2026-01-19", "2026-01-12 2026-01-19"),
    ],
)
def test_the_days_of_a_rhythm(text: str, first: str, last: str, days: str) -> None:
    found = parse_rhythm(text).falls(date.fromisoformat(first), date.fromisoformat(last))
    assert " ".join(map(str, found)) == days


def test_what_is_looked_at() -> None:
    assert parse_rhythm("Every January, level and territory").about == "level and territory"
    assert parse_rhythm("Every January and July").about == ""
