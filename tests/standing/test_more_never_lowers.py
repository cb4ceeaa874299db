"""More of what can only help never lowers a tier, whatever a tier asks for.

All kinds of requirements over three metrics declared monotone: money, people and a weighted sum of
both sorts of rows. ``test_earned.py`` has the oracle; here only the promise is tried, as wide as
the language is.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.check.measured import GOLD, MANIFEST, METRIC, TABLE, Change, files
from tests.examples import examples

from partnerbook.load import load_tree
from partnerbook.resolve import resolve
from partnerbook.source.tree import MemoryTree
from partnerbook.standing import Ladder

ORDER = ("no", "cannot tell", "yes")
WINDOWS = ("trailing 3 months", "trailing 2 months", "calendar year", "last 2 fiscal quarters")
COUNTED = "name: {}\nkind: measures\nunit: points\ncounts_to: [tier]\nmonotone: true\n"
MONTHS = [
    (f"2026-{month:02}-01", f"2026-{month:02}-30", f"2026-{month + 1:02}-05")
    for month in (4, 6, 8, 9)
]
Row = tuple[str, tuple[str, str, str], int]


@st.composite
def leaves(draw: Callable[..., Any]) -> str:
    window, least = draw(st.sampled_from(WINDOWS)), draw(st.integers(0, 18))
    at = draw(st.integers(0, 10**6))
    if draw(st.booleans()):
        asks = f"kind: money, metric: revenue, amounts: [{least} EUR]"
    else:
        metric = draw(st.sampled_from(("deals", "effort")))
        asks = f"kind: count, metric: {metric}, count: {least}, unit: points"
    return f"{{id: a{at}, name: A, {asks}, window: {window}}}"


@st.composite
def asked(draw: Callable[..., Any]) -> str:
    kind = draw(st.sampled_from(("any-of", "all-of", "count-of", "score", "one")))
    if kind == "one":
        return str(draw(leaves()))
    if kind == "score":
        most, least = draw(st.integers(1, 9)), draw(st.integers(1, 12))
        window = draw(st.sampled_from(WINDOWS))
        return (
            f"{{id: s, name: S, kind: score, score: {{at_least: {least}, parts: ["
            f"{{id: d, category: x, metric: deals, window: {window}, points: 2, at_most: {most}}}, "
            f"{{id: m, category: y, metric: revenue, window: {window}, points: 1,"
            f" for_amounts: [2 EUR]}}], minimum: [{{category: x, at_least: 1}}]}}}}"
        )
    inner = draw(st.lists(leaves(), min_size=2, max_size=3, unique_by=lambda one: one[:10]))
    inside = f"[{', '.join(inner)}]"
    if kind == "count-of":
        inside = f"{{at_least: {draw(st.integers(1, len(inner)))}, of: {inside}}}"
    return f"{{id: g, name: G, kind: {kind}, {kind.replace('-', '_')}: {inside}}}"


def verdict(asks: str, table: list[Row]) -> tuple[str, str]:
    lines = "".join(
        f"nordwind,{metric},{start},{through},{value},{'EUR' if metric == 'revenue' else 'points'},"
        f"DE,,{reported},ledger\n"
        for metric, (start, through, reported), value in table
    )
    head = "partner,metric,from,through,value,unit,place,product,reported_on,source\n"
    money = sum(value for metric, _, value in table if metric == "revenue")
    points = sum(value for metric, _, value in table if metric == "deals")
    old = GOLD, "*", "name: Gold\ntracks: [resell]\nrank: 2\nsummary: A step.\n"
    changes: list[Change] = [
        (*old[:2], f"{old[2]}requirements:\n  - {asks}\n"),
        (METRIC, "*", COUNTED.format("Revenue").replace("points", "money")),
        ("metrics/deals.yml", "*", COUNTED.format("Deals")),
        (
            "metrics/effort.yml",
            "*",
            COUNTED.format("Effort").replace("measures", "weighted")
            + "weighted: [{metric: deals, times: 2}]\n",
        ),
        (TABLE, "*", head + lines),
        (MANIFEST, "metrics: [revenue]", "metrics: [revenue, deals]"),
        (MANIFEST, "rows: 3", f"rows: {len(table)}"),
        (MANIFEST, "[29500.00 EUR]", f"[{money} EUR, {points} points]"),
    ]
    loaded, shape = load_tree(MemoryTree(files(*changes)))
    assert [one.message for one in shape] == []
    program, links = resolve(loaded)
    assert program is not None
    assert [one.message for one in links] == []
    found = Ladder(program).position("nordwind", program.as_of)
    return found.steps["gold"].verdict, found.earned


@st.composite
def tables(draw: Callable[..., Any]) -> list[Row]:
    """A row for each metric and month, in any order."""
    names = ("revenue", "deals")
    pairs = draw(st.permutations([(name, month) for name in names for month in MONTHS]))
    return [(name, month, draw(st.integers(0, 9))) for name, month in pairs]


@examples(25)
@given(asked(), tables())
def test_more_never_lowers(asks: str, table: list[Row]) -> None:
    """Row after row, each verdict is at least the one before; the order of rows means nothing."""
    found = [verdict(asks, table[:count]) for count in range(len(table) + 1)]
    for (was, earned), (now, then) in pairwise(found):
        assert ORDER.index(now) >= ORDER.index(was)
        assert (then == "gold") >= (earned == "gold")
    assert verdict(asks, table[::-1]) == found[-1]
