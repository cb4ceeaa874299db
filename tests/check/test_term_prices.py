"""Absolute prices of special terms are held against the highest rate; sums by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.reading import files_of

from partnerbook.check.run import check_tree
from partnerbook.findings import Finding
from partnerbook.source.tree import MemoryTree

MINIMAL = Path(__file__).parents[1] / "programs" / "minimal"
TERM = """\
special_terms:
  - id: launch
    kind: special-price
    for: {{products: [core]}}
    prices: [{price}]
    stage: {stage}
    base: {base}
    anchor: order
    from: 2026-07-01
    through: 2027-06-30
    reason: The first plants in the region.
    approver: channel-chief
    approved: 2026-06-02
"""


def found(
    price: str, most: str = "20%", base: str = "list", stage: str = "front-end"
) -> list[Finding]:
    """What is said of a price for Core, which is 100.00 EUR at list; Gold has 25 % before."""
    files = files_of(MINIMAL)
    term = TERM.format(price=price, base=base, stage=stage)
    files["program/partners/nordwind.yml"] += term.encode()
    files["program/program.yml"] += (
        f"limits: {{special_terms: {{maximum_rate: {most}}}}}\n".encode()
    )
    report = check_tree(MemoryTree(files), None, "", lambda _: pytest.fail("it has a day"))
    return [
        one
        for one in report.findings
        if one.id in ("term/outside-limits", "margin/price-above-list")
    ]


def test_a_price_below_what_the_highest_rate_leaves() -> None:
    (one,) = found("79.50 EUR")
    assert one.message == (
        "Nordwind Systemhaus GmbH: the special term launch sells Core for 79.50 EUR, which is"
        " 20.5% less than its list price, 100 EUR; the most is 20% (0.5 points too much)"
    )
    assert [edit.text for repair in one.help for edit in repair.edits] == ["80 EUR"]


def test_at_the_very_rate_it_is_allowed() -> None:
    assert found("80 EUR") == []


def test_off_an_opening_price_the_steps_before_do_not_count() -> None:
    # 100.00 less 25 % are 75.00; 20 % of that leave 60.00.
    assert found("60 EUR", base="opening") == []
    (one,) = found("59.99 EUR", base="opening")
    assert one.message == (
        "Nordwind Systemhaus GmbH: the special term launch sells Core for 59.99 EUR, which is"
        " 20.01% less than the price that it is taken off, 75 EUR; the most is 20% (0.01 points"
        " too much)"
    )


def test_a_price_above_list() -> None:
    (one,) = found("130 EUR")
    assert one.message == (
        "special term launch: 130 EUR for Core is above the list price of 100.00 EUR: nobody gets"
        " anything by it"
    )
    (one,) = found("100 EUR")
    assert "is the list price of" in one.message
