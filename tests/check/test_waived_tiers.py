"""A waiver of a tier covers what the partner had when it was granted, and says its cost."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.check.measured import DAY, TABLE, Change, at, files, report

from partnerbook.check.accepting.drafting import Drafted, draft_waiver
from partnerbook.check.accepting.listing import list_waivers
from partnerbook.check.accepting.written import Wanted
from partnerbook.check.waiving import levels
from partnerbook.check.waiving.tiers import exempt
from partnerbook.explain.standing import StandingAnswer, explain_standing
from partnerbook.findings import Cost
from partnerbook.render.reports import costs
from partnerbook.render.reports.explain_standing import note
from partnerbook.render.sheets import standing_sheets
from partnerbook.source.tree import MemoryTree
from partnerbook.standing import agenda
from partnerbook.values.money import Money

APPROVER = ("program.yml", "[margin/floor]", "[margin/floor, tier/not-earned]")
WAIVER = """rule: tier/not-earned
subject: nordwind
{keeps}from: 2026-10-01
through: 2027-01-31
reason: A correction of its revenue is under way.
approver: channel-chief
approved: 2026-09-28
"""
LESS: Change = (TABLE, "8000.00", "7000.00")
TOTAL: Change = ("evidence/invoices.yml", "29500.00", "28500.00")


def waived(keeps: str, *more: Change) -> list[str]:
    line = f"keeps: {keeps}\n" if keeps else ""
    found = report(APPROVER, ("waivers/gold.yml", "*", WAIVER.format(keeps=line)), *more)
    return [
        f"{at(one)} {one.message.rpartition('; ')[2]}"
        for one in found.findings
        if one.id.startswith(("waiver/", "tier/", "reference/"))
    ]


@pytest.mark.parametrize(
    ("keeps", "more", "expected"),
    [
        ("{tier: gold, at_least: {revenue: 29500 EUR}}", (), []),
        ("{tier: gold, at_least: {revenue: 29500 EUR}}", (LESS, TOTAL), ["now 28,500 EUR"]),
        ("{tier: gold, at_least: {revenue: 29500.01 EUR}}", (), ["now 29,500 EUR"]),
        ("{tier: gold, at_least: {revenue: 20000 USD}}", (), ["is not in USD"]),
        ("{tier: gold, at_least: {revenue: 79.50 %}}", (), ["is not in %"]),
        ("{tier: gold, at_least: {revenues: 1 EUR}}", (), ["50,000 EUR is not waived"]),
        ("{tier: gold, without: [revenue]}", (LESS, TOTAL), []),
        ("{tier: silver, without: [revenue]}", (), ["waived for silver, not for gold"]),
        ("{tier: golden, without: [revenue]}", (), ["did you mean gold?"]),
        ("", (), ["today that is Revenue: 29,500 of 50,000 EUR"]),
    ],
)
def test_how_far_it_goes(keeps: str, more: tuple[Change, ...], expected: list[str]) -> None:
    found = waived(keeps, *more)
    assert len(found) == len(expected), found
    assert all(one.endswith(end) for one, end in zip(found, expected, strict=True)), found


def test_what_is_written_says_what_there_is_and_what_it_costs() -> None:
    wanted = Wanted("tier/not-earned", "nordwind", DAY.replace(year=2027, month=1), "So.", "chief")
    tree = MemoryTree(files(APPROVER, ("program.yml", "id: channel-chief", "id: chief")))
    draft = draft_waiver(tree, wanted, DAY, "test", None)
    assert isinstance(draft, Drafted)
    assert "keeps: {tier: gold, at_least: {revenue: 29500 EUR}}" in draft.text
    cost = draft.entry.cost
    assert cost is not None
    assert (str(cost.short), str(cost.value)) == ("1475.00 EUR", "29500.00 EUR")
    assert cost.on == "a year on its Revenue, 1 November 2025 to 31 October 2026, one-tier"


def test_the_list_and_the_pages_tell_it() -> None:
    keeps = "keeps: {tier: gold, at_least: {revenue: 29500 EUR}}\n"
    changes = (APPROVER, ("waivers/gold.yml", "*", WAIVER.format(keeps=keeps)))
    listed = list_waivers(MemoryTree(files(*changes)), DAY, "test", None)
    assert listed is not None
    assert [one.cost is not None for one in listed.entries] == [True]
    ended = list_waivers(MemoryTree(files(*changes)), DAY.replace(year=2027, month=2), "test", None)
    assert ended is not None
    assert [(one.state, one.cost) for one in ended.entries] == [("ended", None)]
    found = report(*changes)
    assert found.program is not None
    kept = exempt(found.waived)
    answer = explain_standing(found.program, "nordwind", kept)
    assert isinstance(answer, StandingAnswer)
    (position,) = answer.positions
    assert note(position, answer) == "Gold is kept by the waiver gold until 31 January 2027"
    assert "the waiver gold" in position.losses[0].what
    sheet = standing_sheets(found.program, kept)["nordwind/standing.md"].decode()
    assert "You keep Gold by an exception until 31 January 2027." in sheet
    assert "waiver" not in sheet


def test_the_calendar_of_a_partner_has_the_end_of_its_waiver() -> None:
    keeps = "keeps: {tier: gold, at_least: {revenue: 29500 EUR}}\n"
    program = report(APPROVER, ("waivers/gold.yml", "*", WAIVER.format(keeps=keeps))).program
    assert program is not None
    found = agenda(program, 90, "nordwind").events
    assert "waiver gold ends" in [one.say for one in found]


def test_a_metric_misspelt_in_a_tier_leaves_prices_judged() -> None:
    found = report(("tiers/gold.yml", "metric: revenue", "metric: revenu"))
    assert [one.id for one in found.findings] == ["reference/unknown-metric"]
    assert not [name for name in found.summary.unjudged if name.startswith("margin/")]
    assert "tier/not-earned" in found.summary.unjudged


def test_it_says_of_what_there_must_be_so_much() -> None:
    keeps = "keeps: {tier: gold, at_least: {revenue: 29500 EUR}}\n"
    program = report(APPROVER, ("waivers/gold.yml", "*", WAIVER.format(keeps=keeps))).program
    assert program is not None
    assert levels.words(program.waivers[0]) == "gold with at least 29,500 EUR (revenue)"


@pytest.mark.parametrize(
    ("at_most", "said"), [(True, "up to EUR 6 a year"), (False, "EUR 6 a year")]
)
def test_what_is_the_most_is_called_so(at_most: bool, said: str) -> None:
    six, hundred = Money(Decimal(6), "EUR"), Money(Decimal(100), "EUR")
    cost = Cost(six, hundred, Decimal("0.06"), "a year", at_most=at_most)
    assert costs.in_words(cost) == f"{said} (6% of EUR 100 at list)"
