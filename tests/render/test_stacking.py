"""Limits, choices and what hangs on the vendor's margin: on the pages and in the terms."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from tests.render.conftest import files_of

from partnerbook.load import load_tree
from partnerbook.render.appendix import appendix_set
from partnerbook.render.appendix.terms import render
from partnerbook.render.site import site_files
from partnerbook.resolve import resolve
from partnerbook.resolve.program import Program
from partnerbook.source.tree import MemoryTree
from partnerbook.values.audience import PARTNER_VIEWER, PUBLIC_VIEWER

CHOSEN = Path(__file__).parents[1] / "programs" / "chosen-and-limited"


def program_of(*support: tuple[bytes, bytes]) -> Program:
    """The program with the file of the support written another way."""
    files = files_of(CHOSEN)
    path = "program/incentives/support.yml"
    for old, new in support:
        files[path] = files[path].replace(old, new)
    program, _ = resolve(load_tree(MemoryTree(files))[0])
    assert program is not None
    return program


SHOWN = (b"audience: internal", b"audience: partner")


@pytest.fixture(scope="module")
def program() -> Program:
    """With the support that hangs on the margin shown to partners."""
    return program_of(SHOWN)


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("campaign", "At most 2 of these on one deal, on each line of its order: Campaign"),
        ("campaign", "Promotions are not added up."),
        ("pilot", "Of these, the program itself gives the one that gives most on the deal: Pilot"),
        ("support", "Where the vendor's own reckoning of the deal allows it: ask for yours"),
    ],
)
def test_partners_read_it(program: Program, page: str, said: str) -> None:
    text = site_files(program, PARTNER_VIEWER)[f"incentives/{page}.md"].decode()
    assert said in html.unescape(re.sub(r"\[([^]]*)\]\([^)]*\)", r"\1", text))


def test_others_are_not_limited(program: Program) -> None:
    assert b"At most 2" not in site_files(program, PARTNER_VIEWER)["incentives/pilot.md"]
    for data in site_files(program, PUBLIC_VIEWER).values():
        assert b"Promotions are not added up" not in data


def test_how_low_the_margin_must_be_shows_nowhere(program: Program) -> None:
    """Whoever knew it could reckon the cost from what is given."""
    higher = program_of(SHOWN, (b"52%}", b"99%}"))
    assert higher.steps != program.steps
    for viewer in (PUBLIC_VIEWER, PARTNER_VIEWER):
        assert site_files(program, viewer) == site_files(higher, viewer)


def test_contracts_say_it(program: Program) -> None:
    (name,) = program.partners
    found = appendix_set(program, name, program.as_of)
    assert found is not None
    text = render(found)
    assert "2 on one deal, of this and" in text
    assert "The one that gives most on the deal of this and" in text
    assert "where the Vendor's own reckoning of the deal allows it" in text
