"""What is wrong with evidence is found at its row and column, once for each cause."""

from __future__ import annotations

import pytest
from tests.check.measured import DAY, MANIFEST, TABLE, Change, at, files, helps, told

from partnerbook.check.run import check_tree
from partnerbook.source.tree import MemoryTree
from partnerbook.standing import Ladder

OURS = ("tier/not-earned",)
SECOND = "12500.00,EUR,DE,core,2026-10-05"
HEADER = "partner,metric,from,through,value,unit,place,product,reported_on,source\n"
YEN: list[Change] = [
    ("program.yml", "currencies: [EUR]", "currencies: [EUR, JPY]"),
    (MANIFEST, "[29500.00 EUR]", "[29500.00 EUR, 0 JPY]"),
]
ALL = "rows: 10\ncontrol_total: [1000.00 EUR]"
USERS = "name: Users\nkind: measures\nunit: points\ncounts_to: [tier]\nmonotone: true\n"


def found(*changes: Change) -> list[str]:
    return [f"{at(one)}: {one.message}" for one in told(*changes, but=OURS)]


def test_the_row_in_another_currency_is_named_by_two_totals() -> None:
    changes = [*YEN, (TABLE, SECOND, SECOND.replace("EUR", "JPY"))]
    assert found(*changes) == [
        (
            "invoices.csv:3:49 shape/evidence-total: by the control totals the 12500.00 of this row"
            " are EUR, not JPY"
        )
    ]


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        ("12500.001", "EUR", "`value` is 12500.001, but EUR has 2 decimals"),
        ("12500.5", "JPY", "`value` is 12500.5, but JPY has no decimals"),
    ],
)
def test_money_has_the_decimals_of_its_currency(value: str, unit: str, said: str) -> None:
    changed = SECOND.replace("12500.00,EUR", f"{value},{unit}")
    said = f"invoices.csv:3:40 shape/evidence-cell: {said}"
    assert found(YEN[0], (TABLE, SECOND, changed)) == [said]


def test_a_table_is_not_complete_for_days_after_it_was_taken() -> None:
    (one,) = found((MANIFEST, "through: 2026-10-31", "through: 2026-11-17"))
    assert one == (
        "invoices.yml:7:10 shape/evidence-period: the table cannot be complete through"
        " 17 November 2026: it was taken on 16 November 2026"
    )
    assert found((MANIFEST, "through: 2026-10-31", "through: 2026-11-16")) == []


def test_an_unknown_metric_in_the_manifest_is_said_there() -> None:
    (one,) = told((MANIFEST, "metrics: [revenue]", "metrics: [revenues]"), but=OURS)
    assert at(one) == "invoices.yml:5:11 reference/unknown-metric"
    assert helps(one) == "write revenue"


def test_one_metric_that_the_manifest_does_not_name_is_said_once() -> None:
    named: Change = (MANIFEST, "metrics: [revenue]", "metrics: [users]")
    assert found(("metrics/users.yml", "", USERS), named) == [
        (
            "invoices.csv:2:10 reference/unfit-metric: `metric` is revenue; by its manifest the"
            " table has users"
        )
    ]


def test_dates_that_are_wrong_in_every_row_are_one_finding() -> None:
    lines = "".join(
        f"nordwind,revenue,13.{month:02}.2026,2026-{month:02}-28,100.00,EUR,DE,core,2026-11-05,x\n"
        for month in range(1, 11)
    )
    told_in_all = (MANIFEST, "rows: 3\ncontrol_total: [29500.00 EUR]", ALL)
    (one,) = told((TABLE, "*", HEADER + lines), told_in_all, but=OURS)
    assert at(one) == "invoices.csv:2:18 shape/evidence-cell"
    assert [text for _, text in one.notes] == [
        "9 more rows of this table have the same column wrong"
    ]
    assert [edit.text for edit in one.help[0].edits] == [
        f"2026-{month:02}-13" for month in range(1, 11)
    ]


def test_a_row_that_stands_twice_is_one_finding() -> None:
    line = "nordwind,revenue,2026-09-01,2026-09-30,12500.00,EUR,DE,core,2026-10-05,invoices\n"
    (one,) = found((TABLE, "", line))
    assert one.startswith("invoices.csv:5:1 shape/evidence-twice")


def test_an_empty_table_is_not_taken_for_right() -> None:
    (one,) = told((TABLE, "*", HEADER), but=OURS)
    assert one.message == "the table is empty, but its manifest says 3 rows"
    assert one.help == ()


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("12,500.00", "write 12500.00"),
        ("=12500.00+1", "write what the formula comes to"),
    ],
)
def test_the_help_does_not_lead_to_the_next_error(cell: str, said: str) -> None:
    (one,) = told((TABLE, "12500.00", cell), but=OURS)
    assert helps(one).startswith(said)


def test_an_amount_in_another_currency_is_found_outside_of_every_window() -> None:
    line = "nordwind,revenue,2026-01-01,2026-01-31,900,JPY,DE,core,2026-02-05,invoices\n"
    changes = [
        YEN[0],
        (MANIFEST, "[29500.00 EUR]", "[29500.00 EUR, 900 JPY]"),
        (MANIFEST, "rows: 3", "rows: 4"),
        (TABLE, "", line),
    ]
    assert found(*changes) == [
        (
            "invoices.csv:5:44 evidence/uncountable: Revenue of Nordwind Systemhaus GmbH is in JPY"
            " in 1 row, but the partner is measured in EUR: nobody can count them together"
        )
    ]


def test_who_asks_about_an_earlier_day_is_not_told_that_the_table_came_later() -> None:
    later: Change = (MANIFEST, "extracted: 2026-11-16", "extracted: 2026-12-16")
    assert [one.split()[1] for one in found(later)] == ["evidence/taken-later:"]
    tree = MemoryTree(files(later))
    asked = check_tree(tree, DAY, "--as-of", lambda _: (DAY, ""))
    assert [one.id for one in asked.findings if one.id.startswith("evidence")] == []


@pytest.mark.parametrize(
    ("change", "without", "say"),
    [
        (
            (TABLE, "8000.00", "8,000.00"),
            (),
            "the evidence of Revenue is left out because of errors in invoices.csv",
        ),
        (
            (TABLE, "8000.00", "8000.00"),
            (f"program/{TABLE}", f"program/{MANIFEST}"),
            "there is no evidence of Revenue",
        ),
    ],
)
def test_what_is_left_out_is_not_said_to_be_missing(
    change: Change, without: tuple[str, ...], say: str
) -> None:
    tree = MemoryTree({name: data for name, data in files(change).items() if name not in without})
    program = check_tree(tree, DAY, "test", lambda _: (DAY, "")).program
    assert program is not None
    (item,) = Ladder(program).position("nordwind", DAY).steps["gold"].items
    assert [doubt.say for doubt in item.doubts] == [say]
