"""What a user is told of distributors on deals of several tiers where too many can meet."""

from __future__ import annotations

import pytest
from tests.check.test_worked_programs import tree_of

from partnerbook.check.rules.margin import former_tier, two_tier
from partnerbook.load import load_tree
from partnerbook.pricing import mixing
from partnerbook.resolve import resolve
from partnerbook.rulebook import Answers
from partnerbook.source.overlay import Overlay

RULES = {"margin/two-tier": two_tier.RULE, "margin/former-tier": former_tier.RULE}
UNTOLD = (
    "margin/former-tier: cannot tell what a distributor keeps of Core where a tier changes:"
    " Distributor discount, Registration and Reseller discount go by the tiers of different days,"
    " and too many can meet on one deal to look at each"
)
LOSES = "margin/two-tier: on Core sold to Gold, "


@pytest.mark.parametrize(
    ("change", "gold", "found"),
    [
        # The bound alone proves what leaves room enough.
        ("room-for-a-distributor", "50%", []),
        ("through-a-distributor", "42%", [UNTOLD]),
        # What one tier by itself leaves too little of is mended first.
        ("through-a-distributor", "36%", [f"{LOSES}a distributor loses 6.67%"]),
    ],
)
def test_too_many_tiers_are_never_passed_over(
    change: str, gold: str, found: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mixing, "MOST_MIXES", 1)
    path = "program/discounts/distributor-discount.yml"
    tree = tree_of("rates-of-two-days", change)
    table = tree.read(path)
    assert isinstance(table, bytes)
    other = {path: table.replace(b"gold: 42%", f"gold: {gold}".encode())}
    program, _ = resolve(load_tree(Overlay(tree, other))[0])
    assert program is not None
    answers = Answers(program)
    said = [
        f"{name}: {finding.message}"
        for name, rule in RULES.items()
        for finding in rule.findings(name, answers)
    ]
    assert len(said) == len(found)
    assert all(one.startswith(start) for one, start in zip(said, found, strict=True))
