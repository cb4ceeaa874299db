"""Which deals a registration protects, for whom and on which days, by files over the small program.

The days are told from the files by hand, without the engine's own arithmetic.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from partnerbook.load import load_tree
from partnerbook.resolve import resolve
from partnerbook.resolve.program import Program
from partnerbook.rights.protection import protected_for, protections, terms
from partnerbook.source.tree import FolderTree, MemoryTree
from partnerbook.values.box import BoxSet

BASE = FolderTree(Path(__file__).parents[1] / "programs" / "minimal")
INCENTIVE = """\
name: Deal registration
summary: Extra discount for who is first.
kind: deal-registration
for: {scope}
from: 2026-06-01
through: 2026-12-31
side: partner
stage: front-end
base: list
anchor: {anchor}
applies: on-request
rate: 5%
audience: partner
"""
RULES = """\
name: Rules of engagement
summary: How to register a deal.
unit: opportunity
who: Any reseller.
protection: {lasts}
answer_within: 2 business days
precedence:
  - {{id: first, name: First, rule: The first complete registration wins.}}
"""
EXCLUSIVE = "protection: exclusive\n"


def program(
    more: str = EXCLUSIVE,
    *,
    scope: str = "{products: [core], claim: [first]}",
    anchor: str = "registration",
    rules: tuple[str, ...] = ("90 days",),
    standing: str = "",
) -> Program:
    files: dict[str, bytes] = {}
    for path in BASE.list()[0]:
        data = BASE.read(path)
        assert isinstance(data, bytes)
        files[path] = data
    text = INCENTIVE.format(scope=scope, anchor=anchor) + more
    files["program/incentives/registration.yml"] = text.encode()
    for at, lasts in enumerate(rules):
        files[f"program/engagement/rules-{at}.yml"] = RULES.format(lasts=lasts).encode()
    if standing:
        path = "program/partners/nordwind.yml"
        was = b"  - {tier: gold, from: 2026-04-01, because: earned}"
        assert was in files[path]
        files[path] = files[path].replace(was, standing.encode())
    loaded, shape = load_tree(MemoryTree(files))
    found, links = resolve(loaded)
    assert [finding.message for finding in (*shape, *links)] == []
    assert found is not None
    return found


def days(cells: BoxSet) -> list[tuple[str, str]]:
    """First and last day of each stretch."""
    return [
        (str(date.fromordinal(int(first))), str(date.fromordinal(int(end) - 1)))
        for first, end in (cells.on("day") if cells else ())
    ]


def nordwind(said: Program) -> BoxSet:
    (protection,) = protections(said)
    return protected_for(said, protection, said.partners["nordwind"])


@pytest.mark.parametrize("more", ["", "protection: precedence\n"])
def test_price_and_precedence_change_no_right(more: str) -> None:
    assert protections(program(more)) == ()


@pytest.mark.parametrize(
    ("rules", "last"),
    [
        ((), "2026-12-31"),
        (("1 day",), "2026-12-31"),
        (("90 days",), "2027-03-30"),
        (("3 months",), "2027-03-30"),
        (("90 days\nextension: 60 days",), "2027-05-29"),
        (("30 days", "90 days", "60 days"), "2027-03-30"),
    ],
)
def test_a_deal_of_the_last_day_is_protected_to_the_end_of_its_term(
    rules: tuple[str, ...], last: str
) -> None:
    assert days(nordwind(program(rules=rules))) == [("2026-06-01", last)]


def test_what_is_counted_from_an_order_is_protected_while_it_is_given() -> None:
    said = program(anchor="order", rules=("90 days",))
    assert days(nordwind(said)) == [("2026-06-01", "2026-12-31")]


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        ("{products: [core], tiers: [gold]}", [("2026-06-01", "2026-10-28")]),
        ("{products: [core], tiers: [silver]}", [("2026-08-01", "2027-03-30")]),
        ("{products: [core], partner_type: [distributor]}", []),
        ("{products: [core], seller_places: [FR]}", []),
        ("{products: [core], claim: [later]}", []),
        ("everyone", [("2026-06-01", "2027-03-30")]),
    ],
)
def test_only_who_can_register_is_protected(scope: str, expected: list[tuple[str, str]]) -> None:
    """Gold through July: what it registers on 31 July is protected for 90 days from that day."""
    standing = (
        "  - {tier: gold, from: 2026-04-01, through: 2026-07-31, because: earned}\n"
        "  - {tier: silver, from: 2026-08-01, because: earned}"
    )
    assert days(nordwind(program(scope=scope, standing=standing))) == expected


def test_cells_are_the_customers_and_of_the_first_claim() -> None:
    said = program(scope="{products: [core], places: [FR], tiers: [gold], sector: [public]}")
    expected = said.axes.cell(place="FR", product="core", sector="public", claim="first")
    assert nordwind(said).without("day").same(expected)


def test_terms_are_told_by_each_of_the_rules() -> None:
    said = terms(program(rules=("90 days\nextension: 60 days", "2 months")))
    assert [(one.rules, str(one.lasts), str(one.extension)) for one in said] == [
        ("rules-0", "90 days", "60 days"),
        ("rules-1", "2 months", "None"),
    ]
