"""Which rates and incentives stand in whose appendix: by tier, type, route, place and day."""

from __future__ import annotations

import pytest

from partnerbook.render.appendix import appendix_set
from partnerbook.render.appendix.model import AppendixSet
from partnerbook.resolve.program import Program

HEAD = """\
name: {name}
side: {side}
stage: tier-discount
base: list
anchor: order
audience: {audience}
rows:
"""


# The partner of the minimal program may sell core only.
SECOND = (
    "  - {id: plus, name: Plus, sku: MIN-200, per: user-year, billing: yearly, launch: 2024-01-01,"
    " cost: [10 EUR]}\n"
)


def nordwind(program: Program) -> AppendixSet:
    document = appendix_set(program, "nordwind", program.as_of)
    assert document is not None
    return document


def table(*rows: str, side: str = "partner", audience: str = "partner") -> str:
    lines = "".join(f"  - {{{row}}}\n" for row in rows)
    return HEAD.format(name="Table", side=side, audience=audience) + lines


def incentive(scope: str, gives: str = "rate: 5%", **other: str) -> str:
    fields = {
        "name": "Extra",
        "summary": "More.",
        "kind": "allowance",
        "for": scope,
        "from": "2026-01-01",
        "side": "partner",
        "stage": "front-end",
        "base": "list",
        "anchor": "order",
        "applies": "automatic",
        "audience": "partner",
        **other,
    }
    return "".join(f"{key}: {value}\n" for key, value in fields.items()) + f"{gives}\n"


@pytest.mark.parametrize(
    ("rows", "shown"),
    [
        pytest.param(
            ["id: a, for: {products: [all]}, rates: {silver: 20%, gold: 25%}"],
            ["All products | Gold | 1 April 2026 | until changed | 25%"],
            id="only the tier held, from the day it is held",
        ),
        pytest.param(
            ["id: a, for: {products: [all]}, rate: 7%, from: 2026-02-01, through: 2027-06-30"],
            ["All products | 1 February 2026 | 30 June 2027 | 7%"],
            id="a rate for everybody",
        ),
        pytest.param(
            ["id: a, for: {products: [all]}, rate: 7%, through: 2026-11-21"], [], id="over"
        ),
        pytest.param(
            ["id: a, for: {products: [all]}, rate: 7%, through: 2026-11-22"],
            ["All products | 22 November 2026 | 7%"],
            id="the last day",
        ),
        pytest.param(
            [
                "id: old, for: {products: [all]}, rate: 7%, through: 2026-12-31",
                (
                    "id: new, for: {products: [all]}, rate: 8%, from: 2027-01-01,"
                    " announced: 2026-10-01"
                ),
            ],
            [
                "All products |  | 31 December 2026 | 7%",
                "All products | 1 January 2027 (announced 1 October 2026) | until changed | 8%",
            ],
            id="a dated change that was announced",
        ),
        pytest.param(
            [
                (
                    "id: new, for: {products: [all]}, rates: {silver: 9%, gold: 8%},"
                    " from: 2027-01-01, announced: 2026-10-01"
                ),
                "id: old, for: {products: [all]}, rates: {gold: 8%}, through: 2026-12-31",
            ],
            ["All products | Gold | 1 April 2026 | until changed | 8%"],
            id="a dated change of what others get",
        ),
        pytest.param(
            [
                "id: old, for: {products: [all]}, rate: 7%, through: 2026-12-31",
                "id: new, for: {products: [all]}, rate: 7%, from: 2027-02-01",
            ],
            [
                "All products |  | 31 December 2026 | 7%",
                "All products | 1 February 2027 | until changed | 7%",
            ],
            id="the same rate again after a month without",
        ),
        pytest.param(
            [
                "id: wide, for: {products: [all]}, rate: 7%",
                "id: narrow, for: {products: [core]}, rate: 9%",
            ],
            ["Core | until changed | 9%"],
            id="a row that narrower ones cover wholly for this partner",
        ),
        pytest.param(
            [
                "id: wide, for: {products: [all]}, rate: 7%",
                "id: narrow, for: {products: [core], sector: [public]}, rate: 9%",
            ],
            ["All products |  | until changed | 7%", "Core | Public sector | until changed | 9%"],
            id="a narrower row that leaves something",
        ),
        pytest.param(
            ["id: a, for: {products: [all], places: [FR]}, rate: 7%"], [], id="another place"
        ),
        pytest.param(
            ["id: a, for: {products: [all], partner_type: [agent]}, rate: 7%"],
            [],
            id="another type",
        ),
        pytest.param(
            ["id: a, for: {products: [all], tracks: [services]}, rate: 7%"], [], id="another track"
        ),
        pytest.param(
            ["id: a, for: {products: [all], seller_places: [FR]}, rate: 7%"],
            [],
            id="partners somewhere else",
        ),
        pytest.param(
            ["id: a, for: {products: [all], currencies: [USD]}, rate: 7%"],
            [],
            id="another currency",
        ),
    ],
)
def test_rows_of_a_discount_table(make, text_of, told, rows, shown):
    frame = text_of("program.yml").replace("currencies: [EUR]", "currencies: [EUR, USD]")
    products = text_of("products/platform.yml") + SECOND
    program = make(
        {
            "discounts/reseller-discount.yml": table(*rows),
            "products/platform.yml": products,
            "prices/europe.csv": text_of("prices/europe.csv") + "MIN-200,50.00,user-year\n",
            "program.yml": frame,
        }
    )
    document = nordwind(program)
    titles = [clause.title.text for clause in document.schedules[1].clauses]
    assert ("Table" in titles) == bool(shown)
    if shown:
        assert told(document, "A.3")[1:-1] == shown


