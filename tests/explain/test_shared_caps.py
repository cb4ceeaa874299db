"""Caps of several lines: every one that cuts is named, and how the lines share what is left."""

from __future__ import annotations

import json

from tests.explain.conftest import Run, Write
from tests.explain.money_programs import MONEY, incentive

CAPPED = incentive(
    "Capped",
    "allowance",
    "rate: 10%",
    more=(
        "caps:\n"
        "  - {id: for-each, per: unit, amounts: [9 EUR]}\n"
        "  - {id: in-all, per: deal, amounts: [450 EUR]}\n"
    ),
)
FIXED = incentive(
    "Once", "allowance", "amounts: [50 EUR]\nper: order", base="", applies="automatic"
)
ORDER = (
    "--tier gold --line core=100 --line core=50 --place DE --route one-tier --claim none"
    " --segment sector=commercial --date order=2026-12-10"
)


def test_both_caps_and_the_sharing_are_told(run: Run, write: Write) -> None:
    root = write({**MONEY, "incentives/capped.yml": CAPPED, "incentives/once.yml": FIXED})
    order = ("explain", "price", *ORDER.split(), "--root", str(root))
    _, out, _ = run(*order)
    words = " ".join(out.split())
    assert "1,000.00 is cut by the cap for-each: at most EUR 9 per unit" in words
    shared = "the lines share 450.00 by what each would get with its cap per unit alone"
    assert f"and by the cap in-all: at most EUR 450 per deal; {shared}: 900.00 of 1,350.00" in words
    assert "once per order; each line has its part by its list value" in words
    _, out, _ = run(*order, "--output", "json")
    steps = [step for line in json.loads(out)["lines"] for step in line["steps"]]
    capped = [one for one in steps if one["step"]["id"] == "capped"]
    assert [one["amount"] for one in capped] == ["300.00", "150.00"]
    assert [one["earlier_caps"] for one in capped] == [["for-each"], ["for-each"]]
    assert [one["cap"]["id"] for one in capped] == ["in-all", "in-all"]
    shares = [{"left": "450.00", "mine": mine, "all": "1350.00"} for mine in ("900.00", "450.00")]
    assert [one["cap_share"] for one in capped] == shares
