"""Notice of rights that end or shrink, of routes, and of what an edit takes from partners."""

from __future__ import annotations

import pytest
from tests.check.measured import DAY, PARTNER, Change, at, files

from partnerbook.check.run import check_tree
from partnerbook.findings import Finding, Ref
from partnerbook.load import load_tree
from partnerbook.resolve import resolve
from partnerbook.source.tree import MemoryTree

GRANT = """    from: 2026-04-01
    through: 2027-12-31"""
DISCOUNT = "discounts/reseller-discount.yml"
ROW = "    from: 2026-01-01\n"
NEXT = """    from: 2026-01-01
    through: 2026-12-31
  - id: next
    for: {products: [all]}
    rates: {silver: 20%, gold: RATE}
    from: 2027-01-01
    announced: 2026-10-01
"""
ROUTES = """name: Where partners buy through a distributor
rules:
  - id: germany
    for: {places: [DE]}
    must_use: two-tier
    reason: A distributor quotes faster.
    from: 2026-12-01
"""
GOLD = "tiers/gold.yml"
BENEFIT = """benefits:
  - {id: nfr, group: technical, name: Own use, value: 10 seats}
"""


def found(*changes: Change, since: tuple[Change, ...] | None = None) -> list[Finding]:
    """Findings about notice of the program so changed, compared with another if one is given."""
    before = None
    if since is not None:
        before, _ = resolve(load_tree(MemoryTree(files(*since)))[0], DAY)
    report = check_tree(
        MemoryTree(files(*changes)), DAY, "test", lambda _: (DAY, ""), against=before
    )
    return [one for one in report.findings if one.id.startswith(("notice/", "date/"))]


def said(*changes: Change, since: tuple[Change, ...] | None = None) -> list[str]:
    """Their severity, place and words."""
    every = found(*changes, since=since)
    return [f"{one.severity.value} {at(one)}: {one.message}" for one in every]


def only(*words: str) -> list[str]:
    """One finding, in pieces as long as a line."""
    return ["".join(words)]


def ends(day: str, more: str = "") -> Change:
    return (PARTNER, GRANT, f"    from: 2026-04-01\n    through: {day}{more}")


def heir(kind: str, places: str = "[DE]", more: str = "") -> str:
    return (
        f"\n  - id: after\n    grant_kind: {kind}\n"
        f"    for: {{places: {places}, products: [core]}}\n"
        f"    from: 2026-12-16\n    through: 2027-12-31{more}"
    )


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        # The form of the small program promises 90 days for territory.
        (ends("2027-02-20"), []),
        (ends("2027-02-19"), ["warning"]),
        (ends("2026-12-15", "\n    announced: 2026-09-16"), []),
        (ends("2026-12-15", "\n    announced: 2026-09-17"), ["warning"]),
        # The day of signature is the day on which both sides agreed to the end.
        (ends("2026-12-15", "\n    announced: 2026-03-10"), []),
        (ends("2026-12-15", heir("exclusive")), []),
        (ends("2026-12-15", heir("exclusive", "[europe]")), []),
        (ends("2026-12-15", heir("non-exclusive")), ["error"]),
        (ends("2026-12-15", heir("exclusive", "[DE-BY]")), ["error"]),
        (ends("2026-12-15", heir("sole", more="\n    announced: 2026-09-01")), []),
    ],
)
def test_rights_that_end_or_go_on_with_less(change: Change, expected: list[str]) -> None:
    assert [one.split()[0] for one in said(change)] == expected


NOT_TOLD = (
    "but Nordwind Systemhaus GmbH was not told yet: the earliest date that its agreement allows is"
)
FEBRUARY = f"{NOT_TOLD} 21 February 2027"


def test_what_is_said_of_them() -> None:
    assert said(ends("2027-02-19")) == only(
        "warning nordwind.yml:21:14 notice/too-short: nordwind/germany ends on 19 February 2027",
        f" (the exclusive right ends: Germany × all products), {FEBRUARY}",
    )
    assert said(ends("2026-12-15", heir("non-exclusive"))) == only(
        "error nordwind.yml:25:11 notice/too-short: nordwind/after changes on 16 December 2026",
        f" (the exclusive right becomes non-exclusive: Germany × all products), {FEBRUARY}",
    )


