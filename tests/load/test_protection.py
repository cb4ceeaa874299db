"""``protection:`` is a word of registrations alone; how long they hold stands in engagement/."""

from __future__ import annotations

from pathlib import Path

import pytest

from partnerbook.load import load_tree
from partnerbook.source.tree import MemoryTree

PATH = "program/incentives/incentive.yml"
TEXT = (Path(__file__).parent / "documents" / "incentive.yml").read_text("utf-8")
MISPLACED = (
    "shape/misplaced-key: `protection` does not belong here: only a registered deal can be"
    " protected"
)
AFTER = "rate: 8%\n"


@pytest.mark.parametrize(
    ("line", "kind", "said"),
    [
        ("protection: exclusive", "deal-registration", []),
        ("protection: precedence", "deal-registration", []),
        (
            "protection: 90 days",
            "deal-registration",
            ["shape/wrong-value: `protection` cannot be 90 days; it can be "],
        ),
        (
            "protection: exclusive",
            "allowance",
            [MISPLACED],
        ),
    ],
)
def test_who_may_say_it_and_how(line: str, kind: str, said: list[str]) -> None:
    assert AFTER in TEXT
    assert "kind: deal-registration\n" in TEXT
    text = TEXT.replace(AFTER, f"{AFTER}{line}\n").replace("deal-registration\n", f"{kind}\n", 1)
    _, findings = load_tree(MemoryTree({PATH: text.encode()}))
    found = [f"{one.id}: {one.message}" for one in findings if one.id != "shape/missing-file"]
    assert [one[: len(whole)] for one, whole in zip(found, said, strict=True)] == said
