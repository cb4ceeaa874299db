"""One agreement ends: on that very day the partner leaves every answer and everything published."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from partnerbook import pricing, rights, standing
from partnerbook.load import load_tree
from partnerbook.render.appendix import appendix_files
from partnerbook.render.site import site_files
from partnerbook.resolve import resolve
from partnerbook.resolve.program import Program
from partnerbook.source.overlay import Overlay
from partnerbook.source.tree import FolderTree
from partnerbook.values.audience import PARTNER_VIEWER, PUBLIC_VIEWER

PARTNER = "wattle-range"
PATH = f"program/partners/{PARTNER}.yml"


def program_on(root: Path, text: str, day: date) -> Program:
    loaded, shape = load_tree(Overlay(FolderTree(root), {PATH: text.encode()}))
    program, links = resolve(loaded, day, "test")
    assert program is not None
    assert [*shape, *links] == []
    return program


@pytest.fixture(scope="module")
def days(sample_root: Path) -> tuple[Program, Program]:
    """The sample on the last day of one partner's agreement, and on the day after."""
    text = (sample_root / PATH).read_text("utf-8")
    last = date(2026, 11, 30)
    changed = text.replace("status: active", f"status: terminated\nended: {last}", 1)
    assert changed != text
    after = last + timedelta(days=1)
    return program_on(sample_root, changed, last), program_on(sample_root, changed, after)


def holds(program: Program) -> bool:
    cell = program.axes.cell(place="AU-VIC", product="maintain-core")
    found = rights.holders(program, cell, program.as_of)
    return any(holding.grant.partner == PARTNER for holding in found)


def quote(program: Program) -> pricing.Quote:
    order = pricing.Order(
        partner=PARTNER,
        currency="USD",
        place="AU",
        route="one-tier",
        dates=dict.fromkeys(("order", "registration", "contract", "invoice"), program.as_of),
        claim="none",
        deal_role="sourced",
        facts={"sector": "commercial", "size": "midmarket", "public-tender": "no"},
        lines=(pricing.Line("maintain-core", 10, "new"),),
    )
    return pricing.price(program, order)


def test_holders_end(days: tuple[Program, Program]) -> None:
    assert [holds(program) for program in days] == [True, False]


def test_the_price_ends(days: tuple[Program, Program]) -> None:
    last, after = (quote(program) for program in days)
    assert any(taken.step.id == "partner-discount" for taken in last.taken)
    assert after.taken == ()


def test_the_tier_no_longer_counts(days: tuple[Program, Program]) -> None:
    last, after = (standing.of(program, PARTNER, program.as_of) for program in days)
    assert last.held is not None
    assert last.held.tier == "gold"
    assert (after.held, after.agreement_state) == (None, standing.ENDED)


@pytest.mark.parametrize("viewer", [PUBLIC_VIEWER, PARTNER_VIEWER], ids=["public", "partner"])
def test_directory_territories_and_data_end(days: tuple[Program, Program], viewer) -> None:
    last, after = (site_files(program, viewer) for program in days)
    name = days[0].partners[PARTNER].name
    listed = {path for path, data in last.items() if PARTNER in data.decode("utf-8", "replace")}
    assert "data/program.json" in listed
    assert PARTNER in json.dumps(json.loads(last["data/program.json"]))
    for path, data in after.items():
        text = data.decode("utf-8", "replace")
        assert PARTNER not in text, path
        assert name not in text, path


def test_the_appendix_ends(days: tuple[Program, Program]) -> None:
    last, after = (appendix_files(program, PARTNER, program.as_of) for program in days)
    assert "appendix.md" in last
    assert after == {}
