"""Numbers and names that stand in two files: where they part, the check says so."""

from __future__ import annotations

from pathlib import Path

import pytest

from partnerbook.check.rules import RULES
from partnerbook.findings import Finding, Spot
from partnerbook.load import load_tree
from partnerbook.resolve import resolve
from partnerbook.rulebook import Answers
from partnerbook.source.tree import FolderTree, MemoryTree

BASE = FolderTree(Path(__file__).parents[1] / "programs" / "minimal")
RULES_OF_ENGAGEMENT = """\
name: {name}
summary: How to claim a deal.
unit: opportunity
who: Any partner who resells.
protection: 90 days
answer_within: 2 business days
{minimum}precedence:
  - {{id: first, name: The first registrant, rule: Comes first.}}
"""
INCENTIVE = """\
name: {name}
summary: For the partner who finds a deal first.
kind: {kind}
for: {scope}
rate: 5%
from: 2026-01-01
side: partner
stage: front-end
base: list
anchor: registration
applies: on-request
{stacks}audience: partner
"""


def judged(rule: str, files: dict[str, str]) -> list[str]:
    """The findings of one rule, as severity, place and message."""
    known = {path: BASE.read(path) for path in BASE.list()[0]}
    good = {path: data for path, data in known.items() if isinstance(data, bytes)}
    frame = good["program/program.yml"].replace(b"currencies: [EUR]", b"currencies: [EUR, USD]")
    written = {f"program/{path}": text.encode() for path, text in files.items()}
    loaded, shape = load_tree(MemoryTree({**good, "program/program.yml": frame, **written}))
    program, links = resolve(loaded)
    assert (shape, links) == ([], [])
    assert program is not None

    def said(finding: Finding) -> str:
        at = finding.places[0].at
        spot = at if isinstance(at, Spot) else loaded.spot(at)
        return f"{finding.severity} {spot.file[8:]}:{spot.line} {finding.message}"

    return sorted(said(finding) for finding in RULES[rule].findings(rule, Answers(program)))


def deals(*minima: str) -> dict[str, str]:
    """One file of rules of engagement for each of the minima; an empty one states none."""
    return {
        f"engagement/r{number}.yml": RULES_OF_ENGAGEMENT.format(
            name=f"Registration {number}",
            minimum=f"minimum: [{minimum}]\n" if minimum else "",
        )
        for number, minimum in enumerate(minima, 1)
    }


def incentive(scope: str, kind: str = "deal-registration") -> dict[str, str]:
    text = INCENTIVE.format(name="Uplift", kind=kind, scope=scope, stacks="")
    return {"incentives/uplift.yml": text}


FROM_10 = "{claim: [first], list_value: {at_least: [10000 EUR]}}"
ANY = "{claim: [first]}"


@pytest.mark.parametrize(
    ("minima", "scope", "expected"),
    [
        (("10000 EUR",), FROM_10, []),
        (("10000.00 EUR",), FROM_10, []),
        (("",), FROM_10, []),
        ((), FROM_10, []),
        (("11000 USD",), "{list_value: {at_least: [10000 EUR, 11000 USD]}}", []),
        (("5000 EUR", "10000 EUR"), FROM_10, []),
        (
            ("15000 EUR",),
            FROM_10,
            [
                (
                    "error incentives/uplift.yml:4 Uplift begins at 10000 EUR, but registration at "
                    "15000 EUR: deals from 10000 EUR to below 15000 EUR earn it but cannot be "
                    "registered"
                )
            ],
        ),
        (
            ("5000 EUR",),
            FROM_10,
            [
                (
                    "warning incentives/uplift.yml:4 Uplift begins at 10000 EUR, but registration "
                    "at 5000 EUR: deals from 5000 EUR to below 10000 EUR can be registered but "
                    "earn nothing"
                )
            ],
        ),
        (
            ("5000 EUR", "12000 EUR"),
            FROM_10,
            [
                (
                    "error incentives/uplift.yml:4 Uplift begins at 10000 EUR, but registration at "
                    "12000 EUR: deals from 10000 EUR to below 12000 EUR earn it but cannot be "
                    "registered"
                )
            ],
        ),
        (
            ("5000 EUR, 6000 USD",),
            ANY,
            [
                f"error incentives/uplift.yml:4 Uplift has no smallest deal in {amount[-3:]}, but "
                f"registration begins at {amount}: smaller deals earn it but cannot be registered"
                for amount in ("5000 EUR", "6000 USD")
            ],
        ),
        (
            ("5000 EUR",),
            "everyone",
            [
                (
                    "error incentives/uplift.yml:4 Uplift has no smallest deal in EUR, but "
                    "registration begins at 5000 EUR: smaller deals earn it but cannot be "
                    "registered"
                )
            ],
        ),
    ],
)
def test_the_smallest_deal(minima, scope, expected):
    files = {**deals(*minima), **incentive(scope)}
    assert judged("engagement/smallest-deal", files) == expected


