"""Budgets against what partners sold: summed by hand, with what is missing named."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.reading import files_of

from partnerbook.check.report import Report
from partnerbook.check.run import check_tree
from partnerbook.source.tree import MemoryTree

MINIMAL = Path(__file__).parents[1] / "programs" / "minimal"
FUND = """\
name: Campaign money
summary: A share of the purchases, for campaigns.
kind: development-funds
for: {scope}
rates: {{silver: 2%, gold: 3%}}
budget: {{per: {per}, amounts: [{most}]{said}}}
from: 2026-01-01
side: partner
stage: back-end
base: list
anchor: order
applies: {applies}
{caps}audience: partner
"""
METRIC = """\
name: Revenue
kind: measures
unit: money
counts_to: [{counts}]
monotone: true
"""
MANIFEST = """\
name: Invoices
system: Ledger
extracted: 2026-11-16T06:00Z
shape: measures
metrics: [revenue]
from: {start}
through: 2026-10-31
rows: 3
control_total: [{total} EUR]
"""
HELP = b"""\
  - {id: help, name: Help, sku: MIN-200, per: year, billing: yearly, launch: 2024-01-01,
     cost: [100 EUR]}
"""
HEAD = "partner,metric,from,through,value,unit,place,product,reported_on,source"
ROWS = """\
nordwind,revenue,2025-11-01,2025-11-30,100000.10,EUR,DE,{product},2025-12-05,invoices
nordwind,revenue,2026-03-01,2026-03-31,200000.20,EUR,DE,{product},2026-04-05,invoices
nordwind,revenue,2026-10-01,2026-10-31,30000.05,EUR,DE,{other},2026-11-05,invoices
"""


def checked(
    scope: str = "everyone",
    most: str = "9900 EUR",
    per: str = "year",
    said: str = "",
    *,
    counts: str = "pay",
    start: str = "2025-11-01",
    product: str = "core",
    other: str = "core",
    applies: str = "on-request",
    caps: str = "",
) -> Report:
    """Gold Nordwind with 330,000.35 EUR of Revenue in twelve months, against a fund of 3%."""
    files = files_of(MINIMAL)
    caps = f"caps: [{caps}]\n" if caps else ""
    fund = FUND.format(scope=scope, most=most, per=per, said=said, applies=applies, caps=caps)
    metric = METRIC.format(counts=counts)
    early = start <= "2025-11-01"
    total = "330000.35" if early else "30000.05"
    manifest = MANIFEST.format(start=start, total=total)
    rows = ROWS.format(product=product, other=other)
    if not early:
        manifest, rows = manifest.replace("rows: 3", "rows: 1"), rows.split("\n", 2)[2]
    files["program/products/platform.yml"] += HELP
    files["program/incentives/fund.yml"] = fund.encode()
    files["program/metrics/revenue.yml"] = metric.encode()
    files["program/evidence/invoices.yml"] = manifest.encode()
    files["program/evidence/invoices.csv"] = f"{HEAD}\n{rows}".encode()
    return check_tree(MemoryTree(files), None, "", lambda _: pytest.fail("it has a day"))


def said_of(report: Report) -> list[str]:
    return [
        f"{one.severity.value}: {one.message}"
        for one in report.findings
        if one.id in ("incentive/budget", "reference/unfit-metric") or one.id.startswith("shape/")
    ]


CANNOT = "undetermined: cannot tell whether the budget of Campaign money in EUR is enough: "


def test_what_was_sold_times_the_rate_of_the_tier_held() -> None:
    # 330,000.35 × 3% = 9,900.0105, payable 9,900.01: one cent more than the budget.
    (finding,) = checked().findings
    assert finding.message == (
        "Campaign money may cost 9900.01 EUR in a year, but its budget is 9900 EUR:"
        " 0.01 EUR too little"
    )
    assert [(term.amount, term.label) for term in finding.sum] == [
        ("+ 9,900.01", "3% of 330,000.35, 1 partner, 1 November 2025 to 31 October 2026"),
        ("9,900.01", "spent, if it goes on so"),
        ("-9,900.00", "budget"),
        ("0.01", "too little"),
    ]
    assert [edit.text for repair in finding.help for edit in repair.edits] == ["9900.01 EUR"]


def test_money_given_at_discretion_counts_too() -> None:
    assert len(said_of(checked(applies="discretionary"))) == 1


def test_enough_is_enough() -> None:
    assert said_of(checked(most="9900.01 EUR")) == []


def test_a_quarter_is_three_months() -> None:
    # August to October: 30,000.05 × 3% = 900.00.
    assert said_of(checked(per="quarter", most="900 EUR")) == []
    assert len(said_of(checked(per="quarter", most="899.99 EUR"))) == 1


def test_what_is_for_another_product_does_not_count() -> None:
    # 300,000.30 × 3% = 9,000.01 is for Core; the rest says no product, so it may be.
    scope = "{products: [core]}"
    assert said_of(checked(scope, "9900.01 EUR", other="")) == []
    assert said_of(checked(scope, "9000.01 EUR", other="")) == [
        (
            f"{CANNOT}up to 9,900.01 EUR may be spent, as the evidence of Revenue does not tell of"
            " which `products` it is"
        )
    ]
    assert said_of(checked(scope, "9000 EUR", other="")) == [
        (
            "warning: Campaign money costs at least 9000.01 EUR in a year, but its budget is 9000"
            " EUR: 0.01 EUR too little"
        )
    ]


def test_what_the_evidence_cannot_say_is_named() -> None:
    scope = "{line_type: [new], sector: [public]}"
    assert said_of(checked(scope, "9000 EUR")) == [
        (
            f"{CANNOT}up to 9,900.01 EUR may be spent, as the evidence of Revenue does not tell of"
            " which `line_type` and `sector` it is"
        )
    ]
    assert said_of(checked(scope, "9900.01 EUR")) == []


def test_a_tier_that_nobody_holds_costs_nothing() -> None:
    assert said_of(checked("{tiers: [silver]}", "1 EUR")) == []


def test_evidence_that_lacks_months() -> None:
    # It became a partner in April; before that there is nothing to tell.
    assert said_of(checked(start="2026-05-01")) == [
        f"{CANNOT}there is no complete evidence of Revenue for 1 to 30 April 2026"
    ]


def test_what_is_known_may_be_too_much_already() -> None:
    # The 30,000.05 of October × 3% are 900.00 without what is missing.
    assert said_of(checked(most="899 EUR", start="2026-05-01")) == [
        (
            "warning: Campaign money costs at least 900 EUR in a year, but its budget is 899 EUR:"
            " 1 EUR too little"
        )
    ]


def test_a_metric_that_does_not_count_to_pay() -> None:
    assert said_of(checked(counts="tier")) == [
        f"{CANNOT}it does not say how much is expected (`budget: {{expected: …, because: …}}`)"
    ]
    assert said_of(checked(counts="tier", said=", metric: revenue")) == [
        "error: Revenue counts to the tier only, but the budget of Campaign money asks for it"
    ]


def test_all_its_time_needs_an_end() -> None:
    assert said_of(checked(per="whole")) == [
        f"{CANNOT}it is for all the time of an incentive that has no end"
    ]


def test_what_is_said_goes_before_evidence() -> None:
    assert said_of(checked(said=", expected: [330000 EUR], because: Less than last year.")) == []


def test_a_metric_beside_what_is_expected() -> None:
    found = said_of(checked(said=", expected: [1 EUR], because: So., metric: revenue"))
    assert found == ["error: `expected` does not belong here: a metric tells what else is expected"]


YEARLY = "{id: per-year, per: year, amounts: [9000 EUR]}"
MONTHLY = "{id: per-month, per: month, amounts: [700 EUR]}"
DEALS = "{id: per-deal, per: deal, amounts: [1000 EUR]}"
SERVICE = "{id: for-help, per: year, amounts: [100 EUR], for: {products: [help]}}"


@pytest.mark.parametrize(
    ("caps", "most", "said"),
    [
        (YEARLY, "9000 EUR", ""),
        (YEARLY, "8999 EUR", "may cost 9000 EUR in a year"),
        (MONTHLY, "8400 EUR", ""),
        (MONTHLY, "8399 EUR", "may cost 8400 EUR in a year"),
        # Who is billed by the year is held to the cap of the year alone.
        (
            f"{MONTHLY}, {YEARLY}",
            "8999 EUR",
            "may cost at most 9000 EUR in a year before its cap per-month",
        ),
        (DEALS, "9900 EUR", "may cost at most 9900.01 EUR in a year before its cap per-deal"),
        (DEALS, "9900.01 EUR", ""),
        (f"{DEALS}, {YEARLY}", "9000 EUR", ""),
        (SERVICE, "9900 EUR", "may cost at most 9900.01 EUR in a year before its cap for-help"),
    ],
)
def test_caps_are_reckoned_in_where_sums_are_enough(caps: str, most: str, said: str) -> None:
    found = said_of(checked(most=most, caps=caps))
    assert len(found) == bool(said), found
    assert all(said in one for one in found), found


def test_what_a_cap_takes_off_is_a_line_of_the_sum() -> None:
    (finding,) = checked(most="8000 EUR", caps=MONTHLY).findings
    assert [(term.amount, term.label) for term in finding.sum][:3] == [
        ("+ 9,900.01", "3% of 330,000.35, 1 partner, 1 November 2025 to 31 October 2026"),
        ("- 1,500.01", "beyond the cap per-month, 12 × 700 EUR each"),
        ("8,400.00", "spent, if it goes on so"),
    ]


def test_of_what_is_expected_nothing_says_whose_it_is() -> None:
    said = ", expected: [400000 EUR], because: Last year."
    assert said_of(checked(most="9000 EUR", said=said, caps=YEARLY)) == [
        (
            "warning: Campaign money may cost at most 12000 EUR in a year before its cap per-year,"
            " but its budget is 9000 EUR: 3000 EUR too little"
        )
    ]
