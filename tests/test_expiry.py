"""One agreement ends: on that very day the partner leaves every answer and everything published.

What is left is the time to sell off, in which offers made before may become orders.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from partnerbook import pricing, rights, standing
from partnerbook.check.report import Report
from partnerbook.check.run import check_tree
from partnerbook.load import load_tree
from partnerbook.render.appendix import appendix_files
from partnerbook.render.site import site_files
from partnerbook.resolve import resolve
from partnerbook.resolve.program import Program
from partnerbook.rulebook import Answers
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


def checked(tree: Tree, day: date, known: Answers | None = None) -> Report:
    return check_tree(tree, day, "test", lambda _zone: (day, "test"), known)


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


def order_of(day: date, partner: str = PARTNER) -> pricing.Order:
    """An order of a day on which everything else about it happened too."""
    distributor = partner == DISTRIBUTOR
    return pricing.Order(
        partner=partner,
        currency="EUR" if distributor else "USD",
        place="PL" if distributor else "AU",
        route="two-tier" if distributor else "one-tier",
        dates=dict.fromkeys(("order", "contract", "invoice"), day),
        claim="none",
        deal_role="sourced",
        facts={"sector": "commercial", "size": "midmarket", "public-tender": "no"},
        lines=(pricing.Line("maintain-core", 10, "new"),),
    )


def quote(program: Program) -> pricing.Quote:
    return pricing.price(program, order_of(program.as_of))


def named_in(files: Mapping[str, bytes], *names: str) -> set[str]:
    """The files that name the partner, by id or by name."""
    texts = {path: data.decode("utf-8", "replace") for path, data in files.items()}
    return {path for path, text in texts.items() if any(name in text for name in names)}


def test_one_end_reaches_everything_on_the_same_day(sample_root: Path) -> None:
    """Rights, price, directory, endpoints, distributor coverage, appendix: the day before, the day.

    The agreement is a distributor's. Every answer is asked for both days, and differs between them
    by what its end means, and by nothing that names the partner besides.
    """
    tree = read(
        sample_root,
        DISTRIBUTOR,
        "effective: 2025-01-01}",
        "effective: 2025-01-01, first_term_through: 2027-02-28, notice_given: 2026-08-01}",
    )
    reports = [checked(tree, day) for day in (LAST, LAST + timedelta(days=1))]
    last, after = (report.program for report in reports)
    assert last is not None
    assert after is not None
    name = last.partners[DISTRIBUTOR].name

    # 1. Rights.
    cell = last.axes.cell(place="PL", product="maintain-core")
    held = [
        {holding.grant.partner for holding in rights.holders(program, cell, program.as_of)}
        for program in (last, after)
    ]
    assert held[0] - held[1] == {DISTRIBUTOR}
    assert held[1] <= held[0]

    # 2. Price: what is agreed stands still on the last day, and nothing new can be registered.
    orders = [order_of(program.as_of, DISTRIBUTOR) for program in (last, after)]
    quotes = [pricing.price(last, orders[0]), pricing.price(after, orders[1])]
    assert [bool(one.taken) for one in quotes] == [True, True]
    assert pricing.selling_off(last, orders[0]) is None
    off = pricing.selling_off(after, orders[1])
    assert off is not None
    assert (off.last, off.through) == (LAST, date(2027, 8, 31))
    registered = [
        pricing.price(program, replace(order, dates={**order.dates, "registration": program.as_of}))
        for program, order in zip((last, after), orders, strict=True)
    ]
    assert registered[0].certain
    assert [doubt.reason for doubt in registered[1].doubts] == [
        (
            f"a deal cannot be registered on 1 March 2027: the agreement of {name} ended on"
            " 28 February 2027"
        )
    ]
    late = pricing.price(after, order_of(off.through + timedelta(days=1), DISTRIBUTOR))
    assert late.sums is None
    assert [doubt.reason for doubt in late.doubts] == [
        (
            f"{name} cannot order on 1 September 2027: its agreement ended on 28 February 2027, and"
            " its time to sell off on 31 August 2027"
        )
    ]

    # 3. The directory, and 4. the endpoints, of both editions.
    for viewer in (PUBLIC_VIEWER, PARTNER_VIEWER):
        files = [site_files(program, viewer) for program in (last, after)]
        rows = [
            re.findall(r"id=\"partner-([a-z0-9-]+)\"", f["partners.md"].decode()) for f in files
        ]
        assert set(rows[0]) - set(rows[1]) == {DISTRIBUTOR}
        assert set(rows[1]) <= set(rows[0])
        data = [json.loads(f["data/program.json"]) for f in files]
        listed = [{partner["id"] for partner in one["partners"]} for one in data]
        assert [set(one) for one in rows] == listed
        places = [
            {
                page["id"]
                for page in one["territories"]
                for seller in (*page["may_actively_sell"], *page["others"])
                if seller["partner"] == DISTRIBUTOR
            }
            for one in data
        ]
        assert "central-europe" in places[0]
        assert places[1] == set()
        named = [
            named_in({path: data for path, data in f.items() if path.startswith("data/")}, name)
            for f in files
        ]
        assert named[0] >= {"data/program.json"}
        # A rule still sends partners there: that is the finding below, and stays in its words.
        assert named[1] == set()

    # 5. Who is served by the distributor.
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

    # 6. The appendix.
    assert "appendix.md" in appendix_files(last, DISTRIBUTOR, last.as_of)
    assert appendix_files(after, DISTRIBUTOR, after.as_of) == {}


def test_the_end_reaches_tier_pages_and_calendar(sample_root: Path) -> None:
    """The same of a reseller: no tier counts any more, no page names it, the calendar says it."""
    last, after = days(sample_root)
    name = last.partners[PARTNER].name

    assert [holds(program) for program in (last, after)] == [True, False]

    states = [standing.of(program, PARTNER, program.as_of) for program in (last, after)]
    assert [state.held and state.held.tier for state in states] == ["gold", None]
    assert states[1].agreement_state == standing.ENDED

    for viewer in (PUBLIC_VIEWER, PARTNER_VIEWER):
        listed = named_in(site_files(last, viewer), PARTNER, name)
        assert {"partners.md", "territories/anz.md", "data/program.json"} <= listed
        assert named_in(site_files(after, viewer), PARTNER, name) == set()

    # The calendar says it on the day itself, and has nothing more to say of its rights then.
    told = [(str(one.day), one.say) for one in standing.agenda(last, 400, PARTNER).events]
    assert told[0] == ("2027-02-28", "the agreement ends")
    assert [say for _, say in told[1:]] == ["the time to sell off ends"]
    assert [one.say for one in standing.agenda(after, 400, PARTNER).events] == [
        "the time to sell off ends"
    ]


@pytest.mark.parametrize(
    ("day", "taken", "reason"),
    [
        (LAST, True, ""),
        (LAST + timedelta(days=1), True, ""),
        (date(2027, 4, 29), True, ""),
        (
            date(2027, 4, 30),
            False,
            (
                "cannot order on 30 April 2027: its agreement ended on 28 February 2027, and its"
                " time to sell off on 29 April 2027"
            ),
        ),
    ],
)
def test_selling_off_is_priced_as_on_the_last_day(
    sample_root: Path, day: date, taken: bool, reason: str
) -> None:
    """An offer of before the end becomes an order at what held then, and for 60 days."""
    last, after = days(sample_root)
    wanted, found = pricing.price(last, order_of(LAST)), pricing.price(after, order_of(day))
    if taken:
        assert wanted.sums is not None
        assert found.sums == wanted.sums
        assert [one.step.id for one in found.taken] == [one.step.id for one in wanted.taken]
        assert found.order.dates["order"] == day
    else:
        assert found.sums is None
        assert [doubt.reason for doubt in found.doubts] == [
            f"{after.partners[PARTNER].name} {reason}"
        ]


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
        off = pricing.selling_off(program, quote(program).order)
        assert (off is None) is there
        assert off is None or off.last == LAST
        assert bool(named_in(site_files(program, PUBLIC_VIEWER), PARTNER)) is there
        assert bool(appendix_files(program, PARTNER, day)) is there
        assert (standing.of(program, PARTNER, day).held is not None) is there


EXAMPLE = """name: Forty users, offered before the end
summary: An offer of October becomes an order.
audience: internal
order:
  partner: korfos
  place: GR
  currency: EUR
  route: one-tier
  claim: none
  deal_role: sourced
  facts: {sector: commercial, size: midmarket}
  dates: {order: %s, contract: %s, invoice: %s}
  period_value: 30000 EUR
  lines: [{product: maintain-core, quantity: 40, line_type: new}]
result:
  list_value: 19200 EUR
"""


@pytest.mark.parametrize(
    ("day", "value", "found"),
    [
        ("2026-12-31", "19200", ""),
        # It is reckoned, not passed over.
        ("2026-12-31", "19201", "margin/worked-example"),
        ("2027-01-01", "19200", "reference/nothing-in-force"),
    ],
)
def test_a_worked_example_may_lie_in_the_time_to_sell_off(
    sample_root: Path, known: Answers, day: str, value: str, found: str
) -> None:
    text = (EXAMPLE % (day, day, day)).replace("19200", value)
    files = {"program/examples/sell-off.yml": text.encode()}
    report = checked(Overlay(FolderTree(sample_root), files), date(2026, 11, 22), known)
    assert [one.id for one in report.findings] == ([found] if found else [])
