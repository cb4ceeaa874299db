"""What to write where keys are missing: those of the example, and a value that fits the kind."""

from __future__ import annotations

from pathlib import Path

import pytest

from partnerbook.load import load_tree
from partnerbook.source.overlay import Overlay
from partnerbook.source.tree import FolderTree

BASE = FolderTree(Path(__file__).parents[1] / "programs" / "minimal")
DOCUMENTS = Path(__file__).parent / "documents"
PATH = "program/incentives/made.yml"


def says(document: str, *changes: tuple[str, str]) -> list[str]:
    """The repairs of what is found in an incentive once it is changed."""
    text = (DOCUMENTS / f"{document}.yml").read_text()
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    _, findings = load_tree(Overlay(BASE, {PATH: text.encode()}))
    return [repair.say for one in findings for repair in one.help]


def test_bands_that_are_a_list_are_told_their_keys() -> None:
    text = (DOCUMENTS / "incentive.quantity.yml").read_text()
    head, _, rest = text.partition("bands:\n")
    _, rows = rest.split("  rows:\n")
    text = f"{head}bands:\n{rows}"
    _, (one,) = load_tree(Overlay(BASE, {PATH: text.encode()}))
    assert one.message == "`bands` takes entries of its own, not a list"
    assert [repair.say for repair in one.help] == [
        "write `counts:`, `measure:` and `rows:` under `bands`; this list goes under `rows:`"
    ]


@pytest.mark.parametrize(
    ("document", "anchor", "fits"),
    [
        ("incentive", "registration", "registration"),
        ("incentive.quantity", "order", "order"),
        ("incentive.rebate", "invoice", "invoice"),
    ],
)
def test_an_anchor_that_fits_the_kind(document: str, anchor: str, fits: str) -> None:
    assert says(document, (f"\nanchor: {anchor}\n", "\n")) == [
        f"add `anchor:`, for example `{fits}`"
    ]
