"""What a form asks for is held against evidence, for each partner whose agreement is on it."""

from __future__ import annotations

from datetime import date

import pytest
from tests.check.measured import GOLD, PARTNER, Change, at, files, report

from partnerbook.load import load_tree
from partnerbook.render.appendix import appendix_files
from partnerbook.render.sheets import standing_sheets
from partnerbook.resolve import resolve
from partnerbook.resolve.program import Program
from partnerbook.source.tree import MemoryTree
from partnerbook.standing.commitments import commitments

DAY = date(2026, 11, 22)
FORM = "agreements/reseller-2026-1.yml"
EARNED: Change = (GOLD, "50000 EUR", "100 EUR")
METRIC = """name: Consultants
kind: holdings
unit: count
of: people
counts_to: [pay]
holds: [consultant]
monotone: true
"""
MANIFEST = """name: Certificates
system: Academy
extracted: 2026-11-16T06:00Z
shape: holdings
metrics: [people]
rows: 2
"""
ROWS = """partner,what,who,from,expires,place
nordwind,consultant,CA-1,2025-03-01,2027-02-28,DE
nordwind,consultant,CA-2,2024-03-01,2026-02-28,DE
"""
PEOPLE: tuple[Change, ...] = (
    ("metrics/people.yml", "*", METRIC),
    ("evidence/people.yml", "*", MANIFEST),
    ("evidence/people.csv", "*", ROWS),
)


def form(text: str) -> Change:
    return FORM, "", text


def sales(more: str) -> Change:
    missed = "if_missed: A joint plan"
    return form(
        f"performance:\n  - {{id: sales, what: Sales, period: as agreed, {missed}{more}}}\n"
    )


def trained(count: int, more: str = "if_missed: A joint plan, ") -> Change:
    said = f"id: staff, role: Consultant, people: {count}, {more}metric: people"
    return form(f"training:\n  - {{{said}}}\n")


def leads(more: str) -> Change:
    return form(
        "obligations:\n  - {id: leads, topic: leads, text: Leads are won., if_missed: No leads,"
        f" metric: revenue, amounts: [30000 EUR], window: trailing 3 months{more}}}\n"
    )


def program_of(*changes: Change, day: date = DAY) -> Program:
    loaded, shape = load_tree(MemoryTree(files(EARNED, *changes)))
    program, links = resolve(loaded, day)
    assert program is not None
    assert [*shape, *links] == []
    return program


@pytest.mark.parametrize(
    ("changes", "verdicts"),
    [
        ([sales(", amounts: [29500 EUR], metric: revenue, window: trailing 3 months")], ["yes"]),
        ([sales(", amounts: [29501 EUR], metric: revenue, window: trailing 3 months")], ["no"]),
        (
            [sales(", amounts: [1 USD], metric: revenue, window: trailing 3 months")],
            ["cannot tell"],
        ),
        ([sales(", amounts: [1 EUR], metric: revenue, window: last calendar year")], [None]),
        ([sales(', target: "4 of 5"')], [None]),
        ([*PEOPLE, trained(1)], ["yes"]),
        ([*PEOPLE, trained(2)], ["no"]),
        ([form("training: [{id: staff, role: Consultant, people: 9}]\n")], []),
        ([leads(", owner: partner")], ["no"]),
        ([leads(", owner: partner, partner_types: [reseller]")], ["no"]),
        ([leads(", owner: partner, partner_types: [agent]")], []),
        # An agreement that is over asks for nothing any more.
        (
            [
                leads(", owner: partner"),
                (PARTNER, "effective: 2026-04-01", "effective: 2026-11-23"),
                (PARTNER, "from: 2026-04-01\n", "from: 2026-12-01\n"),
            ],
            [],
        ),
    ],
)
def test_what_a_form_asks(changes: list[Change], verdicts: list[str | None]) -> None:
    program = program_of(("program.yml", "currencies: [EUR]", "currencies: [EUR, USD]"), *changes)
    found = list(commitments(program, program.partners["nordwind"], DAY))
    assert [one.kept and one.kept.verdict for one in found] == verdicts