def test_other_incentives_begin_where_they_like():
    files = {**deals("15000 EUR"), **incentive(FROM_10, kind="special-price")}
    assert judged("engagement/smallest-deal", files) == []


PRICES = {
    "prices/dollar.yml": "name: D\ncurrency: USD\nfor: {places: [US]}\nfrom: 2026-01-01\n",
    "prices/dollar.csv": "sku,price,per\nMIN-100,110.00,{}\n",
    "prices/europe.csv": "sku,price,per\nMIN-100,100.00,{}\n",
}


def priced(euro: str, dollar: str) -> dict[str, str]:
    units = {"prices/dollar.csv": dollar, "prices/europe.csv": euro}
    return {
        path: text.format(units[path]) if path in units else text for path, text in PRICES.items()
    }


@pytest.mark.parametrize(
    ("euro", "dollar", "expected"),
    [
        ("user-year", "user-year", []),
        (
            "user-year",
            "user-month",
            [
                (
                    "error prices/dollar.csv:2 Core is sold per user-year, but priced per "
                    "user-month in dollar"
                )
            ],
        ),
        (
            "user-month",
            "user-month",
            [
                (
                    "error products/platform.yml:7 Core is sold per user-year, but priced per "
                    "user-month in dollar, europe"
                )
            ],
        ),
        (
            "site-year",
            "user-month",
            [
                (
                    "error prices/dollar.csv:2 Core is sold per user-year, but priced per "
                    "site-year and user-month in dollar, europe"
                )
            ],
        ),
    ],
)
def test_the_unit_of_a_price(euro, dollar, expected):
    assert judged("price/unit", priced(euro, dollar)) == expected


def groups(*names: str) -> dict[str, str]:
    return {
        f"incentives/i{number}.yml": INCENTIVE.format(
            name=f"Incentive {number}",
            kind="special-price",
            scope="{products: [core]}",
            stacks=f"stacks: {{group: {name}}}\n",
        )
        for number, name in enumerate(names)
    }


@pytest.mark.parametrize(
    ("names", "alone", "meant"),
    [
        (("uplift", "uplift"), "", ""),
        (("uplift", "rebate"), "", ""),
        (("uplift", "uplfit"), "uplfit", "uplift"),
        (("uplfit", "uplift", "uplift"), "uplfit", "uplift"),
        (("uplift", "uplift", "uplifts"), "uplifts", "uplift"),
        (("uplift-1", "uplift-2"), "", ""),
        (("uplift-a", "uplift-b"), "", ""),
        (("deal", "deal-uplift"), "", ""),
        (("uplift", "uplift", "uplfit", "uplfit"), "", ""),
    ],
)
def test_a_name_that_is_almost_another_one(names, alone, meant):
    said = f"the group of incentives {alone} stands only here; did you mean {meant}?"
    number = names.index(alone) if alone else None
    expected = [f"warning incentives/i{number}.yml:12 {said}"] if alone else []
    assert judged("reference/look-alike", groups(*names)) == expected
