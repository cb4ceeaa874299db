"""The arithmetic of a floor finding adds up on every sort of deal, in one tier and in two."""

from __future__ import annotations

from decimal import Decimal

import pytest

from partnerbook import pricing
from partnerbook.check.floors.words import borne
from partnerbook.pricing.exact import exactly
from partnerbook.pricing.stack import vendor_gives
from partnerbook.rulebook import Answers


@pytest.fixture(scope="module")
def stacks(known: Answers) -> list[pricing.Stack]:
    return [extreme.worst for extreme in known.extremes[::9]]


def test_both_routes_are_among_them(stacks: list[pricing.Stack]) -> None:
    assert {stack.two_tier for stack in stacks} == {True, False}


def test_what_is_listed_is_what_is_given(stacks: list[pricing.Stack]) -> None:
    for stack in stacks:
        with exactly():
            mine = (vendor_gives(taken, two_tier=stack.two_tier) for taken in borne(stack))
            listed = sum(mine, Decimal(0))
            assert listed == stack.given, [taken.step.id for taken in stack.taken]
