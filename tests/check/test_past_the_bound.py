"""Programs with more permitted stacks than are looked at: never silent, always "cannot tell"."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.reading import files_of

from partnerbook.check.outcome import examine
from partnerbook.check.report import Report
from partnerbook.check.run import check_tree
from partnerbook.source.overlay import Overlay
from partnerbook.source.tree import FolderTree, MemoryTree

MINIMAL = Path(__file__).parents[1] / "programs" / "minimal"
INCENTIVE = """\
name: Extra {number}
summary: Of a test.
kind: special-price
for: {scope}
rate: {rate}
from: 2026-01-01
side: partner
stage: front-end
base: list
anchor: order
applies: on-request
{more}audience: partner
"""


def checked(count: int, *, more: str = "") -> Report:
    """The minimal program with a base incentive and so many more, 0.5 % each; one for silver."""
    files = files_of(MINIMAL)
    for number in range(count):
        # What only the lower tier gets has to be weighed against what the higher one gets.
        scope = "{tiers: [silver]}" if number == 1 else "everyone"
        said = more if number else ""
        text = INCENTIVE.format(number=number, scope=scope, rate="0.5%", more=said)
        files[f"program/incentives/extra-{number}.yml"] = text.encode()
    return check_tree(MemoryTree(files), None, "", lambda _: pytest.fail("it has a day"))


def test_below_the_bound_everything_is_told():
    assert checked(6, more="stacks: {requires: [extra-0]}\n").findings == ()


def test_past_the_bound_each_rule_says_that_it_cannot_tell():
    found = checked(17, more="stacks: {requires: [extra-0]}\n").findings
    assert {str(one.severity) for one in found} == {"undetermined"}
    assert {(one.id, one.message) for one in found} >= {
        (
            "incentive/unreachable",
            (
                "cannot tell whether every incentive can be earned: too many permitted stacks, or"
                " sorts of deals, to look at each"
            ),
        ),
        (
            "margin/tier-order",
            (
                "cannot tell whether Gold never earns less than Silver on Core: too many permitted"
                " stacks to compare; the best ones of the smallest deal are"
            ),
        ),
        (
            "margin/floor",
            (
                "cannot tell whether Gold stays above the floor on Core: too many permitted stacks"
                " to compare"
            ),
        ),
    }


def test_where_the_dynamic_programme_proves_the_floor_the_order_of_tiers_may_stay_open():
    found = checked(17).findings
    assert [(one.id, str(one.severity)) for one in found] == [("margin/tier-order", "undetermined")]


def test_bands_by_parts_are_proven_whatever_the_lines_of_an_order(sample_root: Path) -> None:
    path = "program/incentives/maintain-volume.yml"
    text = (sample_root / path).read_text("utf-8").replace("all-units", "marginal")
    tree = Overlay(FolderTree(sample_root), {path: text.encode()})
    found = examine(tree, None, "", None).standing
    assert {one.id for one in found} == {"margin/worked-example"}
