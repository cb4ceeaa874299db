"""Bands by parts on orders of several lines: proven, failing with the order, or told why not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.reading import files_of

from partnerbook.check.report import Report
from partnerbook.check.run import check_tree
from partnerbook.findings import Finding, Severity, Spot
from partnerbook.source.tree import MemoryTree

MINIMAL = Path(__file__).parents[1] / "programs" / "minimal"
VOLUME = """\
name: Volume discount
summary: More users on one order, more discount on all of them.
kind: volume-discount
for: {products: [core], tiers: [TIERS]}
bands:
  measure: quantity
  counts: COUNTS
  rows:
    - {id: to-49, from: 1, through: 49, rate: 0%}
    - {id: to-199, from: 50, through: 199, rate: 2%}
    - {id: from-200, from: 200, rate: LAST}
from: 2026-01-01
side: partner
stage: front-end
base: list
anchor: order
applies: automatic
audience: partner
"""
LARGE = """\
name: Large orders
summary: Something for large orders.
kind: KIND
for: {products: [core], list_value: {at_least: [50000 EUR]}}
GIVES
from: 2026-01-01
side: partner
stage: front-end
base: list
anchor: order
applies: on-request
audience: partner
"""


def checked(
    large: str,
    kind: str = "special-price",
    *,
    counts: str = "marginal",
    last: str = "8%",
    tiers: str = "silver, gold",
) -> Report:
    """The minimal program with bands by parts, and something for orders of 50,000 EUR or more."""
    files = files_of(MINIMAL)
    volume = VOLUME.replace("COUNTS", counts).replace("LAST", last).replace("TIERS", tiers)
    files["program/incentives/volume.yml"] = volume.encode()
    text = LARGE.replace("KIND", kind).replace("GIVES", large)
    files["program/incentives/large.yml"] = text.encode()
    return check_tree(MemoryTree(files), None, "", lambda _zone: (date(2026, 11, 22), "test"))


def floors(report: Report) -> list[Finding]:
    """What is said of floors and of the order of tiers."""
    told = ("margin/floor", "margin/tier-order")
    return [finding for finding in report.findings if finding.id in told]


def test_a_floor_that_holds_is_proven() -> None:
    """At most 25 + 8 % less a little, and 5 % from 500 users on; costs are 30."""
    assert not floors(checked("rate: 5%"))


def test_a_floor_that_breaks_on_several_lines_shows_them() -> None:
    """Of 500 users no line has more than 199: three lines, and 597 users are the worst order."""
    (first,) = floors(checked("rate: 24%", last="1%"))
    words = [(term.amount, term.label) for term in first.sum]
    assert ("59,700.00", "list, 597 × core on 3 lines") in words
    # 150 users of each line are at 2 %: 3 × 150 × 2.00.
    assert any(amount == "-900.00" and "Volume discount" in label for amount, label in words)
    assert first.sum_intro == "on the worst such deal, in EUR"


def test_what_cannot_be_told_names_the_cause_the_lines_and_what_was_tried() -> None:
    why = "Large orders is an absolute price, which each line reaches at another place"
    found = floors(checked("prices: [95 EUR]"))
    assert {finding.severity for finding in found} == {Severity.UNDETERMINED}
    message = found[0].message
    assert f"orders of 500 or more have to be of 3 lines or more, and {why};" in message
    assert "of the orders that were tried the worst one gives" in message
    at = found[0].places[0].at
    assert isinstance(at, Spot)
    assert (at.file, at.line) == ("program/incentives/volume.yml", 7)


def test_a_repair_says_what_then_cannot_be_told() -> None:
    """Marginal bands would mend the drop at 200; beside an absolute price they leave a question."""
    report = checked("prices: [95 EUR]", counts="all-units")
    (drop,) = [one for one in report.findings if one.id == "margin/price-inversion"]
    (marginal,) = [one for one in drop.help if "marginal" in one.say]
    assert marginal.loses.endswith("then margin/floor and margin/tier-order cannot tell any more")
    (marginal,) = [
        repair
        for one in checked("rate: 5%", counts="all-units").findings
        if one.id == "margin/price-inversion"
        for repair in one.help
        if "marginal" in repair.say
    ]
    assert marginal.loses == "whoever buys more than the first band gets less than now"


def test_why_bands_of_a_period_are_not_marginal() -> None:
    rows = "{id: all, from: 0 EUR, rate: 1%}"
    bands = f"bands: {{measure: period-value, period: quarter, counts: marginal, rows: [{rows}]}}"
    found = [one for one in checked(bands, "rebate").findings if one.id == "shape/wrong-value"]
    (refused,) = [one for one in found if "`counts`" in one.message]
    assert refused.message == (
        "`counts` cannot be marginal; bands of a period count all that was bought in it, as one"
        " order does not say which part of that lies in which band; bands by list value or"
        " quantity of an order can be marginal"
    )
    assert [edit.text for repair in refused.help for edit in repair.edits] == ["all-units"]


def test_the_order_of_tiers_is_not_proven_where_bands_of_one_tier_are_spread() -> None:
    report = checked("rate: 5%", last="3%", tiers="silver")
    (finding,) = [one for one in report.findings if one.id == "margin/tier-order"]
    assert finding.severity is Severity.UNDETERMINED
    assert finding.message == (
        "cannot tell whether Gold never earns less than Silver on Core: Volume discount gives each"
        " part of a quantity a rate of its own, and an order that has to be of several lines may be"
        " of more of them; those of the fewest lines are compared"
    )
