"""Absolute prices of special terms are held against the highest rate; sums by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.reading import files_of

from partnerbook.check.run import check_tree
from partnerbook.findings import Finding, Severity
from partnerbook.source.tree import MemoryTree

MINIMAL = Path(__file__).parents[1] / "programs" / "minimal"
TERM = """\
special_terms:
  - id: launch
    kind: special-price
    for: {{products: [core]}}
    prices: [{price}]
    stage: {stage}
    base: {base}
    anchor: order
    from: 2026-07-01
    through: 2027-06-30
    reason: The first plants in the region.
    approver: channel-chief
    approved: 2026-06-02
"""


TWO_ROUTES = """\
  - id: one-tier
    for: {products: [all], route: [one-tier]}
    rate: 25%
    from: 2026-01-01
  - id: marketplace
    for: {products: [all], route: [marketplace]}
    rate: 10%
    from: 2026-01-01
"""


def found(
    price: str,
    most: str = "20%",
    base: str = "list",
    stage: str = "front-end",
    routes: str = "",
) -> list[Finding]:
    """What is said of a price for Core, which is 100.00 EUR at list; Gold has 25 % before."""
    files = files_of(MINIMAL)
    term = TERM.format(price=price, base=base, stage=stage)
    files["program/partners/nordwind.yml"] += term.encode()
    files["program/program.yml"] += (
        f"limits: {{special_terms: {{maximum_rate: {most}}}}}\n".encode()
    )
    if routes:
        table = "program/discounts/reseller-discount.yml"
        files[table] = files[table].split(b"  - id:")[0] + routes.encode()
    report = check_tree(MemoryTree(files), None, "", lambda _: pytest.fail("it has a day"))
    return [
        one for one in report.findings if one.id in ("term/outside-limits", "term/gives-nothing")
    ]


def test_a_price_that_gives_more_than_the_highest_rate() -> None:
    # 100.00 less 25 % are 75.00; down to 54.00 is 21 % of the list price more.
    (one,) = found("54 EUR")
    assert one.message == (
        "Nordwind Systemhaus GmbH: the special term launch lowers Core from 75 EUR to 54 EUR, which"
        " gives 21% of its list price; the most is 20% (1 point too much)"
    )
    assert [edit.text for repair in one.help for edit in repair.edits] == ["55 EUR"]


def test_at_the_very_rate_it_is_allowed() -> None:
    assert found("55 EUR") == []


def test_off_an_opening_price_the_rate_is_of_what_is_left() -> None:
    # 100.00 less 25 % are 75.00; 20 % of that leave 60.00.
    assert found("60 EUR", base="opening") == []
    (one,) = found("59.99 EUR", base="opening")
    assert one.message == (
        "Nordwind Systemhaus GmbH: the special term launch lowers Core from 75 EUR to 59.99 EUR,"
        " which gives 20.01% of that; the most is 20% (0.01 points too much)"
    )


@pytest.mark.parametrize("price", ["75 EUR", "79.50 EUR", "130 EUR"])
def test_a_price_that_lowers_nothing_is_one_finding(price: str) -> None:
    (one,) = found(price)
    assert (one.id, one.severity) == ("term/gives-nothing", Severity.WARNING)
    assert one.message == (
        f"Nordwind Systemhaus GmbH: the special term launch gives nothing: {price} for Core is no"
        " less than what is paid without it, 75 EUR at most"
    )
    assert not any(repair.edits for repair in one.help)


def test_a_price_that_lowers_something_on_one_route_alone() -> None:
    (idle,) = found("80 EUR", routes=TWO_ROUTES)
    assert idle.message == (
        "Nordwind Systemhaus GmbH: the special term launch gives nothing on the one-tier route:"
        " 80 EUR for Core is no less than what is paid without it, 75 EUR at most"
    )
    # 20 % of list off 90.00 leave 70.00, which still lowers 75.00.
    (much,) = found("65 EUR", routes=TWO_ROUTES)
    assert much.message == (
        "Nordwind Systemhaus GmbH: the special term launch lowers Core from 90 EUR to 65 EUR on the"
        " marketplace route, which gives 25% of its list price; the most is 20% (5 points too much)"
    )
    assert [edit.text for repair in much.help for edit in repair.edits] == ["70 EUR"]
    # 10 % of list leave 80.00 there, which would lower nothing where 75.00 are paid.
    (dead,) = found("65 EUR", most="10%", routes=TWO_ROUTES)
    assert not any(repair.edits for repair in dead.help)
    assert dead.help[0].say == (
        "write a term for each route with a price of its own: Nordwind Systemhaus GmbH pays 75 EUR"
        " on the one-tier route and 90 EUR on the marketplace route without it, so 80 EUR, which"
        " keeps the limit on all, would give nothing on some"
    )