@pytest.mark.parametrize("since", [None, ()])
def test_one_repair_moves_both_lines_of_a_narrowed_right(since: tuple[Change, ...] | None) -> None:
    narrowed = ends("2026-12-15", heir("exclusive", "[DE-BY]"))
    (one,) = found(narrowed, since=since)
    assert one.help[0].say == "let it begin on 21 February 2027"
    edits = {edit.at.steps[1:]: edit.text for edit in one.help[0].edits if isinstance(edit.at, Ref)}
    assert edits == {("0", "through"): "2027-02-20", ("1", "from"): "2027-02-21"}


def test_a_right_that_follows_was_announced_for_another_day() -> None:
    announced = "\n    announced: 2026-09-01"
    before = ends("2027-12-14", heir("exclusive", "[DE-BY]", announced))
    before = (before[0], before[1], before[2].replace("2026-12-16", "2027-12-15"))
    after = ends("2026-12-15", heir("exclusive", "[DE-BY]", announced))
    assert said(after) == []
    assert said(after, since=(before,)) == only(
        "error nordwind.yml:25:11 notice/too-short: nordwind/after changes on 16 December 2026",
        " (the exclusive right is left out of what follows: Germany except Bavaria × all",
        " products),",
        f" {FEBRUARY}",
    )


def test_an_end_that_was_brought_forward() -> None:
    assert said(ends("2026-12-15"), since=()) == only(
        "error nordwind.yml:21:14 notice/too-short: nordwind/germany ends on 15 December 2026",
        f" (the exclusive right ends: Germany × all products), {FEBRUARY}",
    )
    assert said(ends("2027-06-30"), since=()) == []


def test_a_right_to_come_that_was_made_less() -> None:
    before = ends("2026-12-15", heir("exclusive", "[europe]", "\n    announced: 2026-09-01"))
    after = ends("2026-12-15", heir("exclusive", more="\n    announced: 2026-09-01"))
    assert said(after) == []
    assert said(after, since=(before,)) == only(
        "error nordwind.yml:22:5 notice/too-short: nordwind/after changes on 16 December 2026",
        f" (the exclusive right ends: Europe except Germany × all products), {FEBRUARY}",
    )


def test_a_rate_that_ends_earlier_or_was_announced_otherwise() -> None:
    ended = (DISCOUNT, ROW, f"{ROW}    through: 2026-12-15\n")
    assert said(ended, since=()) == only(
        "error reseller-discount.yml:13:14 notice/too-short: reseller-discount/all-products ends",
        f" on 15 December 2026 (25% for gold ends), {NOT_TOLD} 23 December 2026",
    )
    soon = NEXT.replace("2027-01-01", "2026-12-20").replace("2026-12-31", "2026-12-19")
    told, less = ((DISCOUNT, ROW, soon.replace("RATE", rate)) for rate in ("24%", "22%"))
    again = (DISCOUNT, ROW, less[2].replace("2026-10-01", "2026-11-01"))
    assert said(less) == []
    assert said(less, since=(told,)) == only(
        "error reseller-discount.yml:17:11 notice/too-short: reseller-discount/next changes on",
        f" 20 December 2026 (25% becomes 22% for gold), {NOT_TOLD} 23 December 2026",
    )
    assert said(again, since=(told,)) == []
    assert said(told, since=(less,)) == []


def test_a_route_that_must_be_used_from_a_day_on() -> None:
    assert said(("routes/regions.yml", "*", ROUTES)) == only(
        "error regions.yml:7:11 notice/too-short: regions/germany changes on 1 December 2026 (it",
        f" must be bought by the route two-tier), {NOT_TOLD} 22 January 2027",
    )
    announced = ROUTES + "    announced: 2026-09-01\n"
    assert said(("routes/regions.yml", "*", announced)) == []


def test_what_a_tier_gives_no_more() -> None:
    more = (GOLD, "", BENEFIT)
    fewer = (GOLD, "", BENEFIT.replace("10", "5"))
    shorter = (GOLD, "90 days", "60 days")
    cases: tuple[tuple[tuple[Change, ...], tuple[Change, ...], str], ...] = (
        ((), (more,), "1:1 Own use: 10 seats is given no more"),
        ((fewer,), (more,), "9:55 Own use: 10 seats becomes 5 seats"),
        ((shorter,), (), "7:8 grace: 90 days becomes 60 days"),
    )
    for after, before, expected in cases:
        place, _, what = expected.partition(" ")
        assert said(*after, since=before) == only(
            f"error gold.yml:{place} notice/too-short: gold changes on 22 November 2026 ({what}),",
            f" {NOT_TOLD} 22 January 2027",
        )
    assert said(more, since=(fewer,)) == []
