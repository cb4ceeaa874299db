"""A tier is entered by what gets a partner in, not by what lets it stay."""

from __future__ import annotations

from datetime import date

import pytest
from tests.check.measured import GOLD, PARTNER, Change, at, helps, told

STAY = "maintenance: [{id: agreement, name: Agreement, kind: agreement}]\n"
HELD = "{tier: gold, from: 2026-04-01, because: earned}"
PEOPLE: tuple[Change, ...] = (
    (
        "metrics/people.yml",
        "*",
        (
            "name: People\nkind: holdings\nunit: count\nof: people\ncounts_to: [tier]\n"
            "holds: [paper]\nmonotone: true\n"
        ),
    ),
    ("evidence/people.csv", "*", "partner,what,who,from,expires,place\n"),
    (
        "evidence/people.yml",
        "*",
        (
            "name: People\nsystem: Academy\nextracted: 2026-11-16T06:00Z\nshape: holdings\n"
            "metrics: [people]\nrows: 0\n"
        ),
    ),
    (
        GOLD,
        "kind: money, metric: revenue, amounts: [50000 EUR], window: trailing 3 months",
        "kind: count, metric: people, count: 1, unit: people, window: on the day",
    ),
)


def rise(day: str, because: str = "earned", last: str = "") -> Change:
    """Silver since it joined, and Gold from a day on."""
    through = last or date.fromordinal(date.fromisoformat(day).toordinal() - 1)
    silver = f"{{tier: silver, from: 2026-04-01, through: {through}, because: earned}}"
    return PARTNER, HELD, f"{silver}\n  - {{tier: gold, from: {day}, because: {because}}}"


def asks(amount: str) -> Change:
    return GOLD, "50000 EUR", amount


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param([rise("2026-11-20")], "came to Gold on 20 November 2026", id="today"),
        pytest.param([rise("2026-11-20"), asks("29500 EUR")], "", id="met"),
        pytest.param([rise("2026-10-20"), asks("22000 EUR")], "came to Gold", id="not yet then"),
        pytest.param([rise("2026-10-20"), asks("21500 EUR")], "", id="met then"),
        pytest.param([rise("2026-12-01")], "is to come to Gold on 1 December 2026", id="ahead"),
        pytest.param([rise("2026-12-01"), asks("29500 EUR")], "", id="ahead and met"),
        pytest.param([rise("2026-11-20", "negotiated")], "", id="agreed"),
        pytest.param([rise("2026-11-20", last="2026-10-31")], "came to Gold", id="after a pause"),
        pytest.param([], "", id="its first tier"),
        pytest.param(
            [
                rise("2026-11-20"),
                (
                    GOLD,
                    "grace: 90 days\n",
                    (
                        "cohorts: [{id: early, joined_before: 2026-07-01, through: 2027-06-30,"
                        " reason: They came early.}]\n"
                    ),
                ),
            ],
            "",
            id="by a cohort",
        ),
        pytest.param(
            [
                rise("2026-11-20"),
                asks("20000 EUR"),
                (GOLD, "grace: 90 days\n", "promotion: {in_a_row: 2, of: months}\n"),
            ],
            "",
            id="in a row",
        ),
        pytest.param(
            [
                rise("2026-11-20"),
                asks("29000 EUR"),
                (GOLD, "grace: 90 days\n", "promotion: {in_a_row: 2, of: months}\n"),
            ],
            "what gets a partner in 2 months in a row",
            id="not in a row",
        ),
        pytest.param([rise("2026-11-20"), *PEOPLE], "Revenue: 0 of 1 people", id="nobody there"),
        pytest.param([rise("2026-11-10"), *PEOPLE], "", id="perhaps there before the extract"),
    ],
)
def test_entries(changes: list[Change], expected: str) -> None:
    stay = (GOLD, "", STAY)
    found = told(*changes, stay, but=("margin/no-rate", "standing/gap", "tier/not-earned"))
    if not expected:
        assert [one.message for one in found if one.id == "tier/entry-not-met"] == []
        return
    (one,) = found
    assert at(one) == "nordwind.yml:15:5 tier/entry-not-met"
    assert expected in one.message


def test_what_is_not_earned_today_is_told_once() -> None:
    (one,) = told(rise("2026-11-20"))
    assert one.id == "tier/not-earned"


def test_the_way_out_of_a_promotion_ahead() -> None:
    (one,) = told(rise("2026-12-01"))
    assert "take this entry out; `partnerbook review` proposes Gold once" in helps(one)
