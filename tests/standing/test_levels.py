"""Levels, such as satisfaction in percent: the newest figure counts, and none is not zero."""

from __future__ import annotations

from datetime import date

import pytest
from tests.check.measured import GOLD, MANIFEST, METRIC, TABLE, Change, at, files, helps, told

from partnerbook.load import load_tree
from partnerbook.resolve import resolve
from partnerbook.source.tree import MemoryTree
from partnerbook.standing import Ladder, Verdict

DAY = date(2026, 11, 22)
LEVEL: Change = (
    METRIC,
    "*",
    (
        "name: Satisfaction\nkind: measures\nunit: percent\ncounts_to: [tier]\nlevel: true\n"
        "monotone: false\n"
    ),
)
ASKS: Change = (
    GOLD,
    "kind: money, metric: revenue, amounts: [50000 EUR]",
    "kind: percent, metric: revenue, percent: 90%",
)
COLUMNS = "partner,metric,from,through,value,unit,place,product,reported_on,source\n"


def rows(*values: tuple[str, str, str, str]) -> list[Change]:
    """The table with one row for each ``(from, through, value, place)``, reported in November."""
    lines = "".join(
        f"nordwind,revenue,{start},{through},{value},%,{place},,2026-11-10,survey\n"
        for start, through, value, place in values
    )
    total = sum(int(value) for _, _, value, _ in values)
    return [
        (TABLE, "*", COLUMNS + lines),
        (MANIFEST, "rows: 3", f"rows: {len(values)}"),
        (MANIFEST, "29500.00 EUR", f"{total} %"),
    ]


def judged(*changes: Change) -> Verdict:
    loaded, shape = load_tree(MemoryTree(files(LEVEL, ASKS, *changes)))
    program, links = resolve(loaded)
    assert program is not None
    assert [*shape, *links] == []
    (item,) = Ladder(program).position("nordwind", DAY).steps["gold"].items
    return item


Q2, Q3 = ("2026-04-01", "2026-06-30"), ("2026-07-01", "2026-09-30")


@pytest.mark.parametrize(
    ("values", "verdict", "value", "doubt"),
    [
        ([(*Q2, "95", ""), (*Q3, "91", "")], "yes", 91, ""),
        ([(*Q2, "95", ""), (*Q3, "89", "")], "no", 89, ""),
        ([(*Q2, "95", "")], "cannot tell", None, "nobody told Satisfaction of"),
        ([(*Q3, "95", "DE"), (*Q3, "85", "AT")], "cannot tell", None, "percentages do not add up"),
    ],
)
def test_the_newest_figure_of_the_window_counts(
    values: list[tuple[str, str, str, str]], verdict: str, value: int | None, doubt: str
) -> None:
    found = judged(*rows(*values))
    assert (found.verdict, found.reading.value) == (verdict, value)
    assert [doubt in one.say for one in found.doubts] == ([True] if doubt else [])


def test_customers_in_use_add_up_by_place() -> None:
    level = (
        METRIC,
        "*",
        (
            "name: Customers\nkind: measures\nunit: count\nof: '%'\ncounts_to: [tier]\n"
            "level: true\nmonotone: false\n"
        ),
    )
    count = (GOLD, "kind: percent, metric: revenue, percent: 90%", "kind: count, metric: revenue")
    asks = (GOLD, "window: trailing 3 months", "count: 5, unit: customers, window: lifetime")
    found = judged(level, count, asks, *rows((*Q2, "9", "DE"), (*Q3, "3", "DE"), (*Q3, "2", "AT")))
    assert found.verdict == "yes"
    assert found.reading.value == 5


@pytest.mark.parametrize("unit", ["%", "percent"])
@pytest.mark.parametrize("total", ["control_total: [91 UNIT]\n", ""])
def test_percent_has_two_spellings_and_needs_no_control_total(unit: str, total: str) -> None:
    table, counted, _ = rows((*Q3, "91", "DE"))
    item = judged(
        (METRIC, "unit: percent", f'unit: "{unit}"'),
        (TABLE, "*", table[2].replace("%", unit)),
        counted,
        (MANIFEST, "control_total: [29500.00 EUR]\n", total.replace("UNIT", unit)),
    )
    assert item.verdict == "yes"
    assert item.reading.value == 91


def test_a_sum_in_another_unit_needs_its_control_total() -> None:
    (one,) = told((MANIFEST, "control_total: [29500.00 EUR]\n", ""))
    assert at(one) == "invoices.yml:1:1 shape/evidence-total"
    assert one.message == "the table has values in EUR, but there is no control total of them"


def test_percentages_are_not_summed_up() -> None:
    summed = (METRIC, "*", LEVEL[2].replace("level: true\n", "").replace("false", "true"))
    (one,) = told(summed, ASKS, *rows((*Q2, "50", ""), (*Q3, "50", "")))
    assert at(one) == "revenue.yml:3:7 reference/unfit-metric"
    assert "`level: true`" in helps(one)


WON = "name: Won\nkind: measures\nunit: count\nof: users\ncounts_to: [tier]\nmonotone: true\n"
LOST = WON.replace("Won", "Lost")
NET = "name: Net\nkind: weighted\nunit: count\nof: users\ncounts_to: [tier]\nmonotone: true\n"
SHARE = (
    "name: Share\nkind: ratio\nunit: percent\ncounts_to: [tier]\nmonotone: true\n"
    "ratio: {of: won, to: lost}\n"
)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ([("metrics/net.yml", "*", f"{NET}weighted: [{{metric: won, times: 2}}]\n")], ""),
        (
            [("metrics/net.yml", "*", f"{NET}weighted: [{{metric: lost, times: -1}}]\n")],
            "Net says that more evidence never lowers it, but Lost is taken off",
        ),
        (
            [
                ("metrics/lost.yml", "*", LOST.replace("true", "false")),
                ("metrics/net.yml", "*", f"{NET}weighted: [{{metric: lost, times: 1}}]\n"),
            ],
            "Net says that more evidence never lowers it, but Lost can fall",
        ),
        (
            [("metrics/share.yml", "*", SHARE)],
            (
                "Share says that more evidence never lowers it, but a ratio falls when what is"
                " below the line grows"
            ),
        ),
        (
            [(METRIC, "monotone: true", "level: true\nmonotone: true")],
            (
                "Revenue says that more evidence never lowers it, but a level may be lower the"
                " next time"
            ),
        ),
    ],
)
def test_what_can_fall_does_not_promise_otherwise(changes: list[Change], said: str) -> None:
    both = [("metrics/won.yml", "*", WON), ("metrics/lost.yml", "*", LOST)]
    found = told(*both, *changes, but=("tier/not-earned",))
    assert [one.message for one in found] == ([said] if said else [])


@pytest.mark.parametrize("cell", ["n/a", "N/A", "null"])
def test_not_applicable_is_no_number(cell: str) -> None:
    (one,) = told((TABLE, "9000.00", cell))
    assert at(one) == "invoices.csv:2:40 shape/evidence-cell"
    assert "leave the row out, if the metric is a level" in one.message
