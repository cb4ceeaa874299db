"""A registration that gives one tier 0% says so; a credit is lowered for that tier alone."""

from __future__ import annotations

from pathlib import Path

from partnerbook.check.edits import changed_files
from partnerbook.check.rules import RULES
from partnerbook.findings import Finding
from partnerbook.load import Loaded, load_tree
from partnerbook.resolve import resolve
from partnerbook.rulebook import Answers
from partnerbook.source.tree import FolderTree, MemoryTree

MINIMAL = Path(__file__).parents[1] / "programs" / "minimal"
REGISTRATION = """name: Registration
kind: deal-registration
summary: For who tells us first.
for: {claim: [first]}
from: 2026-01-01
side: partner
stage: front-end
base: list
anchor: order
applies: on-request
audience: partner
rates: {silver: 0%, gold: 3%}
"""
CREDIT = """name: Credit
kind: credit-back
of: registration
summary: What a distributor gets back.
for: {products: [all], route: [two-tier]}
from: 2026-01-01
side: distributor
stage: back-end
base: list
anchor: order
applies: automatic
audience: distributor
rate: 2%
"""


def found(rule: str, registration: str = REGISTRATION) -> tuple[Loaded, list[Finding]]:
    base = FolderTree(MINIMAL)
    files = {path: data for path in base.list()[0] if isinstance(data := base.read(path), bytes)}
    files["program/incentives/registration.yml"] = registration.encode()
    files["program/incentives/credit.yml"] = CREDIT.encode()
    loaded, _ = load_tree(MemoryTree(files))
    program, _ = resolve(loaded)
    assert program is not None
    return loaded, RULES[rule].findings(rule, Answers(program))


def test_registering_that_gives_a_tier_nothing_warns() -> None:
    _, (finding,) = found("margin/registered")
    assert finding.message == "Registration gives Silver 0%: registering a deal earns nothing more"
    assert finding.subject == "registration/silver"


def test_registering_that_gives_every_tier_something_is_silent() -> None:
    _, said = found("margin/registered", REGISTRATION.replace("silver: 0%", "silver: 1%"))
    assert said == []


def test_a_credit_is_lowered_for_the_tier_that_gets_nothing_alone() -> None:
    loaded, (finding,) = found("incentive/credit-back")
    (repair,) = finding.help
    assert repair.loses == "the distributor gets 2 points less on deals of Silver partners"
    (after,) = changed_files(loaded, repair.edits).values()
    assert "\nrates: {silver: 0%, gold: 2%}\n" in after
