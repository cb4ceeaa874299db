"""What is left unsaid while a rate is missing, as it only follows from that."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.check.test_never_given import INCENTIVE
from tests.reading import files_of

from partnerbook.check.run import check_tree
from partnerbook.source.tree import MemoryTree

MINIMAL = Path(__file__).parents[1] / "programs" / "minimal"
WAIVER = """\
rule: margin/floor
subject: gold/core/EUR
from: 2026-10-01
through: 2027-03-31
reason: Interim agreed with both partners.
approver: channel-chief
approved: 2026-09-20
"""


def rules(tier: str, lost: str = "") -> set[str]:
    """The rules that find something of an incentive for a tier, and of a waiver."""
    files = files_of(MINIMAL)
    path = "program/discounts/reseller-discount.yml"
    assert lost.encode() in files[path]
    files[path] = files[path].replace(lost.encode(), b"")
    files["program/incentives/support.yml"] = INCENTIVE.format(
        name="Support",
        scope=f"{{tiers: [{tier}]}}",
        rate="1%",
        stage="back-end",
        base="list",
        applies="automatic",
        more="only_if: {margin_below: 20%}\n",
        audience="internal",
    ).encode()
    files["program/waivers/interim.yml"] = WAIVER.encode()
    report = check_tree(MemoryTree(files), None, "", lambda _: pytest.fail("it has a day"))
    return {one.id for one in report.findings}


FOLLOWS = {"incentive/unreachable", "waiver/unused"}


def test_with_all_rates_both_are_told() -> None:
    assert rules("gold") == FOLLOWS


def test_without_the_rate_neither() -> None:
    assert rules("gold", ", gold: 25%") == {"margin/no-rate"}


def test_an_incentive_for_other_deals_is_told() -> None:
    assert rules("silver", ", gold: 25%") == {"margin/no-rate", "incentive/unreachable"}
