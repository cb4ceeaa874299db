"""Tiers that nobody can reach, or keep: more than all, too few points, a higher tier before."""

from __future__ import annotations

import pytest
from tests.check.measured import GOLD, SILVER, TABLE, Change, at, helps, told

OURS = ("tier/not-earned", "tier/not-computable")
COUNTED = "kind: measures\nunit: count\nof: {of}\ncounts_to: [tier]\nmonotone: true\n"
RENEWED: Change = ("metrics/renewed.yml", "*", "name: Renewed\n" + COUNTED.format(of="contracts"))
RATIO = (
    "name: Renewals\nkind: ratio\nunit: percent\ncounts_to: [tier]\nmonotone: false\n"
    "ratio: {of: renewed, to: due}\n"
)
ASK = (
    "  - {{id: renewals, name: Renewals, kind: percent, metric: renewals, percent: {},"
    " window: trailing 3 months}}\n"
)
SCORE = """maintenance:
  - id: points
    name: Points
    kind: score
    score:
      at_least: 10
      parts:
        - {id: deals, category: sales, metric: revenue, window: trailing 3 months, points: 1, \
for_amounts: [1000 EUR], at_most: 24}
      minimum: [{category: sales, at_least: 25}]
"""


def found(*changes: Change) -> list[str]:
    return [f"{at(one)}: {one.message}" for one in told(*changes, but=OURS)]


@pytest.mark.parametrize(
    ("percent", "of", "count"),
    [("101%", "contracts", 1), ("100%", "contracts", 0), ("101%", "users", 0)],
)
def test_nobody_renews_more_than_all(percent: str, of: str, count: int) -> None:
    changes = [
        RENEWED,
        ("metrics/due.yml", "*", "name: Due\n" + COUNTED.format(of=of)),
        ("metrics/renewals.yml", "*", RATIO),
        (GOLD, "grace: 90 days\n", ASK.format(percent) + "grace: 90 days\n"),
    ]
    said = [one for one in found(*changes) if "tier/" in one]
    reached = (
        "gold.yml:7:78 tier/unreachable: nobody can reach Gold: Renewals asks for 101%, and"
        " Renewals is a part of the same things: 100% at most"
    )
    assert said == [reached] * count


def test_points_that_keep_a_tier_are_looked_at_too() -> None:
    said = [one for one in found((GOLD, "grace: 90 days\n", SCORE)) if "unreachable" in one]
    assert len(said) == 1
    assert "asks for 25 points in sales, and all its parts give at most 24" in said[0]


def test_a_lower_tier_does_not_need_a_higher_one() -> None:
    (one,) = [
        one
        for one in told((SILVER, "rank: 1\n", "rank: 1\nafter: [gold]\n"))
        if one.id == "tier/unreachable"
    ]
    assert one.message == "nobody can reach Silver by itself: it needs Gold, which is above it"
    assert helps(one) == "let Silver not need Gold"


def test_a_row_below_zero_speaks_against_monotone() -> None:
    (one,) = found(
        (TABLE, "9000.00", "-9000.00"), ("evidence/invoices.yml", "29500.00", "11500.00")
    )
    assert one.startswith("invoices.csv:2:40 evidence/negative: this row takes 9000.00 EUR off")