@pytest.mark.parametrize(
    ("side", "audience", "there"),
    [
        ("partner", "public", True),
        ("partner", "partner", True),
        ("partner", "distributor", False),
        ("partner", "internal", False),
        ("distributor", "partner", False),
    ],
)
def test_a_table_is_for_its_side_and_audience(make, side, audience, there):
    text = table("id: a, for: {products: [all]}, rate: 7%", side=side, audience=audience)
    program = make({"discounts/reseller-discount.yml": text})
    document = nordwind(program)
    found = "Table" in [clause.title.text for clause in document.schedules[1].clauses]
    assert found == there


@pytest.mark.parametrize(
    ("scope", "there"),
    [
        ("everyone", True),
        ("{tiers: [gold]}", True),
        ("{tiers: [silver]}", False),
        ("{partner_type: [reseller], places: [europe]}", True),
        ("{partner_type: [distributor]}", False),
        ("{places: [US]}", False),
        ("{products: [core], sector: [public]}", True),
    ],
)
def test_an_incentive_that_the_partner_can_reach(make, told, scope, there):
    program = make({"incentives/extra.yml": incentive(scope)})
    document = nordwind(program)
    clauses = document.schedules[3].clauses
    assert [clause.title.text for clause in clauses] == (
        ["How amounts are worked out", "Extra"] if there else []
    )
    if there:
        assert told(document, "C.2")[-1] == "The rate is 5%."


def test_bands_and_caps_are_in_the_partners_currency(make, text_of, told):
    bands = (
        "bands:\n  measure: period-value\n  period: quarter\n  counts: all-units\n  rows:\n"
        "    - {id: e0, from: 0 EUR, below: 50000 EUR, rate: 0%}\n"
        "    - {id: u0, from: 0 USD, below: 55000 USD, rate: 0%}\n"
        "    - {id: e1, from: 50000 EUR, rate: 1.5%}\n"
        "    - {id: u1, from: 55000 USD, rate: 1.5%}\n"
        "caps: [{id: q, per: quarter, amounts: [4000 EUR, 4400 USD]}]"
    )
    frame = text_of("program.yml").replace("currencies: [EUR]", "currencies: [EUR, USD]")
    text = incentive("everyone", bands, kind="rebate", stage="back-end", anchor="invoice")
    program = make({"incentives/extra.yml": text, "program.yml": frame})
    document = nordwind(program)
    lines = told(document, "C.2")
    assert "At most per quarter | EUR 4,000" in lines
    assert lines[-3:] == [
        (
            "The rate depends on what the Partner bought in a quarter. Once a band is reached, its"
            " rate is for all of it."
        ),
        "EUR 0 | EUR 50,000 | 0%",
        "EUR 50,000 | and more | 1.5%",
    ]


