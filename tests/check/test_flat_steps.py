"""Neighbouring tiers with the same rate: said, unless it is meant."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.reading import files_of

from partnerbook.check.run import check_tree
from partnerbook.findings import Finding
from partnerbook.source.tree import MemoryTree

MINIMAL = Path(__file__).parents[1] / "programs" / "minimal"
TABLE = "program/discounts/reseller-discount.yml"
REBATE = """\
name: Rebate
summary: Of a test.
kind: deal-registration
for: {{claim: [first]}}
rates: {{silver: {silver}, gold: {gold}}}
{flat}from: 2026-01-01
side: partner
stage: front-end
base: list
anchor: order
applies: automatic
audience: partner
"""


def found(files: dict[str, str]) -> list[Finding]:
    """What is found in the minimal program with these files changed."""
    tree = files_of(MINIMAL)
    tree |= {name: text.encode() for name, text in files.items()}
    report = check_tree(MemoryTree(tree), None, "", lambda _: pytest.fail("it has a day"))
    return [one for one in report.findings if one.id == "margin/tier-order"]


def table(rates: str, *, row: str = "", top: str = "") -> dict[str, str]:
    """The discount table with these rates."""
    text = (MINIMAL / TABLE).read_text("utf-8")
    old = "    rates: {silver: 20%, gold: 25%}\n"
    assert old in text
    text = text.replace(old, f"    rates: {rates}\n{row}").replace("rows:\n", f"{top}rows:\n")
    return {TABLE: text}


SAME = "{silver: 25%, gold: 25%}"


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (table("{silver: 20%, gold: 25%}"), None),
        (table("{silver: 0%, gold: 0%}"), None),
        (table(SAME, row="    flat: true\n"), None),
        (table(SAME, top="flat: true\n"), None),
        (table(SAME, row="    through: 2026-06-30\n"), None),
        (table(SAME, row="    flat: false\n"), "reseller-discount/all-products"),
        (table(SAME), "reseller-discount/all-products"),
    ],
)
def test_equal_rates_in_a_table(files, said):
    equal = [one for one in found(files) if "flat" in one.facts]
    assert [one.subject for one in equal] == ([said] if said else [])
    for one in equal:
        assert str(one.severity) == "warning"
        assert one.message == (
            "Reseller discount, all-products: Gold gets no more than Silver (25%)"
        )


def test_equal_rates_of_an_incentive_and_the_way_to_say_that_they_are_meant():
    name = "program/incentives/rebate.yml"
    text = REBATE.format(silver="5%", gold="5%", flat="")
    (one,) = found({name: text})
    assert one.message == "Rebate: Gold gets no more than Silver (5%)"
    assert [repair.say for repair in one.help] == [
        "raise the higher rate, or lower the lower one",
        "or say that it is meant",
    ]
    assert found({name: REBATE.format(silver="5%", gold="5%", flat="flat: true\n")}) == []
