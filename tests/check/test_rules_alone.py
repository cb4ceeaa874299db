"""One slip in the sample, and what one rule says of it, without the repairs being tried."""

from __future__ import annotations

from pathlib import Path

import pytest

from partnerbook.check.rules import RULES
from partnerbook.findings import Finding, Ref
from partnerbook.load import load_tree
from partnerbook.resolve import resolve
from partnerbook.rulebook import Answers
from partnerbook.source.overlay import Overlay
from partnerbook.source.tree import FolderTree

CASES = [
    (
        "incentive/caps",
        "incentives/growth-bonus.yml",
        ("2500 EUR, 2750 USD, 400000 JPY", "25000 EUR, 2750 USD, 400000 JPY"),
        "/caps/0/amounts/0",
        (
            "Growth bonus: the cap per deal of 25000 EUR is never reached: the cap for its whole"
            " time stops at 20000 EUR before"
        ),
    ),
    (
        "incentive/currency",
        "incentives/connect-co-op.yml",
        ("[1000 EUR, 1100 USD, 160000 JPY]", "[1000 EUR, 1100 USD]"),
        "/split/1/converts_below",
        (
            "Connect co-op funds can be earned in JPY but has no sum below which a part is paid"
            " otherwise in it: it is paid as it is there, however small"
        ),
    ),
    (
        "incentive/credit-back",
        "incentives/registration-credit.yml",
        ("rate: 2%", "rate: 12%"),
        "/rate",
        (
            "Registration credit for distributors pays 12% back to a distributor that passes on 4%"
            " of Deal registration to Registered partners: 8 points more than it gave"
        ),
    ),
    (
        "margin/worked-example",
        "examples/gateways-on-promotion.yml",
        ("route: two-tier", "route: one-tier"),
        "/order/route",
        (
            "A Silver reseller buys gateways on promotion: the order takes the one-tier route, but"
            " these customers must be served on the two-tier route"
        ),
    ),
    (
        "engagement/incomplete",
        "engagement/deal-registration.yml",
        ("[10000 EUR, 11000 USD, 1600000 JPY]", "[10000 EUR, 1600000 JPY]"),
        "/minimum",
        "Deal registration and rules of engagement leaves open how small a deal in USD may be",
    ),
]


def said(root: Path, rule: str, path: str, change: tuple[str, str]) -> Finding:
    """The one finding of a rule about the sample with a change."""
    good = FolderTree(root)
    data = good.read(f"program/{path}")
    assert isinstance(data, bytes)
    text, (old, new) = data.decode(), change
    assert text.count(old) == 1
    changed = Overlay(good, {f"program/{path}": text.replace(old, new).encode()})
    program, _ = resolve(load_tree(changed)[0])
    assert program is not None
    (finding,) = RULES[rule].findings(rule, Answers(program))
    return finding


@pytest.mark.parametrize(
    ("rule", "path", "change", "wanted"),
    [(rule, path, change, wanted) for rule, path, change, *wanted in CASES],
    ids=[case[0] for case in CASES],
)
def test_it_says_so_once(
    rule: str, path: str, change: tuple[str, str], wanted: list[str], sample_root: Path
) -> None:
    finding = said(sample_root, rule, path, change)
    at = finding.places[0].at
    assert isinstance(at, Ref)
    assert [at.pointer, finding.message] == wanted


def test_a_budget_shows_what_each_milestone_pays(sample_root: Path) -> None:
    change = ("40000 EUR, 22000 USD", "15000 EUR, 22000 USD")
    finding = said(sample_root, "incentive/budget", "incentives/predict-practice.yml", change)
    assert [(term.amount, term.label) for term in finding.sum[:4]] == [
        ("4000 EUR", "milestone consultants"),
        ("+ 6000 EUR", "milestone reference"),
        ("10000 EUR", "for all milestones"),
        ("× 2", "expected"),
    ]
