"""A higher tier that earns less is shown on a deal that can be: its period has the order in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.reading import files_of

from partnerbook.check.run import check_tree
from partnerbook.findings import Finding
from partnerbook.source.tree import MemoryTree

MINIMAL = Path(__file__).parents[1] / "programs" / "minimal"
START = """\
name: Start
summary: Of a test.
kind: special-price
for: {{period_value: {{below: [{below} EUR]}}}}
rates: {{silver: 15%, gold: 18%}}
from: 2026-01-01
side: partner
stage: front-end
base: list
anchor: order
applies: automatic
caps:
  - {{id: gold, per: deal, amounts: [200 EUR], for: {{tiers: [gold]}}}}
audience: partner
"""


def inversions(below: int) -> list[Finding]:
    """What is found about the order of tiers where so much may be bought in a period."""
    tree = files_of(MINIMAL)
    tree["program/incentives/start.yml"] = START.format(below=below).encode()
    report = check_tree(MemoryTree(tree), None, "", lambda _: pytest.fail("it has a day"))
    return [one for one in report.findings if one.id == "margin/tier-order"]


def test_a_deal_within_what_is_bought_in_its_period_is_shown():
    (found,) = inversions(8000)
    assert dict(found.notes)["deal"] == "period value below 8000 EUR"


def test_no_order_is_larger_than_what_is_bought_in_its_period():
    assert inversions(1000) == []
