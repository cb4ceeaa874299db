"""Discounts, incentives and special terms as Steps: their rows, cells, bands and dates."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from partnerbook.findings import Ref
from partnerbook.resolve.program import Program
from partnerbook.values.box import INFINITY
from partnerbook.values.money import Money
from partnerbook.values.percent import Percent


def incentive(kind: str, body: str, scope: str = "everyone", **changes: str) -> str:
    fields = {
        "from": "2026-01-01",
        "through": "2026-12-31",
        "side": "partner",
        "stage": "front-end",
        "anchor": "order",
        "applies": "automatic",
        "audience": "partner",
        **changes,
    }
    lines = "".join(f"{key}: {value}\n" for key, value in fields.items())
    return f"name: Extra\nkind: {kind}\nsummary: Extra.\nfor: {scope}\n{lines}{body}"


def step_of(program: Program, name: str):
    (step,) = (step for step in program.steps if step.id == name)
    return step


def test_a_discount_table_has_a_row_for_each_tier(make, days, cells):
    made = make(
        {
            "discounts/extra.yml": "name: Extra\nside: partner\nstage: front-end\nbase: opening\n"
            "anchor: registration\naudience: distributor\nrows:\n"
            "  - {id: low, for: {places: [DE]}, rates: {gold: 2%, silver: 1%}, from: 2026-07-01,"
            " through: 2026-12-31, announced: 2026-05-01}\n"
            "  - {id: high, for: {places: [DE-BE]}, except: [{sector: [public]}], rate: 0%}\n"
        }
    )
    assert made.said == []
    step = step_of(made.program, "extra")
    axes = made.program.axes
    assert (step.kind, step.nested, step.base, step.anchor) == (
        "discount",
        True,
        "opening",
        "registration",
    )
    assert step.audience.level == "distributor"
    assert [(row.id, row.tier, str(row.rate)) for row in step.rows] == [
        ("low", "gold", "2%"),
        ("low", "silver", "1%"),
        ("high", "", "0%"),
    ]
    gold, _, high = step.rows
    period = "2026-07-01..2026-12-31"
    assert gold.cells.same(cells(axes, {"place": "DE", "tier": "gold", "day:registration": period}))
    assert gold.scope.same(cells(axes, {"place": "DE", "tier": "gold"}))
    assert gold.period == days(period)
    assert gold.announced == date(2026, 5, 1)
    assert gold.rate_ref == Ref("program/discounts/extra.yml", "/rows/0/rates/gold")
    assert made.loaded.spot(gold.rate_ref).column == 50
    assert high.cells.same(cells(axes, {"place": "DE-BE", "sector": "commercial"}))
    assert high.rate_ref == Ref("program/discounts/extra.yml", "/rows/1/rate")


def test_the_scope_of_a_row_ignores_the_dates_of_its_territories(make, cells):
    made = make(
        {
            "territories/alps.yml": "name: Alps\nversions:\n"
            "  - {id: a, from: 2026-06-01, through: 2026-12-31, places: [LI, AT]}\n"
            "  - {id: b, from: 2027-01-01, places: [LI, AT, CH]}\n",
            "incentives/extra.yml": incentive(
                "allowance", "base: list\nrate: 1%\n", "{places: [alps]}", anchor="invoice"
            ),
        }
    )
    (row,) = step_of(made.program, "extra").rows
    axes = made.program.axes
    assert row.scope.same(cells(axes, {"place": "LI AT CH"}))
    assert row.cells.same(
        cells(
            axes,
            {"place": "LI AT", "day:invoice": "2026-06-01..2026-12-31"},
        )
    )


def test_bands_of_quantities(make, cells):
    made = make(
        {
            "incentives/extra.yml": incentive(
                "volume-discount",
                "base: list\nbands:\n  measure: quantity\n  counts: all-units\n  rows:\n"
                "    - {id: few, from: 1, through: 49, rate: 0%}\n"
                "    - {id: many, from: 50, rate: 3%}\n",
                "{tiers: [gold]}",
            )
        }
    )
    step = step_of(made.program, "extra")
    axes = made.program.axes
    assert (step.measure, step.nested) == ("quantity", False)
    assert [(row.id, row.band, row.band_currency) for row in step.rows] == [
        ("few", (1, 50), ""),
        ("many", (50, None), ""),
    ]
    scope = cells(axes, {"tier": "gold", "day": "2026-01-01..2026-12-31"})
    few, many = step.rows
    assert few.cells.same(scope.limited("quantity", ((1, 50),)))
    assert many.cells.same(scope.limited("quantity", ((50, INFINITY),)))
    assert few.rate_ref.pointer == "/bands/rows/0/rate"


@pytest.mark.parametrize(
    ("measure", "axis"),
    [("list-value", "list_value:EUR"), ("period-value\n  period: year", "period_value:EUR")],
)
def test_bands_of_amounts(make, cells, measure: str, axis: str):
    made = make(
        {
            "incentives/extra.yml": incentive(
                "rebate",
                f"base: list\nbands:\n  measure: {measure}\n  counts: all-units\n  rows:\n"
                "    - {id: low, from: 0 EUR, below: 50000 EUR, rate: 0%}\n"
                "    - {id: high, from: 50000 EUR, rate: 3%}\n",
            )
        }
    )
    low, high = step_of(made.program, "extra").rows
    axes = made.program.axes
    scope = cells(axes, {"currency": "EUR", "day": "2026-01-01..2026-12-31"})
    assert (low.band, low.band_currency) == ((0, 50000), "EUR")
    assert (high.band, high.band_currency) == ((50000, None), "EUR")
    assert low.cells.same(scope.limited(axis, ((0, 50000),)))
    assert high.cells.same(scope.limited(axis, ((50000, INFINITY),)))


def test_fixed_amounts_hold_in_their_currencies(make, program_yml, cells):
    made = make(
        {
            "program.yml": program_yml("currencies: [EUR]", "currencies: [EUR, USD, JPY]"),
            "incentives/extra.yml": incentive(
                "spiff", "amounts: [100 EUR, 15000 JPY]\nper: unit\npaid_to: person\n"
            ),
        }
    )
    step = step_of(made.program, "extra")
    (row,) = step.rows
    assert (step.per, step.paid_to, row.rate) == ("unit", "person", None)
    assert row.amounts == {
        "EUR": Money(Decimal(100), "EUR"),
        "JPY": Money(Decimal(15000), "JPY"),
    }
    axes = made.program.axes
    assert row.cells.same(cells(axes, {"currency": "EUR JPY", "day": "2026-01-01..2026-12-31"}))


def test_an_incentive_with_all_its_terms(make, days, cells):
    made = make(
        {
            "incentives/extra.yml": incentive(
                "deal-registration",
                "announced: 2025-11-01\ntrack: resell\nbase: after-tier-discount\n"
                "rates: {silver: 6%, gold: 8%}\n"
                "caps: [{id: per-deal, per: deal, amounts: [10000 EUR]}]\n"
                "stacks: {group: uplift, excludes: [other], requires: [reseller-discount]}\n",
                "{claim: [first]}",
                applies="on-request",
                anchor="registration",
            ),
            "incentives/other.yml": incentive("allowance", "base: list\nrate: 1%\n"),
        }
    )
    assert made.said == []
    step = step_of(made.program, "extra")
    assert (step.group, step.excludes, step.requires, step.applies, step.base) == (
        "uplift",
        ("other",),
        ("reseller-discount",),
        "on-request",
        "after-tier-discount",
    )
    (cap,) = step.caps
    assert (cap.id, cap.per, cap.amounts["EUR"].amount) == ("per-deal", "deal", 10000)
    assert step.period == days("2026-01-01..2026-12-31")
    assert step.announced == date(2025, 11, 1)
    silver, gold = step.rows
    assert (silver.id, silver.tier, silver.rate) == ("extra", "silver", Percent(Decimal(6)))
    axes = made.program.axes
    assert gold.cells.same(
        cells(
            axes,
            {
                "claim": "first",
                "track": "resell",
                "tier": "gold",
                "day:registration": "2026-01-01..2026-12-31",
            },
        )
    )


def test_steps_come_in_the_order_of_the_stages(make, partner):
    made = make(
        {
            "incentives/a.yml": incentive("allowance", "base: list\nrate: 1%\n", stage="back-end"),
            "incentives/z.yml": incentive("allowance", "base: list\nrate: 1%\n"),
        }
    )
    assert [step.id for step in made.program.steps] == ["reseller-discount", "z", "a"]


TERM = """\
special_terms:
  - id: launch
    kind: special-price
    for: {products: [core], places: [DE]}
    rate: 3%
    stage: front-end
    base: list
    anchor: contract
    from: 2026-02-01
    through: 2028-12-31
    reason: Market entry.
    approver: channel-chief
    approved: 2026-01-20
  - id: payment
    kind: payment
    text: Pays in 45 days.
    from: 2026-02-01
    through: 2026-12-31
    reason: Market entry.
    approver: channel-chief
    approved: 2026-01-20
"""


def test_a_special_term_holds_while_the_agreement_does(make, days, cells, partner):
    agreement = (
        "{form: reseller-2026, version: 1, signed: 2026-03-10, effective: 2026-04-01,"
        " notice_given: 2026-10-01}"
    )
    made = make({"partners/suedlicht.yml": partner(agreement=agreement, more=TERM)})
    assert made.said == []
    step = step_of(made.program, "suedlicht/launch")
    assert (step.kind, step.partner, step.stage) == ("special-price", "suedlicht", "front-end")
    assert (step.audience.level, step.audience.partner) == ("own", "suedlicht")
    (row,) = step.rows
    assert row.period == days("2026-02-01..2028-12-31")
    axes = made.program.axes
    assert row.cells.same(
        cells(
            axes,
            {"product": "core", "place": "DE", "day:contract": "2026-04-01..2028-03-31"},
        )
    )
    assert [s.id for s in made.program.steps] == ["reseller-discount", "suedlicht/launch"]
