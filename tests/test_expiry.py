"""One agreement ends: on that very day the partner leaves every answer and everything published."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

from partnerbook import pricing, rights, standing
from partnerbook.check.report import Report
from partnerbook.check.run import check_tree
from partnerbook.load import load_tree
from partnerbook.render.appendix import appendix_files
from partnerbook.render.site import site_files
from partnerbook.resolve import resolve
from partnerbook.resolve.program import Program
from partnerbook.source.overlay import Overlay
from partnerbook.source.tree import FolderTree, Tree
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


DISTRIBUTOR = "wislana"


def read(root: Path, partner: str, old: str, new: str) -> Tree:
    """The sample with one change in one partner's file."""
    path = f"program/partners/{partner}.yml"
    text = (root / path).read_text("utf-8")
    assert text.count(old) == 1
    return Overlay(FolderTree(root), {path: text.replace(old, new).encode()})


def checked(tree: Tree, day: date) -> Report:
    return check_tree(tree, day, "test", lambda _zone: (day, "test"))


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

    # The calendar says it on the day itself, and has nothing more to say of its rights then.
    told = [(str(one.day), one.say) for one in standing.agenda(last, 400, PARTNER).events]
    assert told[0] == ("2027-02-28", "the agreement ends")
    assert [say for _, say in told[1:]] == ["the time to sell off ends"]
    assert [one.say for one in standing.agenda(after, 400, PARTNER).events] == [
        "the time to sell off ends"
    ]


def test_the_end_of_a_distributor_leaves_its_partners_without_one(sample_root: Path) -> None:
    """The same agreement ends rights, directory, data, supply and appendix, on one day."""
    tree = read(
        sample_root,
        DISTRIBUTOR,
        "effective: 2025-01-01}",
        "effective: 2025-01-01, first_term_through: 2027-02-28, notice_given: 2026-08-01}",
    )
    reports = [checked(tree, day) for day in (LAST, LAST + timedelta(days=1))]
    uncovered = [
        [
            (str(f.severity), f.message)
            for f in report.findings
            if f.id == "territory/no-distributor"
        ]
        for report in reports
    ]
    ((announced, before),), ((found, now),) = uncovered
    assert announced == "warning"
    assert "will hold no active right" in before
    assert "from 1 March 2027" in before
    assert found == "error"
    assert "holds no active right: Central Europe × all products" in now

    last, after = (report.program for report in reports)
    assert last is not None
    assert after is not None
    cell = last.axes.cell(place="PL", product="maintain-core")
    held = [
        {holding.grant.partner for holding in rights.holders(program, cell, program.as_of)}
        for program in (last, after)
    ]
    assert [DISTRIBUTOR in partners for partners in held] == [True, False]
    name = last.partners[DISTRIBUTOR].name
    for viewer in (PUBLIC_VIEWER, PARTNER_VIEWER):
        # A rule still sends partners there: that is the finding above, and stays in its words.
        listed = named_in(site_files(last, viewer), name) - named_in(
            site_files(after, viewer), name
        )
        assert {"partners.md", "data/program.json"} <= listed
    assert "appendix.md" in appendix_files(last, DISTRIBUTOR, last.as_of)
    assert appendix_files(after, DISTRIBUTOR, after.as_of) == {}


def test_a_life_that_ends_ends_the_same(sample_root: Path) -> None:
    """Terminated from a day in ``life:``, though the agreement would go on."""
    steps = (
        "life:\n  - {state: active, from: 2024-03-01}\n  - {state: terminated, from: 2027-03-01}"
    )
    tree = read(sample_root, PARTNER, "status: active", steps)
    loaded, shape = load_tree(tree)
    assert shape == []
    for day, there in ((LAST, True), (LAST + timedelta(days=1), False)):
        program, links = resolve(loaded, day, "test")
        assert program is not None
        assert links == []
        assert holds(program) is there
        assert bool(quote(program).taken) is there
        assert bool(named_in(site_files(program, PUBLIC_VIEWER), PARTNER)) is there
        assert bool(appendix_files(program, PARTNER, day)) is there
        assert (standing.of(program, PARTNER, day).held is not None) is there
