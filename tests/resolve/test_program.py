"""What the files become: scopes, trees, prices, settings, compared with what they meant."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from partnerbook.findings import Ref
from partnerbook.resolve import resolve
from partnerbook.values.box import INFINITY
from partnerbook.values.money import Money
from partnerbook.values.percent import parse_percent

TOOLS = """\
name: Tools
products:
  - {id: hammer, name: Hammer, sku: T-1, per: piece, billing: once, launch: 2024-01-01,
     cost: [1 EUR]}
  - id: saw
    name: Saw
    sku: T-2
    per: piece
    billing: once
    launch: 2024-01-01
    end_of_sale: 2027-06-30
    cost: [2 EUR]
    products:
      - {id: blade, name: Blade, sku: T-3, per: piece, billing: once, launch: 2024-01-01,
         cost: [1 EUR]}
"""


TERRITORIES = {
    "territories/dach.yml": "name: DACH\nversions:\n"
    "  - {id: a, through: 2026-12-31, places: [DE, AT]}\n"
    "  - {id: b, from: 2027-01-01, places: [DE, AT, CH], except: [DE-BE]}\n",
    "territories/alps.yml": "name: Alps\nversions: [{id: a, from: 2026-06-01, places: [LI, dach],"
    " except: [DE]}]\n",
}
SCOPES = [
    ("for: {places: [DE]}", [{"place": "DE"}]),
    ("for: {places: [DE, AT], sector: [public]}", [{"place": "DE AT", "sector": "public"}]),
    ("for: {places: [world], products: [all], accounts: [all]}", [{}]),
    ("for: {products: [platform]}", [{"product": "platform"}]),
    ("for: {products: [tools]}", [{"product": "hammer saw"}]),
    ("for: {accounts: [ardoise]}", [{"account": "ardoise"}]),
    ("for: {seller_places: [DE]}", [{"seller": "DE"}]),
    ("for: {tiers: [gold], tracks: [resell]}", [{"tier": "gold", "track": "resell"}]),
    (
        "for: {places: [dach]}",
        [{"place": "DE AT", "day": "..2026-12-31"}, {"place": "DE AT CH", "day": "2027-01-01.."}],
    ),
    (
        "for: {places: [alps]}",
        [
            {"place": "LI AT", "day": "2026-06-01..2026-12-31"},
            {"place": "LI AT CH", "day": "2027-01-01.."},
        ],
    ),
    (
        "for: {places: [dach, FR]}",
        [
            {"place": "FR"},
            {"place": "DE AT", "day": "..2026-12-31"},
            {"place": "DE AT CH", "day": "2027-01-01.."},
        ],
    ),
]
TAKEN_AWAY = {"for: {places: [dach]}": "DE-BE", "for: {places: [dach, FR]}": "DE-BE"}


def rule(scope: str) -> str:
    return f"name: R\nrules:\n  - {{id: one, {scope}, must_use: two-tier, reason: x}}\n"


ACCOUNTS = {
    "accounts/ardoise.yml": "name: Groupe Ardoise\nplace: FR\n",
    "accounts/ardoise-energie.yml": "name: Ardoise Énergie\nplace: FR\nparent: ardoise\n",
}


@pytest.mark.parametrize(("scope", "meant"), SCOPES, ids=[scope for scope, _ in SCOPES])
def test_scope(make, cells, scope: str, meant: list[dict[str, str]]):
    made = make(
        {
            **TERRITORIES,
            **ACCOUNTS,
            "products/tools.yml": TOOLS,
            "routes/r.yml": rule(scope),
        }
    )
    assert made.said == []
    axes = made.program.axes
    expected = cells(axes, *meant)
    if scope in TAKEN_AWAY:  # since 2027
        expected = expected.subtract(
            cells(axes, {"place": TAKEN_AWAY[scope], "day": "2027-01-01.."})
        )
    assert made.program.routes[0].cells.same(expected)


def test_exceptions_remove_the_cells_that_meet_all_their_keys(make, cells):
    scope = (
        "for: {places: [DE, AT, CH]}, except: [{places: [CH]}, {places: [DE], sector: [public]}]"
    )
    made = make({"routes/r.yml": rule(scope)})
    axes = made.program.axes
    assert made.program.routes[0].cells.same(
        cells(axes, {"place": "AT"}, {"place": "DE", "sector": "commercial"})
    )


def test_intervals(make):
    made = make(
        {
            "routes/r.yml": rule(
                "for: {quantity: {at_least: 10, below: 50}, term_months: {at_least: 12},"
                " list_value: {at_least: [10000 EUR]}}"
            )
        }
    )
    axes = made.program.axes
    assert made.program.routes[0].cells.same(
        axes.space.box(
            {
                "quantity": ((10, 50),),
                "term_months": ((12, INFINITY),),
                "list_value:EUR": ((Decimal(10000), INFINITY),),
                "currency": axes.node("currency", "EUR"),
            }
        )
    )


def test_amounts_hold_in_the_currencies_that_they_name(make, program_yml):
    program = program_yml("currencies: [EUR]", "currencies: [EUR, USD, JPY]")
    made = make(
        {
            "program.yml": program,
            "routes/r.yml": rule("for: {list_value: {at_least: [10 EUR, 11 USD]}}"),
        }
    )
    axes = made.program.axes
    euro = axes.space.box(
        {"list_value:EUR": ((10, INFINITY),), "currency": axes.node("currency", "EUR")}
    )
    dollar = axes.space.box(
        {"list_value:USD": ((11, INFINITY),), "currency": axes.node("currency", "USD")}
    )
    assert made.program.routes[0].cells.same(euro.union(dollar))


def test_what_groups_others_and_is_sold_itself_has_a_leaf_of_its_own(make):
    made = make({**ACCOUNTS, "products/tools.yml": TOOLS})
    axes = made.program.axes
    product, account = axes.trees["product"], axes.trees["account"]
    assert product.children["saw"] == ("saw/self", "blade")
    assert account.children["ardoise"] == ("ardoise/self", "ardoise-energie")
    assert account.children["all"] == ("ardoise", "other")
    assert axes.own("product", "saw") == axes.node("product", "saw/self")
    assert axes.own("product", "hammer") == axes.node("product", "hammer")
    low, high = product.stretch["saw"]
    assert high - low == 2


def test_products(make, days):
    made = make({"products/tools.yml": TOOLS})
    products = made.program.products
    assert {name: (p.parent, p.family, p.sku) for name, p in products.items()} == {
        "all": ("", "", ""),
        "platform": ("all", "platform", ""),
        "tools": ("all", "tools", ""),
        "core": ("platform", "platform", "MIN-100"),
        "hammer": ("tools", "tools", "T-1"),
        "saw": ("tools", "tools", "T-2"),
        "blade": ("saw", "tools", "T-3"),
    }
    assert products["saw"].offered == days("2024-01-01..2027-06-30")
    assert products["blade"].ref == Ref("program/products/tools.yml", "/products/1/products/0")
    assert products["core"].cost == (Money(Decimal(20), "EUR"),)


def test_prices_hold_for_their_list_and_their_product_only(make, cells):
    made = make(
        {
            "products/tools.yml": TOOLS,
            "prices/europe.csv": "sku,price,per\nMIN-100,100.00,user-year\nT-2,9.50,piece\n",
        }
    )
    axes = made.program.axes
    core, saw = made.program.prices
    assert (core.price_list, core.product, core.price, core.per) == (
        "europe",
        "core",
        Money(Decimal("100.00"), "EUR"),
        "user-year",
    )
    assert made.loaded.spot(saw.ref).line == 3
    assert made.loaded.spot(saw.ref).column == 5
    assert saw.cells.same(
        cells(
            axes,
            {"place": "150", "currency": "EUR", "product": "saw/self", "day": "2026-01-01.."},
        )
    )


def test_settings_of_the_program(make):
    program = make({}).program
    assert (program.name, program.release) == ("Minimal Partner Program", "2026.1")
    assert [(stage.id, stage.timing) for stage in program.stages] == [
        ("tier-discount", "front-end"),
        ("front-end", "front-end"),
        ("back-end", "back-end"),
    ]
    (floor,) = program.floors
    assert (floor.id, str(floor.maximum_give), str(floor.minimum_margin)) == (
        "general",
        "50%",
        "30%",
    )
    assert floor.cells.same(program.axes.space.everything)
    assert list(program.tiers) == ["silver", "gold"]
    (chief,) = program.approvers.values()
    assert (chief.id, chief.may, chief.limits) == ("channel-chief", ("margin/floor",), {})
    assert not chief.scoped
    assert set(program.records) == {
        "agreement",
        "discount",
        "partner",
        "price-list",
        "product",
        "program",
        "tier",
    }


def test_waivers(make, days):
    made = make(
        {
            "waivers/old.yml": "rule: margin/floor\nsubject: nordwind/germany\n"
            "accepts: {minimum_margin: 27%}\nfrom: 2026-10-01\n"
            "through: 2027-03-31\nreason: Old.\napprover: channel-chief\napproved: 2026-09-20\n"
        }
    )
    (waiver,) = made.program.waivers
    assert (waiver.id, waiver.rule, waiver.subject) == ("old", "margin/floor", "nordwind/germany")
    assert waiver.accepts == {"minimum_margin": parse_percent("27%")}
    assert waiver.period == days("2026-10-01..2027-03-31")


def test_territories_by_version(make, days):
    made = make(TERRITORIES)
    dach = made.program.territories["dach"]
    tree = made.program.axes.trees["place"]
    (first, then) = dach.versions
    assert (dach.name, first[0], then[0]) == ("DACH", days("..2026-12-31"), days("2027-01-01.."))
    assert first[1] == tuple(sorted([tree.stretch["AT"], tree.stretch["DE"]]))


AS_OF = [
    (None, "", None, (date(2026, 11, 22), "as_of in program/program.yml")),
    (date(2027, 1, 1), "--as-of", None, (date(2027, 1, 1), "--as-of")),
    (None, "", (date(2028, 1, 1), "today"), (date(2026, 11, 22), "as_of in program/program.yml")),
]


@pytest.mark.parametrize(("given", "reason", "fallback", "expected"), AS_OF)
def test_the_as_of_day_and_its_reason(make, given, reason, fallback, expected):
    loaded = make({}).loaded
    program, _ = resolve(loaded, given, reason, fallback and (lambda _zone: fallback))
    assert program is not None
    assert (program.as_of, program.as_of_reason) == expected


def test_without_a_day_of_its_own_the_program_asks_for_one(make, program_yml):
    text = program_yml("as_of: 2026-11-22\n", "")
    loaded = make({"program.yml": text}, as_of=date(2026, 1, 1)).loaded
    program, _ = resolve(loaded, fallback=lambda zone: (date(2028, 1, 1), f"today in {zone}"))
    assert program is not None
    assert (program.as_of, program.as_of_reason) == (date(2028, 1, 1), "today in Europe/Berlin")
    with pytest.raises(ValueError, match="no as-of day"):
        resolve(loaded)
