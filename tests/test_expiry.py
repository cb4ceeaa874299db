"""One agreement ends: on that very day the partner leaves every answer and everything published."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

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


LAST = date(2027, 2, 28)


def days(root: Path) -> tuple[Program, Program]:
    """The sample on the last day of one partner's agreement, and on the day after.

    The partner stays ``active`` in its file: what ends everything is the agreement alone, whose
    renewal by itself was stopped by a notice in time.
    """
    text = (root / PATH).read_text("utf-8")
    changed = text.replace(
        "effective: 2024-03-01}", "effective: 2024-03-01, notice_given: 2026-11-02}", 1
    )
    assert changed != text
    return program_on(root, changed, LAST), program_on(root, changed, LAST + timedelta(days=1))


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


def named_in(files: Mapping[str, bytes], *names: str) -> set[str]:
    """The files that name the partner, by id or by name."""
    texts = {path: data.decode("utf-8", "replace") for path, data in files.items()}
    return {path for path, text in texts.items() if any(name in text for name in names)}


def test_one_end_reaches_everything_on_the_same_day(sample_root: Path) -> None:
    last, after = days(sample_root)
    name = last.partners[PARTNER].name

    assert [holds(program) for program in (last, after)] == [True, False]

    discounts = [{taken.step.id for taken in quote(program).taken} for program in (last, after)]
    assert "partner-discount" in discounts[0]
    assert discounts[1] == set()

    states = [standing.of(program, PARTNER, program.as_of) for program in (last, after)]
    assert [state.held and state.held.tier for state in states] == ["gold", None]
    assert states[1].agreement_state == standing.ENDED

    for viewer in (PUBLIC_VIEWER, PARTNER_VIEWER):
        listed = named_in(site_files(last, viewer), PARTNER, name)
        assert {"partners.md", "territories/anz.md", "data/program.json"} <= listed
        assert named_in(site_files(after, viewer), PARTNER, name) == set()

    assert "appendix.md" in appendix_files(last, PARTNER, last.as_of)
    assert appendix_files(after, PARTNER, after.as_of) == {}
