"""What a finding offers to mend it: the slip that is likely, in the program's own words, and true.

Every repair with edits was tried on the files before it is said; here is which ones are left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest

from partnerbook.check.report import Report
from partnerbook.check.run import check_tree
from partnerbook.findings import Finding
from partnerbook.render.reports import text
from partnerbook.render.reports.ink import Ink
from partnerbook.rulebook import Answers
from partnerbook.source.tree import MemoryTree, Tree

MUELLER, CEDAR = "partners/mueller-soehne.yml", "partners/cedar-hollow.yml"
WAIVER, FRAME = "waivers/cedar-hollow-insight.yml", "program.yml"
REBATE, ALLOWANCE = "incentives/quarterly-rebate.yml", "incentives/public-allowance.yml"
DISCOUNT = ("discounts/partner-discount.yml", "platinum: 30%", "platinum: 44%")
REGISTRATION = ("incentives/deal-registration.yml", "platinum: 8%", "platinum: 28%")
LARGE_BAND = (REBATE, "below: 400000 EUR, rate: 2%", "below: 400000 EUR, rate: 20%")
RENAMED = "if finance-chief, which nothing names, was called finance-cheif before"
Change = tuple[str, str, str]


def checked(
    good: Tree, known: Answers, *changes: Change, more: dict[str, bytes] | None = None
) -> Report:
    files = {path: bytes_of(good, path) for path in good.list()[0]} | (more or {})
    for path, old, new in changes:
        said = files[f"program/{path}"].decode()
        assert said.count(old) == 1, old
        files[f"program/{path}"] = said.replace(old, new).encode()
    return check_tree(MemoryTree(files), None, "", lambda _zone: (date(2026, 11, 22), "t"), known)


def bytes_of(tree: Tree, path: str) -> bytes:
    data = tree.read(path)
    assert isinstance(data, bytes)
    return data


def one(report: Report, name: str) -> Finding:
    (finding,) = (finding for finding in report.findings if finding.id == name)
    return finding


MAY = "under `approvers:` of program.yml with what it may approve"


def offers() -> Iterator[tuple[str, list[Change], list[str]]]:
    """A rule, what is changed in the sample, and what its finding offers."""
    # A lone use that is nearly right is what is misspelt.
    yield (
        "reference/unknown-approver",
        [(WAIVER, "finance-chief", "finance-cheif")],
        [
            "write finance-chief",
            f"or {RENAMED}, call it so again",
            f"or write who really approved it, or enter finance-cheif {MAY}",
        ],
    )
    yield (
        "reference/unknown-approver",
        [(WAIVER, "finance-chief", "head-of-sales")],
        [
            f"{RENAMED.replace('finance-cheif', 'head-of-sales')}, call it so again",
            f"or write who really approved it, or enter head-of-sales {MAY}",
        ],
    )
    # A year before, the form was not issued; and a tier begins on the day of effect.
    yield (
        "agreement/signed-late",
        [(MUELLER, "signed: 2024-03-12", "signed: 2024-05-12")],
        [
            "write 2024-03-12 (12 March 2024), if that is meant",
            "or waive it with the reason why the agreement reaches back",
        ],
    )
    yield (
        "agreement/signed-late",
        [(MUELLER, "signed: 2024-03-12", "signed: 2025-03-12")],
        [
            "write 2024-03-12 (12 March 2024), if that is meant",
            "or waive it with the reason why the agreement reaches back",
        ],
    )
    yield (
        "notice/announcement-date",
        [("discounts/partner-discount.yml", "announced: 2026-10-01", "announced: 2027-02-01")],
        [
            "write 2026-02-01 (1 February 2026), if that is meant",
            "or write the day on which partners were told (`announced:`)",
        ],
    )
    yield (
        "shape/missing-key",
        [("incentives/deal-registration.yml", "stage: deal\n", "")],
        ["add `stage:`, one of `tier-discount`, `deal`, `special-price` or `back-end`"],
    )
    yield (
        "shape/missing-key",
        [(WAIVER, "approver: finance-chief\n", "")],
        ["add `approver:`, one of `channel-chief` or `finance-chief`"],
    )
    yield (
        "waiver/not-allowed",
        [(FRAME, "    may: [margin/floor]", "    may: [territory/sole-overlap]")],
        [
            "write channel-chief, if that is who approves it",
            "or let finance-chief approve waivers of margin/floor (`may:`)",
        ],
    )
    yield (
        "waiver/not-allowed",
        [(FRAME, "longest_waiver: 12 months", "longest_waiver: 6 months")],
        ["let it end on 31 December 2026"],
    )
    # What would be over already is no repair.
    yield (
        "waiver/not-allowed",
        [(FRAME, "longest_waiver: 12 months", "longest_waiver: 3 months")],
        ["have it approved anew (a new `from`, `through`, `approver` and `approved`)"],
    )
    yield (
        "reference/not-a-distributor",
        [(CEDAR, "currency: USD\n", "currency: USD\nbuys_from: basin-ridge\n")],
        [
            "leave `buys_from` out, if it buys from us",
            "or write a distributor: potomac-row or wislana",
        ],
    )
    yield (
        "reference/not-a-distributor",
        [("routes/distribution.yml", "[wislana]", "[basin-ridge, wislana]")],
        ["leave basin-ridge out", "or write a distributor: potomac-row or wislana"],
    )
    yield (
        "reference/not-a-distributor",
        [("routes/distribution.yml", "[wislana]", "[kitano]")],
        ["write a distributor: potomac-row or wislana"],
    )
    yield (
        "margin/bands",
        [(REBATE, "below: 400000 EUR, rate: 2%", "below: 400000 EUR, rate: 4%")],
        [
            "lower eur-two to 2%, between the 1% of eur-one and the 3% of eur-three",
            "raise eur-three to the 4% of eur-two",
        ],
    )
    # Only the larger of the two can be what is wrong.
    yield (
        "margin/bands",
        [(REBATE, "from: 400000 EUR, rate: 3%", "from: 400000 EUR, rate: 0.3%")],
        ["raise eur-three to the 2% of eur-two"],
    )
    # Funds are what every such deal needs besides; without them it keeps the floor.
    yield (
        "margin/floor",
        [(ALLOWANCE, "rate: 5%", "rate: 11%")],
        [
            "lower the 11% of Public sector allowance to 9.9%",
            "lower the 3% of Market development funds for Platinum to 1.4%",
            "or let public-allowance exclude development-funds (`stacks:`)",
        ],
    )


@pytest.mark.parametrize(("name", "changes", "offered"), list(offers()))
def test_what_is_offered(
    name: str, changes: list[Change], offered: list[str], good: Tree, known: Answers
) -> None:
    finding = one(checked(good, known, *changes), name)
    assert [repair.say for repair in finding.help] == offered


def test_a_band_too_high_for_the_floor_may_not_outdo_the_next(good: Tree, known: Answers) -> None:
    finding = one(checked(good, known, LARGE_BAND), "margin/floor")
    (repair,) = finding.help
    assert repair.say == "lower the 20% of Quarterly rebate to 3%"
    assert repair.loses == (
        "everybody on this row gets 17 points less; the floor alone would hold up to 6.4%, but the"
        " next band, eur-three, falls to 3%; then 4 worked examples come out differently"
    )
    # What would remain cannot be waived, so no waiver is offered.
    assert dict(finding.notes)["to waive"] == (
        "no waiver of it alone would do: margin/bands would remain, which nobody may waive"
        " (Quarterly rebate: eur-three pays 3%, less than the 20% of the smaller band eur-two)"
    )


def test_a_tier_for_several_partners_is_mended_where_it_is_defined(
    good: Tree, known: Answers
) -> None:
    change = ("tiers/platinum.yml", "tracks: [resell, services]", "tracks: [services]")
    for finding in checked(good, known, change).findings:
        first, second = finding.help
        assert first.say == "add resell (`tracks:`)"
        assert second.say == "or write a tier of the track resell: registered, silver or gold"


KEYS = re.compile(r"subject: (?P<subject>\S+), (?P<accepts>accepts: \{[^}]*\})")


def test_waivers_as_they_are_printed_waive(good: Tree, known: Answers) -> None:
    """What a finding hides is to be waived with it, else it comes back in its place."""
    finding = one(checked(good, known, DISCOUNT), "margin/floor")
    # The discount and registration break the floor by themselves: no exclusion helps.
    (repair,) = finding.help
    assert repair.say == "lower the 44% of Partner discount for Platinum to 30.7%"
    notes = dict(finding.notes)
    printed = list(KEYS.finditer(notes["to waive"]))
    subjects = ["partner-discount/one-tier/platinum", "cedar-hollow/grid-program"]
    assert [match["subject"] for match in printed] == subjects
    assert notes["waived so far"] == (
        "cedar-hollow/grid-program up to 52% of list given, by cedar-hollow-insight: have that"
        " approved anew"
    )
    rest = "from: 2026-11-01\nthrough: 2027-06-30\nreason: Agreed.\napprover: finance-chief\n"
    waivers = {
        f"program/waivers/{'cedar-hollow-insight' if number else 'discount'}.yml": (
            f"rule: margin/floor\nsubject: {match['subject']}\n{match['accepts']}\n{rest}"
            "approved: 2026-11-01\n"
        ).encode()
        for number, match in enumerate(printed)
    }
    # It is far more than the finance chief may approve.
    free = (FRAME, "    limits: {maximum_give: 55%, minimum_margin: 35%}\n", "")
    report = checked(good, known, DISCOUNT, free, more=waivers)
    assert [finding for finding in report.findings if finding.id == "margin/floor"] == []
    assert {found.waiver.subject for found in report.waived} >= set(subjects)


def test_each_changed_line_stands_under_its_file(good: Tree, known: Answers) -> None:
    change = (MUELLER, "grant_kind: non-exclusive", "grant_kind: exclusive")
    report = checked(good, known, change)
    lines = text.render(report, Ink()).split("\n")
    _, *repairs = "\n".join(lines).split("help: ")
    (several,) = (repair.split("\n") for repair in repairs if "isarsensorik.yml" in repair)
    files = [line.strip() for line in several if line.startswith("      program/")]
    assert files == sorted(files)
    above = several[several.index(next(line for line in several if "size: [" in line)) - 1]
    assert above.strip() == f"program/{MUELLER}"