def test_incentives_name_only_those_that_the_partner_can_see_and_reach(make, told):
    stacks = "{group: uplift, excludes: [secret, far, near]}"
    program = make(
        {
            "incentives/extra.yml": incentive("everyone", stacks=stacks),
            "incentives/near.yml": incentive("everyone", name="Near", stacks="{group: uplift}"),
            "incentives/far.yml": incentive("{places: [US]}", name="Far"),
            "incentives/secret.yml": incentive("everyone", name="Secret", audience="internal"),
        }
    )
    document = nordwind(program)
    lines = told(document, "C.2")
    assert "Not together with | Near" in lines
    assert "At most one of this and | Near" in lines
    assert not [line for line in lines if "Secret" in line or "Far" in line]
    assert "Not together with | Extra" in told(document, "C.3")


def clause_names(document, schedule: int) -> list[str]:
    return [clause.id for clause in document.schedules[schedule].clauses]


def test_a_distributor_gets_its_own_table_for_all_tiers_it_serves(sets, told):
    lines = told(sets["wislana"], "A.3")
    assert lines[0] == "Distributor discount"
    tiers = [line.split(" | ")[2] for line in lines if line.startswith("All products")]
    assert tiers == ["Registered", "Silver", "Gold", "Platinum"]
    for name, document in sets.items():
        if name not in ("wislana", "potomac-row"):
            assert "distributor-discount" not in clause_names(document, 1), name


def test_where_a_distributor_must_be_used_the_direct_rates_are_not_shown(sets, told):
    ways = {line.split(" | ")[1] for line in told(sets["kowadlo"], "A.3") if line.endswith("%")}
    assert "The Partner buys from the Vendor" not in ways
    assert "The Partner buys from a distributor" in ways
    assert "maintain-volume" not in clause_names(sets["kowadlo"], 3)
    assert "maintain-volume" in clause_names(sets["kitano"], 3)


def test_special_terms_stand_with_their_rate_and_days(sets, told):
    lines = told(sets["cedar-hollow"], "L.1")
    assert lines[:5] == [
        "Additional discount: grid-program",
        "Rate | 6%",
        "Percentage of | the list price",
        "Stage | Deal incentives",
        "Day that counts | the day of the order",
    ]
    assert "Products | Corvenna Insight" in lines
    assert lines[-2:] == ["From | 1 July 2026", "Through | 30 June 2027"]
    assert sets["kitano"].schedules[12].clauses == ()


@pytest.mark.parametrize(
    ("partner", "way"),
    [
        ("mueller-soehne", "The Partner buys from the Vendor"),
        ("kowadlo", "The Partner buys from a distributor"),
    ],
)
def test_only_discounts_on_what_the_partner_buys_itself_stand_there(sets, told, partner, way):
    rows = [line.split(" | ") for line in told(sets[partner], "A.3") if " | " in line]
    assert len(rows) >= 3
    assert {row[1] for row in rows} == {way}
    assert all(all(row) for row in rows)


def test_a_price_that_stages_have_left_is_named_by_them(sets, told):
    (line,) = [line for line in told(sets["mueller-soehne"], "C.9") if "Percentage of" in line]
    assert line == (
        "Percentage of | the price that is left after the stages Partner and distributor discount,"
        " Deal incentives and Special price"
    )
