"""Digits without quotes where a text is meant, also with a leading zero."""

from __future__ import annotations

from pathlib import Path

import pytest

from partnerbook.load import load_tree
from partnerbook.source.overlay import Overlay
from partnerbook.source.tree import FolderTree

BASE = FolderTree(Path(__file__).parents[1] / "programs" / "minimal")
PARTNER = "program/partners/nordwind.yml"


def said(old: str, new: str) -> list[tuple[str, tuple[str, ...]]]:
    data = BASE.read(PARTNER)
    assert isinstance(data, bytes)
    assert data.decode().count(old) == 1
    _, findings = load_tree(Overlay(BASE, {PARTNER: data.decode().replace(old, new).encode()}))
    return [(f.id, tuple(edit.text for r in f.help for edit in r.edits)) for f in findings]


@pytest.mark.parametrize(
    ("old", "new", "digits"),
    [
        ('postal_code: "80337"', "postal_code: 80337", "80337"),
        ('postal_code: "80337"', "postal_code: 01067", "01067"),
        ("register: HRB 123 (Munich)", "register: 007", "007"),
        ("  register: HRB 123 (Munich)", "  register: 00  # none", "00"),
    ],
)
def test_digits_want_quotes(old, new, digits):
    assert said(old, new) == [("shape/number-needs-quotes", (f'"{digits}"',))]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('postal_code: "80337"', 'postal_code: "01067"'),
        ('postal_code: "80337"', "postal_code: '01067'"),
        ('postal_code: "80337"', "postal_code: 01067-A"),
        ("register: HRB 123 (Munich)", "register: 007-A"),
        ("register: HRB 123 (Munich)", "register: 0100-01-218746"),
        ("register: HRB 123 (Munich)", "register: 01 02"),
    ],
)
def test_other_texts_do_not(old, new):
    assert said(old, new) == []


def test_said_beside_other_mistakes_of_the_file():
    found = said('postal_code: "80337", country: DE', "postal_code: 01067, country: Deutschland")
    assert found == [
        ("shape/number-needs-quotes", ('"01067"',)),
        ("shape/wrong-value", ("DE",)),
    ]
