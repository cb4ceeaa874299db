"""What a score may ask its metrics for, and in which currencies."""

from __future__ import annotations

import pytest
from tests.check.measured import GOLD, Change, at, told

POINTS = """maintenance:
  - id: points
    name: Points
    kind: score
    score:
      at_least: 10
      parts:
        - {{id: deals, category: sales, metric: {metric}, window: {window}, points: 1{more}}}
"""
COUNTED = ("metrics/users.yml", "*", "name: Users\nkind: measures\nunit: count\nof: users\n")
COUNTED_METRIC: Change = (*COUNTED[:2], f"{COUNTED[2]}counts_to: [tier]\nmonotone: true\n")


WINDOW = "trailing 3 months"
DOLLARS: Change = ("program.yml", "currencies: [EUR]", "currencies: [EUR, USD]")


def found(metric: str, more: str) -> list[str]:
    changes = (
        DOLLARS,
        COUNTED_METRIC,
        (GOLD, "", POINTS.format(metric=metric, window=WINDOW, more=more)),
    )
    return [
        f"{at(one)}: {one.message}"
        for one in told(*changes)
        if one.places and at(one).startswith("gold.yml:1")
    ]


@pytest.mark.parametrize(
    ("metric", "more", "said"),
    [
        (
            "revenue",
            "",
            (
                "gold.yml:15:48 reference/unfit-metric: deals gives points for Revenue, which is"
                " money, but for no amounts: say for each how much, in every currency"
                " (`for_amounts:`)"
            ),
        ),
        (
            "users",
            ", for_amounts: [100 EUR]",
            (
                "gold.yml:15:106 reference/unfit-metric: deals gives points for amounts of money,"
                " but Users is no money: say for each how many (`for_each:`)"
            ),
        ),
        (
            "revenue",
            ", for_each: 5, for_amounts: [100 EUR]",
            (
                "gold.yml:15:95 shape/misplaced-key: `for_each` does not belong here: points are"
                " given for each so many units, or of money for each amount: not for both"
            ),
        ),
        (
            "revenue",
            ", for_amounts: [100 USD]",
            (
                "gold.yml:15:108 tier/not-computable: whether partners who are measured in EUR"
                " reach Gold can never be told: deals of Points names amounts in USD only (Nordwind"
                " Systemhaus GmbH)"
            ),
        ),
    ],
)
def test_what_a_part_gives_points_for(metric: str, more: str, said: str) -> None:
    assert found(metric, more) == [said]


def test_a_currency_that_is_left_out_is_said_once_for_all() -> None:
    (one,) = told(DOLLARS, (GOLD, "amounts: [50000 EUR]", "amounts: [50000 USD]"))
    assert f"{at(one)}: {one.message}" == (
        "gold.yml:6:73 tier/not-computable: whether partners who are measured in EUR reach Gold can"
        " never be told: Revenue names amounts in USD only (Nordwind Systemhaus GmbH)"
    )
    assert [repair.say for repair in one.help] == ["add an amount in EUR"]


def test_a_window_is_wrong_once_for_what_is_worked_out_from_two() -> None:
    share = "name: Share\nkind: ratio\nunit: percent\ncounts_to: [tier]\nmonotone: false\n"
    ratio: Change = ("metrics/share.yml", "*", f"{share}ratio: {{of: users, to: revenue}}\n")
    part = POINTS.format(metric="share", window="on the day", more="")
    assert [at(one) for one in told(COUNTED_METRIC, ratio, (GOLD, "", part))] == [
        "gold.yml:15:63 reference/unfit-metric"
    ]
