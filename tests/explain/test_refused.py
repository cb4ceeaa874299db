"""An order that cannot be priced is no answer: exit 1, whatever the reason, and the reason told."""

from __future__ import annotations

import json
import shlex
from collections.abc import Mapping

import pytest
from tests.explain.conftest import Run, Write
from tests.explain.money_programs import MONEY, RIVALS, RULED, incentive

DEAL = "--tier gold --line core=100 --place DE --route one-tier --claim none"
TWO_LISTS = """\
name: Europe once more
currency: EUR
for: {places: [europe]}
from: 2026-01-01
"""
TORN = """\
reclassify:
  - {id: one, if: {line_type: [upgrade]}, set: {deal_role: sourced}, whole: order, reason: One.}
  - {id: two, if: {line_type: [upgrade]}, set: {deal_role: co-sell}, whole: order, reason: Two.}
"""
CAPPED = incentive(
    "Capped", "allowance", "rate: 1%", more="caps: [{id: most, per: deal, amounts: [500 USD]}]\n"
)
UNRATED = """\
name: Reseller discount
side: partner
stage: tier-discount
base: list
anchor: order
audience: partner
rows:
  - {id: silver, for: {tiers: [silver]}, rate: 20%, from: 2026-01-01}
"""
MANY = {
    f"incentives/choice-{n}.yml": incentive(
        f"Choice {n}",
        "allowance",
        "rate: 1%",
        base="opening",
        applies="on-request",
        more=f"stacks: {{excludes: [choice-{(n + 1) % 24}]}}\n",
    )
    for n in range(24)
}
REASONS: list[tuple[str, Mapping[str, str], str, str]] = [
    (
        "no agreement",
        MONEY,
        "--partner nordwind --line core=1 --place DE --date order=2026-03-31",
        "Nordwind Systemhaus GmbH has no agreement in force on 31 March 2026",
    ),
    (
        "no list price",
        MONEY,
        f"{DEAL} --date order=2020-01-01",
        "no list price for core in EUR for customers in DE on 1 January 2020",
    ),
    ("place unsaid", MONEY, "--tier gold --line core=1", "no list price can be told for it"),
    (
        "another route",
        RULED,
        f"{DEAL} --segment sector=public",
        "these customers must be served on the two-tier route",
    ),
    (
        "taken, not given",
        MONEY,
        (
            "--tier gold --line core=100 --place DE --route one-tier --claim first"
            " --date registration=2026-12-01 --take registration --take project"
        ),
        "the order takes registration, which is not given: excluded by project",
    ),
    (
        "taken, not for the deal",
        MONEY,
        "--tier silver --line core=100 --place DE --route one-tier --claim none --take spiff",
        "Not as the order says: the order takes spiff, which is not given: only for Gold partners",
    ),
    (
        "taken back from nothing",
        MONEY,
        f"{DEAL} --segment line_type=return",
        "it takes something back and does not say of which order",
    ),
    (
        "rows of equal right",
        RIVALS,
        "--tier gold --line core=1 --place DE --segment sector=public",
        "rows tiered and public of reseller-discount both apply",
    ),
    (
        "two lists",
        {
            "prices/second.yml": TWO_LISTS,
            "prices/second.csv": "sku,price,per\nMIN-100,90.00,user-year\n",
        },
        DEAL,
        "both give a list price for core",
    ),
    (
        "two roles",
        {"program.yml": TORN},
        f"{DEAL} --segment line_type=upgrade",
        "one and two give one line different deal roles",
    ),
    (
        "no rate",
        {"discounts/reseller-discount.yml": UNRATED},
        DEAL,
        "no discount table has a rate for core",
    ),
    (
        "a cap in another currency",
        {"incentives/capped.yml": CAPPED},
        DEAL,
        "the cap most of capped says nothing about EUR",
    ),
    ("too many stacks", MANY, DEAL, "too many combinations: state which incentives are taken"),
]


@pytest.mark.parametrize(
    ("files", "order", "said"), [r[1:] for r in REASONS], ids=[r[0] for r in REASONS]
)
def test_an_order_that_cannot_be_priced(
    files: Mapping[str, str], order: str, said: str, run: Run, write: Write
) -> None:
    asked = ["explain", "price", *shlex.split(order), "--root", str(write(files))]
    code, out, _ = run(*asked)
    assert code == 1
    assert said in " ".join(out.split())
    code, out, _ = run(*asked, "--output", "json")
    assert code == 1
    assert json.loads(out)["refused"]


def test_what_an_order_merely_leaves_open_is_asked_for(run: Run, write: Write) -> None:
    asked = shlex.split("explain price --tier gold --line core=100 --place DE")
    code, out, _ = run(*asked, "--root", str(write(MONEY)), "--output", "json")
    said = json.loads(out)
    assert (code, said["refused"], said["certain"]) == (0, False, False)


def test_help_tells_the_exit_codes(run: Run) -> None:
    _, out, _ = run("explain", "price", "--help")
    assert "Exit 1 as well where the order cannot be priced as it is stated" in " ".join(
        out.split()
    )