@pytest.mark.parametrize(
    ("changes", "where", "said"),
    [
        ([*PEOPLE, trained(1)], "", ""),
        (
            [*PEOPLE, trained(2)],
            "nordwind.yml:15:12 partner/commitment-missed",
            "did not keep what its agreement asks for: Consultant: 1 of 2 people, 1 missing",
        ),
        (
            [leads(", owner: partner")],
            "nordwind.yml:15:12 partner/commitment-missed",
            "Leads are won: 29,500 EUR of 30,000 EUR, 500 EUR missing (1 August to 31 October",
        ),
        (
            [*PEOPLE, trained(1, "")],
            "reseller-2026-1.yml:15:23 agreement/no-consequence",
            "does not say what follows if this is missed: Consultant",
        ),
        (
            [form("training:\n  - {id: a, role: A, people: 1, if_missed: A, metric: revenue}\n")],
            "reseller-2026-1.yml:15:55 reference/unfit-metric",
            "A asks for trained people, but Revenue is summed up over time",
        ),
        (
            [form("training:\n  - {id: a, role: A, people: 1, if_missed: A, metric: revenu}\n")],
            "reseller-2026-1.yml:15:55 reference/unknown-metric",
            "did you mean revenue?",
        ),
        (
            [sales(", count: 2, metric: revenue, window: lifetime")],
            "reseller-2026-1.yml:15:92 reference/unfit-metric",
            "Sales asks for a number, but Revenue is measured in money",
        ),
        (
            [sales(", count: 2, metric: revenue, window: life time")],
            "reseller-2026-1.yml:15:109 shape/wrong-value",
            "write a window",
        ),
        # Nothing is said to be missed by what cannot be measured so.
        (
            [sales(", amounts: [90000 EUR], metric: revenue")],
            "reseller-2026-1.yml:15:104 reference/unfit-metric",
            "Revenue is summed up over time: say over which (`window:`)",
        ),
        (
            [*PEOPLE, sales(", count: 9, metric: people, window: calendar year")],
            "reseller-2026-1.yml:15:108 reference/unfit-metric",
            "Consultants is counted on a day, so `calendar year` tells nothing",
        ),
        # Without a window what is counted is counted on the day.
        (
            [*PEOPLE, sales(", count: 9, metric: people")],
            "nordwind.yml:15:12 partner/commitment-missed",
            "Sales: 1 of 9 people, 8 missing",
        ),
        ([sales(", metric: revenue, window: lifetime")], "shape/missing-key", "percent"),
        ([sales("")], "shape/missing-key", "a target is in words, or a figure with its metric"),
        ([leads(", owner: vendor")], "shape/misplaced-key", "by a partner's evidence"),
    ],
)
def test_findings(changes: list[Change], where: str, said: str) -> None:
    found = report(EARNED, *changes).findings
    if not where:
        assert found == ()
        return
    (one,) = found
    assert at(one).endswith(where)
    assert said in one.message


def test_a_window_that_is_lacking_is_offered() -> None:
    (one,) = report(EARNED, sales(", amounts: [9 EUR], metric: revenue")).findings
    assert [way.say for way in one.help] == ["add `window: calendar year`"]


def test_it_is_shown_wherever_commitments_are() -> None:
    program = program_of(*PEOPLE, trained(2))
    page = standing_sheets(program)["nordwind/standing.md"].decode()
    line = "**Not kept**: Consultant: 1 of 2 people, 1 missing"
    assert f"## What your agreement asks for\n\n- {line}" in page
    sent = standing_sheets(program)["nordwind/standing.html"].decode()
    assert "<h2>What your agreement asks for</h2>" in sent
    assert "<strong>Not kept</strong>: Consultant: 1 of 2 people, 1 missing" in sent


def test_the_appendix_says_how_much_in_the_partners_currency() -> None:
    more = ", amounts: [30000 EUR, 31000 USD], metric: revenue, window: trailing 3 months"
    dollars = ("program.yml", "currencies: [EUR]", "currencies: [EUR, USD]")
    text = appendix_files(program_of(dollars, sales(more)), "nordwind", DAY)["appendix.md"].decode()
    assert "EUR 30,000" in text
    assert "31,000" not in text
