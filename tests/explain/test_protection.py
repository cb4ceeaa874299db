"""What an answer says of registrations that may give one partner a deal alone."""

from __future__ import annotations

import json

import pytest
from tests.explain.conftest import Run, Write

INCENTIVE = """\
name: Deal registration
summary: Extra discount for who is first.
kind: deal-registration
for: {products: [core], places: [DE], claim: [first]}
from: 2026-06-01
through: 2026-12-31
side: partner
stage: front-end
base: list
anchor: registration
applies: on-request
protection: exclusive
rate: 5%
audience: partner
"""
RULES = """\
name: Rules of engagement
summary: How to register a deal.
unit: opportunity
who: Any reseller.
protection: 90 days
extension: 30 days
answer_within: 2 business days
precedence:
  - {id: first, name: First, rule: The first complete registration wins.}
"""
FILES = {"incentives/registration.yml": INCENTIVE, "engagement/rules.yml": RULES}
HEADING = "What a registration may change"
ALONE = (
    "Deal registration: whoever registers a deal first has it alone for 90 days (and 30 days more"
    " if it is extended); no other partner, and not our own team"
)
AT, PUBLIC = "incentives/registration.yml:12", "Public sector"
DE = ("--place", "DE", "--product", "core")


@pytest.mark.parametrize(
    ("changes", "asked", "told"),
    [
        ({}, DE, f"{ALONE} {AT}"),
        ({"[DE]": "[DE], sector: [public]"}, DE, f"{ALONE}: {PUBLIC} {AT}"),
        ({"exclusive": "precedence"}, DE, ""),
        ({}, ("--place", "FR", "--product", "core"), ""),
        ({}, (*DE, "--as-of", "2027-01-01"), ""),
        ({"claim: [first]": "claim: [later]"}, DE, ""),
    ],
)
def test_a_deal_may_be_one_partners_alone(
    write: Write, run: Run, changes: dict[str, str], asked: tuple[str, ...], told: str
) -> None:
    text = INCENTIVE
    for old, new in changes.items():
        assert old in text
        text = text.replace(old, new)
    root = write({**FILES, "incentives/registration.yml": text})
    code, out, err = run("explain", "rights", *asked, "--root", str(root))
    assert (code, err) == (0, "")
    assert (HEADING in out) is bool(told)
    assert told in " ".join(out.split())
    assert max(len(line) for line in out.splitlines()) <= 80


def test_as_data(write: Write, run: Run) -> None:
    code, out, _ = run("explain", "rights", *DE, "--output", "json", "--root", str(write(FILES)))
    assert code == 0
    assert json.loads(out)["protects"] == [
        {
            "incentive": {"id": "registration", "name": "Deal registration"},
            "words": "",
            "whole": True,
            "terms": [{"rules": "rules", "lasts": "90 days", "extension": "30 days"}],
            "source": {"file": "program/incentives/registration.yml", "line": 12, "column": 13},
        }
    ]
