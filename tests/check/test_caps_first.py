"""Caps that contradict each other are told before the orders that come out otherwise by them."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.reading import files_of

from partnerbook.check.run import check_tree
from partnerbook.source.tree import MemoryTree

PROGRAM = Path(__file__).parents[1] / "programs" / "caps-by-month-and-year"
HOSTING = "program/incentives/hosting.yml"


def test_contradictory_caps_come_before_the_order_that_gets_less() -> None:
    files = files_of(PROGRAM)
    text = files[HOSTING].decode()
    assert text.count("[150 EUR") == 1
    files[HOSTING] = text.replace("[150 EUR", "[50 EUR").encode()
    report = check_tree(MemoryTree(files), None, "", lambda _: pytest.fail("it has a day"))
    assert [one.id for one in report.findings][:2] == ["incentive/caps", "margin/worked-example"]
