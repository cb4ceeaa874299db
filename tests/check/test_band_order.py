"""Which edge of a table of bands is taken to be wrong, and which to be in the wrong place."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.reading import files_of

from partnerbook.check.run import check_tree
from partnerbook.source.tree import MemoryTree

MINIMAL = Path(__file__).parents[1] / "programs" / "minimal"
REBATE = """\
name: Rebate
summary: Money back.
kind: rebate
for: {{products: [all]}}
side: partner
stage: back-end
base: opening
anchor: invoice
applies: automatic
audience: partner
from: 2026-01-01
payment: {{how: credit-note, when: after the end of the quarter, within: 45 days}}
bands:
  measure: period-value
  period: quarter
  counts: all-units
  rows:
{rows}running: {{on_promotion: new-rate, on_demotion: new-rate, on_termination: runs-out}}
"""
Rows = tuple[tuple[int, int | None, int], ...]
EUR: Rows = ((0, 50, 0), (50, 150, 1), (150, 400, 2), (400, None, 3))


@dataclass(frozen=True)
class Case:
    """Bands in file order as (start, end, rate), and what is said and offered."""

    rows: Rows
    said: list[str]
    other: int = 0
    """So many times the figures stand beside it in another currency, if any."""


SORT = "Rebate: the bands are not in rising order"
CASES = {
    "a nought lost": Case(
        ((0, 50, 0), (50, 150, 1), (15, 400, 2), (400, None, 3)),
        [
            "Rebate: two bands overlap from 50 EUR: b1 ends below 150 EUR, b2 starts at 15 EUR",
            "start b2 at 150 EUR",
        ],
    ),
    "a nought added to an end": Case(
        ((0, 50, 0), (50, 1500, 1), (150, 400, 2), (400, None, 3)),
        [
            "Rebate: two bands overlap from 150 EUR: b1 ends below 1500 EUR, b2 starts at 150 EUR",
            "end b1 where b2 starts",
        ],
    ),
    "a start of the last": Case(
        ((0, 50, 0), (50, 150, 1), (150, 400, 2), (4, None, 3)),
        [
            "Rebate: two bands overlap from 150 EUR: b2 ends below 400 EUR, b3 starts at 4 EUR",
            "start b3 at 400 EUR",
        ],
    ),
    "two edges": Case(
        ((0, 50, 0), (5, 150, 1), (15, 400, 2), (400, None, 3)),
        [
            "Rebate: two bands overlap from 5 EUR: b0 ends below 50 EUR, b1 starts at 5 EUR",
            "start b1 at 50 EUR",
            "or end b0 where b1 starts",
            "Rebate: two bands overlap from 15 EUR: b1 ends below 150 EUR, b2 starts at 15 EUR",
            "start b2 at 150 EUR",
            "or end b1 where b2 starts",
        ],
    ),
    "none for the smallest": Case(
        ((10, 50, 0), (50, 150, 1), (150, 400, 2), (400, None, 3)),
        [
            "Rebate: the first band starts at 10 EUR, so orders below it have no rate",
            "start it at 0 EUR",
        ],
    ),
    "disorder": Case(
        ((0, 50, 0), (150, 400, 2), (50, 150, 1), (400, None, 3)),
        [f"{SORT}: b1, from 150 EUR, stands above b2, from 50 EUR", "sort them: b0, b2, b1, b3"],
    ),
    "disorder alone, though rates rise as written": Case(
        ((50, None, 1), (0, 50, 2)),
        [
            "Rebate: b0 pays 1%, less than the 2% of the smaller band b1",
            "lower b1 to the 1% of b0",
            "raise b0 to the 2% of b1",
            f"{SORT}: b0, from 50 EUR, stands above b1, from 0 EUR",
            "sort them: b1, b0",
        ],
    ),
    "either edge, but one is in line with dollars": Case(
        ((0, 50, 0), (50, 150, 1), (150, 300, 2), (400, None, 3)),
        [
            "Rebate: no band covers 300 EUR up to 400 EUR",
            "let b2 reach up to b3",
            "or start b3 at 300 EUR",
        ],
        other=2,
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_one_wrong_edge_is_one_finding(name: str) -> None:
    case = CASES[name]
    written = lines("b", "EUR", 1, case.rows)
    if case.other:
        written += lines("o", "USD", case.other, EUR)
    assert said(written) == case.said


def lines(name: str, currency: str, times: int, rows: Rows) -> str:
    found = ""
    for at, (start, end, rate) in enumerate(rows):
        below = f"below: {end * times} {currency}, " if end else ""
        edges = f"from: {start * times} {currency}, {below}"
        found += f"    - {{id: {name}{at}, {edges}rate: {rate}%}}\n"
    return found


def said(rows: str) -> list[str]:
    """The messages of margin/bands, each with what it offers."""
    files = files_of(MINIMAL)
    files["program/incentives/rebate.yml"] = REBATE.format(rows=rows).encode()
    frame = files["program/program.yml"]
    files["program/program.yml"] = frame.replace(b"[EUR]", b"[EUR, USD]")
    report = check_tree(MemoryTree(files), None, "", lambda _: pytest.fail("it has a day"))
    return [
        text
        for one in report.findings
        if one.id == "margin/bands"
        for text in (one.message, *(repair.say for repair in one.help))
    ]
