"""Rows of rates of which none is the more specific: what is said once, and what mends it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from partnerbook.check.edits import changed_files
from partnerbook.check.report import Report
from partnerbook.check.run import check_tree
from partnerbook.findings import Spot
from partnerbook.load import load_tree
from partnerbook.source.tree import FolderTree, MemoryTree

MINIMAL = Path(__file__).parents[1] / "programs" / "minimal"
TABLE = "program/discounts/reseller-discount.yml"
HEAD = """name: Reseller discount
side: partner
stage: tier-discount
base: list
anchor: order
audience: partner
rows:
"""
WIDE = (
    HEAD
    + """  - id: direct
    for: {products: [all], route: [direct]}
    rates: {silver: 5%, gold: 6%}
    from: 2026-01-01
  - id: one-tier
    for: {products: [all], route: [one-tier]}
    rates: {silver: 20%, gold: 25%}
    from: 2026-01-01
  - id: one-tier-core
    for: {products: [core]}
    rates: {silver: 10%, gold: 15%}
    from: 2026-01-01
  - id: two-tier
    for: {products: [all], route: [two-tier]}
    rates: {silver: 8%, gold: 9%}
    from: 2026-01-01
  - id: marketplace
    for: {products: [all], route: [marketplace, referral]}
    rate: 0%
    from: 2026-01-01
"""
)
PAIR = (
    HEAD
    + """  - id: all-products
    for: {products: [all]}
    rates: {silver: 20%, gold: 25%}
    from: 2026-01-01
  - id: germany
    for: {products: [all], places: [DE]}
    rates: {silver: 21%, gold: 27%}
    from: 2026-01-01
  - id: core-public
    for: {products: [core], sector: [public]}
    rates: {silver: 22%, gold: 30%}
    from: 2026-01-01
"""
)


def checked(table: str) -> tuple[dict[str, bytes], Report]:
    base = FolderTree(MINIMAL)
    files = {path: data for path in base.list()[0] if isinstance(data := base.read(path), bytes)}
    files[TABLE] = table.encode()
    # A second product, so that core is less than all.
    family, prices = "program/products/platform.yml", "program/prices/europe.csv"
    core = files[family].decode().partition("products:\n")[2]
    second = core.replace("id: core", "id: plus").replace("name: Core", "name: Plus")
    files[family] += second.replace("MIN-100", "MIN-200").encode()
    files[prices] += b"MIN-200,100.00,user-year\n"
    return files, check_tree(MemoryTree(files), None, "", lambda _: (date(2026, 11, 22), "test"))


def test_a_row_that_lost_its_route_is_one_finding_at_that_row() -> None:
    files, report = checked(WIDE)
    (finding,) = report.findings
    assert finding.id == "margin/ambiguous-rate"
    assert finding.message == (
        "Reseller discount: one-tier-core applies together with direct, one-tier, two-tier and"
        " marketplace, and none of them is the more specific: everywhere × Core, from 1 January"
        " 2026"
    )
    at = finding.places[0].at
    assert isinstance(at, Spot)
    assert (at.line, at.column) == (17, 10)
    # That higher tiers earn less where it meets `rate: 0%` only follows.
    assert report.summary.suppressed > 0
    first = finding.help[0]
    assert first.say == (
        "write `route: [one-tier]` into the `for:` of one-tier-core: it is then narrower than"
        " one-tier"
    )
    after = changed_files(load_tree(MemoryTree(files))[0], first.edits)
    assert "for: {products: [core], route: [one-tier]}\n" in after[TABLE]
    assert not checked(after[TABLE])[1].failed


def test_two_rows_of_which_each_is_narrower_in_its_way_get_a_row_for_both() -> None:
    files, report = checked(PAIR)
    (finding,) = report.findings
    assert "germany and core-public both apply" in finding.message
    assert [repair.say for repair in finding.help] == [
        "add a row for the deals where both apply, with the rate of core-public",
        "add a row for the deals where both apply, with the rate of germany",
    ]
    after = changed_files(load_tree(MemoryTree(files))[0], finding.help[0].edits)
    assert (
        "  - {id: germany-and-core-public, for: {places: [DE], products: [core], sector: [public]},"
        in after[TABLE]
    )


def test_rows_of_one_rate_get_one_row_for_the_deals_of_both() -> None:
    same = PAIR.replace("{silver: 22%, gold: 30%}", "{silver: 21%, gold: 27%}")
    (finding,) = checked(same)[1].findings
    assert [repair.say for repair in finding.help] == [
        "add a row for the deals where both apply, with the rate of both"
    ]
