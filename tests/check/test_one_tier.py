"""A rate that one tier lacks, or that one tier alone gets: one finding, at the number to change."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.reading import files_of

from partnerbook.check.run import check_tree
from partnerbook.findings import Finding, Spot
from partnerbook.source.tree import MemoryTree

FILES = files_of(Path(__file__).parents[1] / "programs" / "minimal")
TABLE = "program/discounts/reseller-discount.yml"
BONUS = "program/incentives/bonus.yml"
PLATINUM = b"name: Platinum\ntracks: [resell]\nrank: 3\nsummary: For the largest partners.\n"
TEXT = """name: Extra bonus
summary: For new business.
kind: bonus
{gives}
from: 2026-12-01
side: partner
stage: back-end
base: list
anchor: order
applies: automatic
payment: {{how: credit-note, when: after the order, within: 45 days}}
audience: partner
"""


def errors(gives: str) -> list[Finding]:
    rates = FILES[TABLE].replace(b"gold: 25%}", b"gold: 22%, platinum: 26%}")
    files = {
        **FILES,
        "program/tiers/platinum.yml": PLATINUM,
        TABLE: rates,
        BONUS: TEXT.format(gives=gives).encode(),
    }
    report = check_tree(MemoryTree(files), None, "", lambda _: pytest.fail("it has a day"))
    return [one for one in report.findings if one.severity.value == "error"]


def test_a_tier_that_is_left_out_gets_a_rate_between_its_neighbours() -> None:
    """Nothing for it, or to leave it out, would let it earn less than the tier below."""
    (one,) = errors("for: {products: [all]}\nrates: {silver: 13%, platinum: 17%}")
    assert one.id == "incentive/tier-without-rate"
    assert [repair.say for repair in one.help] == [
        "add gold: 15%, between the 13% of Silver and the 17% of Platinum"
    ]


def test_what_the_lowest_tier_would_get_is_not_guessed() -> None:
    (one,) = errors("for: {products: [all]}\nrates: {gold: 2%, platinum: 3%}")
    assert one.help[0].say == "write 0% if Silver gets nothing"


GOLD_ALONE = "for: {{products: [all], tiers: [gold]}}\nrate: {}%"


@pytest.mark.parametrize("rate", [7, 30])
def test_a_bonus_for_one_tier_is_lowered_to_where_the_next_earns_no_less(rate: int) -> None:
    """Whether or not it breaks the floor as well: 22% and 4% are the 26% of Platinum."""
    (one,) = errors(GOLD_ALONE.format(rate))
    at = one.places[0].at
    assert isinstance(at, Spot)
    assert (at.file, at.line) == (BONUS, 5)
    assert f"lower the {rate}% of Extra bonus" in one.help[0].say
    assert [edit.text for edit in one.help[0].edits] == ["4%"]
