"""Bundles: what they cost, what is wrong with them, where they can be sold, who says so."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.reading import files_of

from partnerbook.check.report import Report
from partnerbook.check.run import check_tree
from partnerbook.pricing import Line, Order, price
from partnerbook.render.appendix import render_appendices
from partnerbook.render.site import site_files
from partnerbook.source.tree import MemoryTree
from partnerbook.values.audience import PUBLIC_VIEWER

MINIMAL = Path(__file__).parents[1] / "programs" / "minimal"
FAMILY = """\
name: Platform
products:
  - {{id: core, name: Core, sku: MIN-100, per: user-year, billing: yearly, launch: 2024-01-01,
     cost: [20 EUR]}}
  - {{id: help, name: Help, sku: MIN-200, per: year, billing: {billing}, launch: 2024-01-01,
     cost: [100 EUR]}}
  - {{id: start, name: Start, sku: MIN-500, per: year, billing: yearly, launch: 2026-01-01,
     {cost}bundle: [{{product: core, quantity: 5}}, {{product: {part}, quantity: 1}}]}}
"""


def checked(
    prices: str = "500.00",
    part: str = "help",
    *,
    help_price: str = "MIN-200,400.00,year\n",
    billing: str = "yearly",
    cost: str = "",
    granted: str = "core, help, start",
) -> Report:
    """The minimal program with a bundle of 5 × Core (100.00 each) and 1 × Help (400.00)."""
    files = files_of(MINIMAL)
    family = FAMILY.format(part=part, billing=billing, cost=cost)
    rows = f"sku,price,per\nMIN-100,100.00,user-year\n{help_price}MIN-500,{prices},year\n"
    files["program/products/platform.yml"] = family.encode()
    files["program/prices/europe.csv"] = rows.encode()
    partner = files["program/partners/nordwind.yml"].decode()
    files["program/partners/nordwind.yml"] = partner.replace("[core]", f"[{granted}]").encode()
    return check_tree(MemoryTree(files), None, "", lambda _: pytest.fail("it has a day"))


SAID = {
    "dear": "price/bundle error: Start costs 900.01 EUR, its parts one by one 900.00 EUR:"
    " Europe × Start, from 22 November 2026",
    "cheap": "price/bundle error: Start is listed at 199.99 EUR; its parts cost you 200 EUR",
    "in part": "territory/bundle-in-part warning: Start cannot be sold by Nordwind Systemhaus"
    " GmbH here, who may not sell Help, a part of it: Germany × Start, 22 November"
    " 2026 to 31 December 2027",
    "no price": "price/bundle warning: Start has a price in EUR where its part Help has none:"
    " Europe × Start, from 22 November 2026",
    "itself": "price/bundle error: Start contains itself",
    "group": "price/bundle error: Start cannot consist of platform: Platform is a group of"
    " products, which is not sold as such",
    "unknown": "reference/unknown-product error: there is no product called hlep; did you mean"
    " help?",
    "billing": "price/bundle undetermined: cannot tell whether Start is dearer than its parts: it"
    " is billed yearly, Help once",
}


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ({}, []),
        ({"prices": "900.00"}, []),  # as dear as the parts is not dearer
        ({"prices": "200.00"}, []),  # 5 × 20 + 100: what they cost
        ({"prices": "900.01"}, ["dear"]),
        # Without a cost of its own margin/floor says it, and this only follows.
        ({"prices": "199.99", "cost": "cost: [50 EUR], "}, ["cheap"]),
        ({"prices": "199.99"}, []),
        ({"help_price": "", "granted": "core, start"}, ["in part", "no price"]),
        ({"part": "start"}, ["itself"]),
        ({"part": "platform"}, ["group"]),
        ({"part": "hlep"}, ["unknown"]),
        ({"billing": "once"}, ["billing"]),
    ],
)
def test_what_is_said_of_a_bundle(how, said):
    found = [
        f"{f.id} {f.severity}: {f.message}"
        for f in checked(**how).findings
        if not f.id.startswith("margin/")  # floors have tests of their own
    ]
    assert found == [SAID[one] for one in said]


def test_the_sum_of_the_parts_can_be_reckoned_again():
    (found,) = (f for f in checked("900.01").findings if f.id == "price/bundle")
    assert [(term.amount, term.label, term.total) for term in found.sum] == [
        ("500.00", "5 × Core, 100.00 EUR each", False),
        ("400.00", "1 × Help, 400.00 EUR each", False),
        ("900.00", "bought one by one", True),
    ]


@pytest.mark.parametrize(("cost", "total"), [("", "400"), ("cost: [250 EUR], ", "500")])
def test_what_a_bundle_costs_the_vendor(cost, total):
    """Two bundles of 5 × 20 + 100, unless the bundle says another cost."""
    program = checked(cost=cost).program
    assert program is not None
    day = {"order": date(2026, 12, 1)}
    order = Order("EUR", day, (Line("start", 2),), tier="gold", place="DE", route="one-tier")
    sums = price(program, order).sums
    assert sums is not None
    assert sums.cost is not None
    assert str(sums.cost.money) == f"{total} EUR"


def test_site_and_appendix_say_what_it_consists_of():
    program = checked().program
    assert program is not None
    pages = site_files(program, PUBLIC_VIEWER)
    page = pages["products.md"].decode()
    assert "One unit: 5 × Core and 1 × Help" in page
    assert "To sell it, a partner needs the right to sell each of its parts." in page
    texts = render_appendices(program)
    text = "".join(data.decode() for path, data in texts.items() if path.endswith(".md"))
    assert (
        "Start is sold as a bundle; one unit consists of 5 × Core and 1 × Help. The Partner" in text
    )
