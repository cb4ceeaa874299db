"""Edges of bands in several currencies: which is out of line, and all places of the one edge."""

from __future__ import annotations

import pytest

from partnerbook.check.rules.incentive.odd_amount import RULE
from partnerbook.findings import Finding
from partnerbook.load import load_tree
from partnerbook.resolve import resolve
from partnerbook.rulebook import Answers
from partnerbook.source.overlay import Overlay
from partnerbook.source.tree import Tree

REBATE = "program/incentives/quarterly-rebate.yml"


def found(good: Tree, old: str, new: str) -> list[Finding]:
    """The findings of the rule in the sample with a changed rebate."""
    data = good.read(REBATE)
    assert isinstance(data, bytes)
    assert old.encode() in data
    program, _ = resolve(
        load_tree(Overlay(good, {REBATE: data.replace(old.encode(), new.encode())}))[0]
    )
    assert program is not None
    return RULE.findings("incentive/odd-amount", Answers(program))


@pytest.mark.parametrize(
    ("old", "new", "texts"),
    [
        # The end of the band below is the same edge: both are mended.
        (" 440000 USD", " 4400000 USD", ["440000 USD"] * 2),
        ("from: 24000000 JPY", "from: 2400000 JPY", ["24000000 JPY"]),
    ],
)
def test_an_edge(old: str, new: str, texts: list[str], good: Tree) -> None:
    (finding,) = found(good, old, new)
    assert [edit.text for repair in finding.help for edit in repair.edits] == texts


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (" 24000000 JPY", " 9000000 JPY"),
        # With a band less, the edges of that currency are other ones.
        ("    - {id: usd-two, from: 165000 USD, below: 440000 USD, rate: 2%}\n", ""),
    ],
)
def test_what_is_no_slip(old: str, new: str, good: Tree) -> None:
    assert found(good, old, new) == []
