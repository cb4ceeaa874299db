"""Worked examples that expect parts of a payment, and credits when a list price falls."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from partnerbook.check.run import check_tree
from partnerbook.findings import Finding, Spot
from partnerbook.source.tree import FolderTree, MemoryTree

PROGRAMS = Path(__file__).parents[1] / "programs"


def found(program: str, example: str, old: str, new: str) -> list[Finding]:
    base = FolderTree(PROGRAMS / program)
    files = {path: data for path in base.list()[0] if isinstance(data := base.read(path), bytes)}
    path = f"program/examples/{example}.yml"
    assert old.encode() in files[path]
    files[path] = files[path].replace(old.encode(), new.encode())
    report = check_tree(MemoryTree(files), None, "", lambda _: (date(2026, 11, 22), "test"))
    return list(report.findings)


def told(findings: list[Finding]) -> list[tuple[str, int, str]]:
    return [
        (one.id, one.places[0].at.line, one.message)
        for one in findings
        if isinstance(one.places[0].at, Spot)
    ]


@pytest.mark.parametrize("name", ["sixty-forty", "prices-that-fall"])
def test_what_is_expected_comes_out(name: str) -> None:
    files = [path.read_text("utf-8") for path in (PROGRAMS / name).glob("program/examples/*.yml")]
    assert any("  parts:\n" in text or "  credits: " in text for text in files)
    example = next((PROGRAMS / name).glob("program/examples/*.yml")).stem
    assert found(name, example, "audience: partner", "audience: internal") == []


@pytest.mark.parametrize(
    ("program", "example", "old", "new", "said"),
    [
        (
            "sixty-forty",
            "too-little",
            "part: co-op, amount: 42.95 EUR",
            "part: co-op, amount: 42.96 EUR",
            (
                "margin/worked-example",
                20,
                (
                    "A period with too little: the part co-op of Apps incentive is expected to be"
                    " 42.96 EUR, but comes out at 42.95 EUR (0.01 EUR less)"
                ),
            ),
        ),
        (
            "sixty-forty",
            "too-little",
            "step: apps-incentive, part: co-op, amount: 42.95",
            "step: core-incentive, part: co-op, amount: 42.95",
            (
                "margin/worked-example",
                20,
                (
                    "A period with too little: the part co-op of Core incentive is expected to be"
                    " 42.95 EUR, but comes out at 0 EUR (42.95 EUR less)"
                ),
            ),
        ),
        (
            "sixty-forty",
            "too-little",
            "part: co-op,",
            "part: coop,",
            (
                "reference/unknown-value",
                20,
                "apps-incentive has no part called coop; did you mean co-op?",
            ),
        ),
        (
            "prices-that-fall",
            "in-stock",
            "amount: 7.50 EUR",
            "amount: 10 EUR",
            (
                "margin/worked-example",
                16,
                (
                    "Forty units ordered in December: the credit of Price protection for one Core"
                    " from 1 January 2027 is expected to be 10 EUR, but comes out at 7.50 EUR"
                    " (2.50 EUR less)"
                ),
            ),
        ),
        (
            "prices-that-fall",
            "in-stock",
            "on: 2027-01-01",
            "on: 2027-01-02",
            (
                "margin/worked-example",
                16,
                (
                    "Forty units ordered in December: the credit of Price protection for one Core"
                    " from 2 January 2027 is expected to be 7.50 EUR, but comes out at 0 EUR"
                    " (7.50 EUR less)"
                ),
            ),
        ),
        (
            "prices-that-fall",
            "in-stock",
            "step: protection",
            "step: reseller-discount",
            (
                "reference/unknown-step",
                16,
                "reseller-discount credits nothing when a list price falls; protection does",
            ),
        ),
        (
            "prices-that-fall",
            "in-stock",
            "product: core, on",
            "product: platform, on",
            ("reference/unknown-product", 16, "platform is not ordered here; core is"),
        ),
    ],
)
def test_what_is_expected_otherwise_or_of_nothing(
    program: str, example: str, old: str, new: str, said: tuple[str, int, str]
) -> None:
    assert told(found(program, example, old, new)) == [said]


def test_amounts_are_in_the_currency_of_the_order() -> None:
    (one,) = found("prices-that-fall", "in-stock", "amount: 7.50 EUR", "amount: 7.50 USD")
    assert one.message == "the order is in EUR; `amount` is 7.50 USD"
