"""What an incentive leaves unsaid, in a currency or for a tier, and what is left out on purpose."""

from __future__ import annotations

import pytest

from partnerbook.check.rules import RULES
from partnerbook.findings import Ref
from partnerbook.load import load_tree
from partnerbook.resolve import resolve
from partnerbook.rulebook import Answers
from partnerbook.source.overlay import Overlay
from partnerbook.source.tree import Tree

BONUS = "predict-launch"
AMOUNTS = ("amounts: [200 EUR, 220 USD, 32000 JPY]", "amounts: [200 EUR, 220 USD]")
REGISTRATION = "deal-registration"
CAP = ("25000 EUR, 27500 USD, 4000000 JPY", "25000 EUR, 27500 USD")
RATES = "{registered: 4%, silver: 6%, gold: 7%, platinum: 8%}"
NO_SILVER = (RATES, "{registered: 4%, gold: 7%, platinum: 8%}")
CLAIM = "  claim: [first]\n"
Change = tuple[str, str]


def said(good: Tree, name: str, *changes: Change, japan: bool = True) -> list[str]:
    """Rule, subject and pointer of what the two rules find in a changed incentive."""
    path = f"program/incentives/{name}.yml"
    data = good.read(path)
    assert isinstance(data, bytes)
    text = data.decode()
    for old, new in changes:
        assert text.count(old) == 1
        text = text.replace(old, new)
    files = {path: text.encode()}
    for partner in () if japan else ("kitano", "minatobashi"):
        own = good.read(f"program/partners/{partner}.yml")
        assert isinstance(own, bytes)
        assert b"currency: JPY" in own
        changed = own.replace(b"currency: JPY", b"currency: USD")
        files[f"program/partners/{partner}.yml"] = changed
    out = []
    program, _ = resolve(load_tree(Overlay(good, files))[0])
    assert program is not None
    for rule in ("incentive/currency", "incentive/tier-without-rate"):
        for finding in RULES[rule].findings(rule, Answers(program)):
            at = finding.places[0].at
            assert isinstance(at, Ref)
            out.append(f"{finding.id} {finding.subject} {at.pointer}")
    return out


@pytest.mark.parametrize(
    ("name", "changes", "wanted"),
    [
        (REGISTRATION, [CAP], ["incentive/currency deal-registration/JPY /caps/0/amounts"]),
        (BONUS, [AMOUNTS], ["incentive/currency predict-launch/JPY /amounts"]),
        (
            BONUS,
            [("200 EUR, 220 USD, 32000 JPY", "200 EUR")],
            ["incentive/currency predict-launch/USD/JPY /amounts"],
        ),
        # Two lists that leave the same currency out are one finding.
        (
            BONUS,
            [AMOUNTS, ("25000 EUR, 27500 USD, 4000000 JPY", "25000 EUR, 27500 USD")],
            ["incentive/currency predict-launch/JPY /amounts"],
        ),
        (BONUS, [AMOUNTS, ("  line_type: [new]\n", "  currencies: [EUR, USD]\n")], []),
        (BONUS, [AMOUNTS, ("  sector: [comm", "  places: [US]\n  sector: [comm")], []),
        (
            BONUS,
            [AMOUNTS, ("from: 2026-10-01", "except: [{currencies: [JPY]}]\nfrom: 2026-10-01")],
            [],
        ),
        # The smallest registered deal is another rule's business.
        (REGISTRATION, [("11000 USD, 1600000 JPY", "11000 USD")], []),
    ],
)
def test_a_currency(name: str, changes: list[Change], wanted: list[str], good: Tree) -> None:
    assert said(good, name, *changes) == wanted


def test_a_currency_in_which_nobody_buys(good: Tree) -> None:
    assert said(good, BONUS, AMOUNTS, japan=False) == []


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ([NO_SILVER], ["incentive/tier-without-rate deal-registration/silver /rates"]),
        (
            [(RATES, "{registered: 4%, platinum: 8%}")],
            ["incentive/tier-without-rate deal-registration/silver/gold /rates"],
        ),
        ([(RATES, "{registered: 4%, silver: 0%, gold: 7%, platinum: 8%}")], []),
        ([NO_SILVER, (CLAIM, f"{CLAIM}  tiers: [registered, gold, platinum]\n")], []),
        ([NO_SILVER, ("except:\n", "except:\n  - {tiers: [silver]}\n")], []),
        (
            [NO_SILVER, (CLAIM, f"{CLAIM}  tiers: [silver, gold]\n")],
            ["incentive/tier-without-rate deal-registration/silver /rates"],
        ),
        # What is not understood may be what seems left out.
        ([(RATES, RATES.replace("silver", "sliver"))], []),
        (
            [
                (RATES, "{registered: 4%, gold: 7%, platinum: 8%}"),
                ("from: 2026-01-01", "from: 2026-01-01\nthrough: 2026-03-31"),
            ],
            [],
        ),
    ],
)
def test_a_tier(changes: list[Change], wanted: list[str], good: Tree) -> None:
    assert said(good, REGISTRATION, *changes) == wanted
