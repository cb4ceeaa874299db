"""The arithmetic of a floor finding adds up on every sort of deal, in one tier and in two."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from partnerbook import pricing
from partnerbook.check.floors.words import borne
from partnerbook.load import load_tree
from partnerbook.pricing.exact import exactly
from partnerbook.pricing.stack import vendor_gives
from partnerbook.resolve import resolve
from partnerbook.source.tree import FolderTree


@pytest.fixture(scope="module")
def stacks(sample_root: Path) -> list[pricing.Stack]:
    loaded, _ = load_tree(FolderTree(sample_root))
    program, _ = resolve(loaded)
    assert program is not None
    return [extreme.worst for extreme in pricing.extremes(program, pricing.Scope())[::9]]


def test_both_routes_are_among_them(stacks: list[pricing.Stack]) -> None:
    assert {stack.two_tier for stack in stacks} == {True, False}


def test_what_is_listed_is_what_is_given(stacks: list[pricing.Stack]) -> None:
    for stack in stacks:
        with exactly():
            mine = (vendor_gives(taken, two_tier=stack.two_tier) for taken in borne(stack))
            listed = sum(mine, Decimal(0))
            assert listed == stack.given, [taken.step.id for taken in stack.taken]
