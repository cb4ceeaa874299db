"""Many partners with one cause are one finding: a requirement too high, a report missing."""

from __future__ import annotations

from datetime import date

from tests.check.measured import GOLD, MANIFEST, METRIC, TABLE, Change, at, report
from tests.standing.test_merging import SOLD, part

from partnerbook.findings import Finding, Ref

ON_NOTICE = "{state: on-notice, from: 2026-11-01}"
THREE: list[Change] = [part("ost", ON_NOTICE, "gold"), part("west", ON_NOTICE, "gold"), *SOLD]
COUNTED: list[Change] = [
    (METRIC, "unit: money", "unit: count\nof: users"),
    (MANIFEST, "30520.00 EUR", "30520.00 users"),
    (TABLE, "EUR", "users"),
    (TABLE, "EUR", "users"),
    (TABLE, "EUR", "users"),
    (TABLE, "EUR", "users"),
    (TABLE, "EUR", "users"),
    (GOLD, "kind: money", "kind: count"),
    (GOLD, "amounts: [50000 EUR]", "count: 50000, unit: users"),
]


def found(rule: str, *changes: Change, day: date = date(2026, 11, 22)) -> list[Finding]:
    return [one for one in report(*changes, day=day).findings if one.id == f"tier/{rule}"]


def test_one_requirement_that_three_partners_lack_is_said_once() -> None:
    (one,) = found("not-earned", *THREE)
    assert at(one).startswith("gold.yml:6:")
    assert one.message == (
        "3 partners hold Gold, but lack one thing that it asks for, and nothing else: Revenue,"
        " 50,000 EUR"
    )
    assert dict(one.notes)["partners"] == (
        "Nordwind Systemhaus GmbH (29,500 EUR), Ost KG (1,000 EUR), West KG (20 EUR)"
    )
    assert "subject: ost, keeps: {tier: gold" in dict(one.notes)["to waive"]
    says = [each.say for each in one.help]
    assert says[0].startswith("put back what was asked for")
    assert says[2].startswith("or give it the grace of Gold")


def test_a_number_that_all_of_them_meet_is_offered() -> None:
    (one,) = found("not-earned", *THREE, *COUNTED)
    repair = one.help[0]
    assert repair.say == "if it was raised by mistake, write 20, which they all meet"
    (edit,) = repair.edits
    assert isinstance(edit.at, Ref)
    assert (edit.at.steps, edit.text) == (("requirements", "0", "count"), "20")


def test_two_partners_or_other_lacks_are_told_each() -> None:
    assert len(found("not-earned", THREE[0], part("west", ON_NOTICE), *SOLD)) == 2
    # Nordwind has these 25,000, the others lack them as well.
    besides = (
        "  - {id: more, name: More, kind: money, metric: revenue, amounts: [25000 EUR],"
        " window: trailing 3 months}\ngrace:"
    )
    assert len(found("not-earned", *THREE, (GOLD, "grace:", besides))) == 3


LATER = date(2026, 12, 22)


def test_one_report_that_is_missing_is_said_once() -> None:
    (one,) = found("not-computable", *THREE, day=LATER)
    assert at(one).startswith("invoices.yml:7:")
    assert one.message.startswith(
        "whether 3 partners have earned the tiers that they hold cannot be told. Revenue: there is"
        " no complete evidence of Revenue for 1 to 30 November 2026"
    )
    assert dict(one.notes)["partners"] == "Nordwind Systemhaus GmbH, Ost KG, West KG"
    alone = found("not-computable", day=LATER)
    assert "whether Nordwind Systemhaus GmbH has earned Gold" in alone[0].message
