"""Worked examples: what is said where they come out otherwise, and what readers may be shown."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from partnerbook.check.edits import changed_files
from partnerbook.check.report import Report
from partnerbook.check.run import check_tree
from partnerbook.findings import Finding, Severity, Spot
from partnerbook.load import load_tree
from partnerbook.pricing import price
from partnerbook.pricing.written import order_of
from partnerbook.render.reports.ink import Ink
from partnerbook.render.reports.text import render
from partnerbook.resolve import resolve
from partnerbook.resolve.program import Program
from partnerbook.source.tree import FolderTree, MemoryTree
from partnerbook.values.audience import PARTNER_VIEWER

MINIMAL = Path(__file__).parents[1] / "programs" / "minimal"
TEN = "program/examples/ten.yml"
ORDER = """name: Ten users
summary: A first order.
audience: {audience}
order:
  {who}
  place: DE
  currency: EUR
  dates: {{order: 2026-12-10}}
  route: one-tier
  lines: [{{product: core, quantity: 10}}, {{product: core, quantity: 3}}]
result:
  {result}
"""
TERM = """special_terms:
  - id: launch
    kind: discount
    for: {products: [core]}
    rate: 3%
    stage: front-end
    base: list
    anchor: order
    from: 2026-04-01
    through: 2027-03-31
    reason: Market entry.
    approver: channel-chief
    approved: 2026-03-20
