"""Tiers by an id that they had before: read in a standing, named with the new one elsewhere."""

from __future__ import annotations

from tests.check.measured import Change, at, helps, report

NAMED: Change = ("tiers/gold.yml", "", "formerly: [premier]\n")


def said(*changes: Change) -> list[tuple[str, str]]:
    found = [one for one in report(NAMED, *changes).findings if one.id == "reference/unknown-tier"]
    return [(f"{at(one)}: {one.message}", helps(one)) for one in found]


def test_elsewhere_the_finding_says_the_new_name() -> None:
    rates: Change = ("discounts/reseller-discount.yml", "gold: 25%", "premier: 25%")
    message = "premier is the former name of the tier gold: here it has to be called gold"
    assert said(rates) == [
        (f"reseller-discount.yml:11:26 reference/unknown-tier: {message}", "write gold")
    ]


def test_of_two_tiers_both_are_offered() -> None:
    also: Change = ("tiers/silver.yml", "", "formerly: [premier]\n")
    rates: Change = ("discounts/reseller-discount.yml", "gold: 25%", "premier: 25%")
    ((message, ways),) = said(also, rates)
    assert message.endswith("premier is the former name of the tier gold and of silver")
    # Silver has a rate there already.
    assert ways == "write gold"
