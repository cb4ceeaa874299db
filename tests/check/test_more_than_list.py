"""More than the list price in all: once, at what gives most of it, with an amount that fits."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.reading import files_of

from partnerbook.check.run import check_tree
from partnerbook.findings import Finding, Spot
from partnerbook.source.tree import MemoryTree

MINIMAL = Path(__file__).parents[1] / "programs" / "minimal"
PROGRAM = "program/program.yml"
EXTRA = """\
name: {name}
summary: Of a test.
kind: allowance
for: {{products: [core]}}
{gives}
from: 2026-01-01
side: partner
stage: front-end
{more}anchor: order
applies: on-request
audience: partner
"""
INCENTIVES = {
    "program/incentives/training.yml": EXTRA.format(
        name="Training", gives="amounts: [90 EUR]", more="per: unit\n"
    ),
    "program/incentives/extra.yml": EXTRA.format(
        name="Extra", gives="rate: 3%", more="base: list\n"
    ),
}


def found(floors: str = "") -> list[Finding]:
    """What is found with an allowance of nearly the list price and another extra."""
    tree = files_of(MINIMAL)
    tree |= {path: text.encode() for path, text in INCENTIVES.items()}
    whole = tree[PROGRAM].decode()
    start = whole.index("floors:")
    end = whole.index("\nnotice:", start)
    tree[PROGRAM] = (whole[:start] + floors + whole[end + 1 :]).encode()
    report = check_tree(MemoryTree(tree), None, "", lambda _: pytest.fail("it has a day"))
    return [one for one in report.findings if one.id in ("margin/over-list", "margin/floor")]


def test_the_fewest_that_are_too_much_are_told_once_at_the_largest() -> None:
    (one,) = found()
    assert one.message.startswith("Reseller discount and Training give 115% of list on Core")
    at = one.places[0].at
    assert isinstance(at, Spot)
    assert at.file == "program/incentives/training.yml"
    # 100.00 less 25 % for gold and 3 %: 72 are left.
    assert [repair.say for repair in one.help] == [
        "lower Training from 90 EUR to 72 EUR",
        "or let them exclude each other, or cap one",
    ]


def test_a_floor_that_an_amount_breaks_says_how_much_would_do() -> None:
    (one,) = found(
        "floors:\n  - {id: half, for: {products: [all]}, maximum_give: 50%, reason: Ours.}\n"
    )
    assert "lower Training from 90 EUR to 22 EUR" in [repair.say for repair in one.help]