"""
REGISTRATION = """name: Registration
kind: deal-registration
summary: For who tells us first.
for: {claim: [first]}
from: 2026-01-01
side: partner
stage: front-end
base: list
anchor: order
applies: on-request
audience: partner
rate: 3%
"""


def files_of(
    result: str,
    *,
    who: str = "tier: gold",
    audience: str = "partner",
    term: bool = False,
    registration: bool = False,
) -> dict[str, bytes]:
    base = FolderTree(MINIMAL)
    files = {path: data for path in base.list()[0] if isinstance(data := base.read(path), bytes)}
    text = ORDER.format(who=who, audience=audience, result=result)
    files["program/examples/ten.yml"] = text.encode()
    if term:
        files["program/partners/nordwind.yml"] += TERM.encode()
    if registration:
        files["program/incentives/registration.yml"] = REGISTRATION.encode()
    return files


def checked(files: dict[str, bytes]) -> Report:
    return check_tree(MemoryTree(files), None, "", lambda _: (date(2026, 11, 22), "test"))


def program_of(files: dict[str, bytes]) -> Program:
    program, _ = resolve(load_tree(MemoryTree(files))[0])
    assert program is not None
    return program


def only(report: Report) -> Finding:
    (finding,) = report.findings
    assert finding.id == "margin/worked-example"
    return finding


def repaired(files: dict[str, bytes], finding: Finding) -> dict[str, bytes]:
    """The files after the first repair of a finding."""
    loaded, _ = load_tree(MemoryTree(files))
    changed = changed_files(loaded, finding.help[0].edits)
    return {**files, **{path: text.encode() for path, text in changed.items()}}


def test_what_is_right_to_the_cent_is_silent() -> None:
    right = "{list_value: 1300 EUR, invoice: 975.00 EUR, back_end: 0 EUR, net_net: 975 EUR}"
    files = files_of("x: y")
    files["program/examples/ten.yml"] = (
        ORDER.format(who="tier: gold", audience="partner", result="x")
        .replace("result:\n  x\n", f"result: {right}\n")
        .encode()
    )
    assert checked(files).findings == ()


def test_the_sum_can_be_reckoned_by_hand() -> None:
    files = files_of("invoice: 974.99 EUR\n  vendor_net: 975 EUR")
    finding = only(checked(files))
    assert finding.message == (
        "Ten users: the invoice is expected to be 974.99 EUR, but comes out at 975 EUR"
        " (0.01 EUR more)"
    )
    assert finding.sum_intro == "on this order, in EUR"
    assert [(term.amount, term.label, term.total) for term in finding.sum] == [
        ("1,000.00", "list, 10 × Core", False),
        ("-250.00", "Reseller discount, 25%", False),
        ("300.00", "list, 3 × Core", False),
        ("-75.00", "Reseller discount, 25%", False),
        ("975.00", "the partner pays", True),
    ]
    (first, *_) = finding.places
    assert isinstance(first.at, Spot)
    assert (first.at.file, first.at.line, first.label) == (
        "program/examples/ten.yml",
        12,
        "comes out at 975 EUR (0.01 EUR more)",
    )


@pytest.mark.parametrize(
    ("mode", "invoice"), [("", "866.64"), ("half-up", "866.64"), ("down", "866.65")]
)
def test_amounts_are_rounded_as_the_program_says(mode: str, invoice: str) -> None:
    files = files_of(f"invoice: {invoice} EUR")
    table = "program/discounts/reseller-discount.yml"
    files[table] = files[table].replace(b"gold: 25%", b"gold: 33.335%")
    files["program/program.yml"] += f"rounding: {mode}\n".encode() if mode else b""
    assert checked(files).findings == ()


def test_the_repair_writes_every_amount_that_differs() -> None:
    files = files_of("invoice: 1 EUR\n  net_net: 2 EUR\n  list_value: 1300 EUR")
    finding = only(checked(files))
    assert finding.message.endswith("; 1 more amount differs")
    after = repaired(files, finding)
    assert checked(after).findings == ()
    assert b"invoice: 975 EUR\n  net_net: 975 EUR\n" in after["program/examples/ten.yml"]


def test_an_order_that_leaves_open_what_a_rate_needs_is_an_error_at_what_lacks() -> None:
    files = files_of("invoice: 975 EUR", registration=True)
    finding = only(checked(files))
    assert finding.severity is Severity.ERROR
    at = finding.places[0]
    assert isinstance(at.at, Spot)
    assert (at.at.line, at.at.column, at.label) == (4, 1, "`claim:` is not said here")
    assert finding.message == (
        "cannot tell what comes out of Ten users: the order does not say whether the deal is"
        " registered, and first"
    )
    assert finding.notes == (("`claim:`", "registration depends on it"),)
    assert [repair.say for repair in finding.help] == ["say `claim:` in the order"]


def test_a_date_that_lacks_is_an_error_at_the_dates() -> None:
    files = files_of("invoice: 975 EUR", registration=True)
    way = "program/incentives/registration.yml"
    files[way] = files[way].replace(b"anchor: order", b"anchor: registration")
    files[way] += b"through: 2027-12-31\n"
    files[TEN] = files[TEN].replace(b"  route:", b"  claim: first\n  route:")
    finding = only(checked(files))
    assert finding.severity is Severity.ERROR
    at = finding.places[0]
    assert isinstance(at.at, Spot)
    assert (at.at.line, at.label) == (8, "the date of `registration:` is not said here")


@pytest.mark.parametrize(
    ("audience", "invoice", "wanted"),
    [
        ("partner", "936", "own"),
        ("distributor", "936", "own"),
        ("own", "936", ""),
        ("internal", "936", ""),
    ],
)
def test_a_special_term_is_shown_to_its_partner_alone(
    audience: str, invoice: str, wanted: str
) -> None:
    files = files_of(
        f"invoice: {invoice} EUR", who="partner: nordwind", audience=audience, term=True
    )
    report = checked(files)
    if not wanted:
        assert report.findings == ()
        return
    finding = only(report)
    assert finding.message == (
        "Ten users is shown to partners who may not see launch (special term), on which it rests"
    )
    assert [repair.say for repair in finding.help] == [f"write `audience: {wanted}`"]
    assert checked(repaired(files, finding)).findings == ()


def test_a_viewer_gets_the_order_without_what_it_may_not_see() -> None:
    program = program_of(files_of("invoice: 1 EUR", who="partner: nordwind", term=True))
    (example,) = program.examples
    invoices = [
        price(program, order).sums
        for order in (order_of(example.order), order_of(example.order, PARTNER_VIEWER))
    ]
    assert [str(sums.invoice.money) for sums in invoices if sums] == ["936.00 EUR", "975.00 EUR"]


def test_a_repair_elsewhere_may_change_what_an_example_expects() -> None:
    """Rates that break a floor are lowered although an example still says the old sum."""
    files = files_of("invoice: 520 EUR")
    table = "program/discounts/reseller-discount.yml"
    files[table] = files[table].replace(b"gold: 25%", b"gold: 60%")
    report = checked(files)
    assert [finding.id for finding in report.findings] == ["margin/floor"]
    assert report.findings[0].help[0].edits
    after = checked(repaired(files, report.findings[0]))
    assert [finding.id for finding in after.findings] == ["margin/worked-example"]


def test_a_repair_says_how_many_examples_come_out_differently_then() -> None:
    """What the example says comes out neither at the wrong rate nor at that of the repair."""
    files = files_of("invoice: 975 EUR")
    table = "program/discounts/reseller-discount.yml"
    files[table] = files[table].replace(b"gold: 25%", b"gold: 60%")
    report = checked(files)
    (finding,) = report.findings
    assert finding.id == "margin/floor"
    assert [repair.loses for repair in finding.help] == [
        "Gold gets 10 points less; then 1 worked example comes out differently"
    ]
    assert (report.summary.suppressed, report.summary.examples) == (1, 1)
    assert "\n1 worked example comes out differently; shown once that is mended.\n" in render(
        report, Ink()
    )


def test_nothing_is_returned_before_it_was_bought() -> None:
    files = files_of("invoice: -750 EUR")
    line = b"{product: core, quantity: 10, line_type: return, of: {order: 2027-01-15}}"
    files[TEN] = files[TEN].replace(
        b"{product: core, quantity: 10}, {product: core, quantity: 3}", line
    )
    (finding,) = checked(files).findings
    assert (finding.id, finding.message) == (
        "shape/wrong-value",
        "core is taken back on 10 December 2026, before it was bought on 15 January 2027",
    )
    at = finding.places[0].at
    assert isinstance(at, Spot)
    assert (at.line, at.column) == (10, 72)
    same = files | {TEN: files[TEN].replace(b"2027-01-15", b"2026-12-10")}
    assert not any(one.id == "shape/wrong-value" for one in checked(same).findings)


def test_what_is_taken_by_name_and_not_for_the_deal_is_told_though_all_comes_out() -> None:
    """With a repair after which the same comes out."""
    plain = files_of("{list_value: 1300 EUR}", who="tier: gold\n  claim: none", registration=True)
    plain[TEN] = plain[TEN].replace(b"route: one-tier", b"route: one-tier\n  take: [registration]")
    report = checked(plain)
    (finding,) = (one for one in report.findings if one.id == "margin/worked-example")
    assert finding.message == (
        "Ten users: the order takes registration, which is not given:"
        " needs an approved registration"
    )
    repair, in_words = finding.help
    changed = changed_files(report.loaded, repair.edits)
    assert "take: [none]" in changed[TEN]
    assert in_words.say.startswith("or say under `steps:` that it gives 0")
    said = plain[TEN].replace(
        b"1300 EUR}", b"1300 EUR, steps: [{step: registration, amount: 0 EUR}]}"
    )
    for text in (changed[TEN].encode(), said):
        again = checked(plain | {TEN: text})
        assert not [one for one in again.findings if one.id == "margin/worked-example"]
