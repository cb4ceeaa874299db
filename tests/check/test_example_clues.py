"""What a wrong worked example is told besides its sum: the one change with which it comes out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from partnerbook.check.edits import changed_files
from partnerbook.check.report import Report
from partnerbook.check.run import check_tree
from partnerbook.findings import Finding, Spot
from partnerbook.load import load_tree
from partnerbook.source.tree import FolderTree, MemoryTree

MINIMAL = Path(__file__).parents[1] / "programs" / "minimal"
# A hundred at 100 EUR; gold 25 %, silver 20 % of list; registered 3 %, at most 250 EUR; later 2 %.
FILES = {
    "program/incentives/registration.yml": """name: Registration
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
caps: [{id: most, per: deal, amounts: [250 EUR]}]
""",
    "program/incentives/rebate.yml": """name: Rebate
kind: rebate
summary: Later.
for: everyone
from: 2026-01-01
side: partner
stage: back-end
base: opening
anchor: order
applies: automatic
audience: partner
bands:
  measure: quantity
  unit: users
  counts: all-units
  rows: [{id: few, from: 1, through: 49, rate: 1%}, {id: many, from: 50, rate: 2%}]
payment: {how: credit-note, when: Each quarter., within: 30 days}
""",
}
ORDER = """name: A hundred users
summary: A first order.
audience: partner
order:
  tier: {tier}
  place: DE
  currency: EUR
  dates: {{order: 2026-12-10}}
  route: one-tier
  claim: first
  take: [{take}]
  lines: [{{product: core, quantity: 100}}]
result:
  {result}
"""
# 10,000 less 2,500 less 250 (capped) is 7,250; 2 % of it is 145; 7,105 in the end.
RIGHT = "invoice: 7250 EUR\n  back_end: 145 EUR"


def files_of(
    result: str, *, tier: str = "gold", take: str = "registration", rate: str = "25%"
) -> dict[str, bytes]:
    base = FolderTree(MINIMAL)
    files = {path: data for path in base.list()[0] if isinstance(data := base.read(path), bytes)}
    files |= {path: text.encode() for path, text in FILES.items()}
    table = "program/discounts/reseller-discount.yml"
    files[table] = files[table].replace(b"gold: 25%", f"gold: {rate}".encode())
    text = ORDER.format(result=result, tier=tier, take=take)
    files["program/examples/hundred.yml"] = text.encode()
    return files


def checked(files: dict[str, bytes]) -> Report:
    return check_tree(MemoryTree(files), None, "", lambda _: (date(2026, 11, 22), "test"))


def only(files: dict[str, bytes]) -> Finding:
    (finding,) = [one for one in checked(files).findings if one.id == "margin/worked-example"]
    return finding


def fits(finding: Finding) -> list[str]:
    return [text for label, text in finding.notes if label == "what fits"]


def test_nothing_is_told_of_an_example_that_comes_out() -> None:
    assert [one.id for one in checked(files_of(RIGHT)).findings] == []


@pytest.mark.parametrize(
    ("result", "change", "said", "at"),
    [
        (
            "invoice: 7500 EUR\n  back_end: 150 EUR",
            {},
            "7500 EUR is what comes out without Registration, and so is all else",
            "program/incentives/registration.yml",
        ),
        (
            "invoice: 7200 EUR\n  back_end: 144 EUR",
            {},
            (
                "7200 EUR is what comes out without the cap of Registration per deal,"
                " and so is all else"
            ),
            "program/incentives/registration.yml",
        ),
        (
            RIGHT,
            {"take": "none"},
            "7250 EUR is what comes out if Registration is taken as well, and so is all else",
            "program/incentives/registration.yml",
        ),
        (
            "invoice: 7750 EUR\n  back_end: 155 EUR",
            {},
            (
                "7750 EUR is what comes out for a partner in the tier Silver instead of Gold,"
                " and so is all else"
            ),
            "program/tiers/silver.yml",
        ),
        (
            "invoice: 7250 EUR\n  back_end: 72.50 EUR",
            {},
            (
                "72.50 EUR is what comes out with 1% of Rebate, the rate of the band below,"
                " and so is all else"
            ),
            "program/incentives/rebate.yml",
        ),
        (
            RIGHT,
            {"rate": "26%"},
            (
                "7250 EUR is what comes out with 25% of Reseller discount instead of 26%,"
                " and so is all else"
            ),
            "program/discounts/reseller-discount.yml",
        ),
    ],
    ids=["without", "uncapped", "taken", "tier", "band", "rate"],
)
def test_the_change_with_which_all_of_it_comes_out(
    result: str, change: dict[str, str], said: str, at: str
) -> None:
    finding = only(files_of(result, **change))
    assert said in fits(finding)
    assert at in [place.at.file for place in finding.places if isinstance(place.at, Spot)]


def test_a_rate_that_would_do_it_is_offered_and_mends() -> None:
    files = files_of(RIGHT, rate="26%")
    finding = only(files)
    say = "or write 25% for Reseller discount, if the example is right"
    (repair,) = [one for one in finding.help if one.say == say]
    loaded, _ = load_tree(MemoryTree(files))
    changed = changed_files(loaded, repair.edits)
    after = {**files, **{path: text.encode() for path, text in changed.items()}}
    assert checked(after).findings == ()


def test_a_change_that_leaves_other_amounts_wrong_says_so() -> None:
    finding = only(files_of("invoice: 7500 EUR\n  back_end: 145 EUR"))
    assert fits(finding)[0] == (
        "7500 EUR is what comes out without Registration; but then other amounts differ"
    )


def test_no_odd_rate_is_made_up() -> None:
    """Any amount fits some rate; only whole and half percents are told."""
    finding = only(files_of("invoice: 7251.37 EUR"))
    assert fits(finding) == [
        (
            "nothing that was tried makes it come out by itself: a step left out or added, no cap,"
            " another tier, row, list price, route or claim, another word for how a step counts,"
            " another whole or half percent"
        )
    ]
    assert len(finding.help) == 1


def test_another_sum_of_the_order_and_what_a_step_gives() -> None:
    finding = only(files_of("invoice: 7105 EUR"))
    assert fits(finding) == [
        "the amount that is expected is the net-net price of this order",
        "the difference is what Rebate gives",
    ]


def two_examples(files: dict[str, bytes]) -> dict[str, bytes]:
    other = files["program/examples/hundred.yml"].replace(b"A hundred users", b"And without")
    other = other.replace(b"  take: [registration]\n", b"  take: [none]\n")
    other = other.replace(b"7250", b"7500").replace(b"145", b"150")
    return {**files, "program/examples/other.yml": other}


@pytest.mark.parametrize(
    ("path", "old", "new", "line", "words"),
    [
        (
            "program/discounts/reseller-discount.yml",
            b"gold: 25%",
            b"gold: 26%",
            11,
            "with 25% of Reseller discount instead of 26%",
        ),
        (
            "program/incentives/rebate.yml",
            b"base: opening",
            b"base: list",
            8,
            "with `base: opening` of Rebate instead of list",
        ),
        (
            "program/incentives/rebate.yml",
            b"rate: 1%}, {id: many, from: 50, rate: 2%}]",
            b"rate: 1%}, {id: many, from: 50, rate: 3%}]",
            16,
            "with 2% of Rebate instead of 3%",
        ),
    ],
    ids=["rate", "base", "band"],
)
def test_what_one_change_mends_is_told_once_at_its_line(
    path: str, old: bytes, new: bytes, line: int, words: str
) -> None:
    files = two_examples(files_of(RIGHT))
    assert old in files[path]
    files[path] = files[path].replace(old, new)
    found = only(files)
    assert found.message == (
        f"2 worked examples come out otherwise; all that they expect comes out {words}"
    )
    assert found.notes[0] == ("examples", "A hundred users and And without")
    at = found.places[0].at
    assert isinstance(at, Spot)
    assert (at.file, at.line) == (path, line)
    # Written as it is told, both come out; and so they do with what comes out written into both.
    for repair in found.help:
        loaded, _ = load_tree(MemoryTree(files))
        changed = changed_files(loaded, repair.edits)
        after = {**files, **{path: text.encode() for path, text in changed.items()}}
        assert not [one for one in checked(after).findings if one.id == "margin/worked-example"]
    assert [len(one.edits) > 1 for one in found.help] == [False, True]


def test_bands_counted_the_other_way_are_named() -> None:
    files = files_of("invoice: 7250 EUR\n  back_end: 151 EUR")
    path = "program/incentives/rebate.yml"
    files[path] = files[path].replace(b"base: opening", b"base: list")
    # 1 % of 49 at 100 EUR and 2 % of 51 are 151; all at 2 % are 200.
    found = only(files)
    assert fits(found) == [
        (
            "151 EUR is what comes out with `counts: marginal` of Rebate instead of all-units, and"
            " so is all else"
        )
    ]


def test_an_incentive_that_one_key_keeps_away_is_named_with_it() -> None:
    files = files_of(RIGHT)
    path = "program/incentives/registration.yml"
    files[path] = files[path].replace(b"claim: [first]", b"claim: [first], places: [FR]")
    found = only(files)
    assert fits(found)[0] == (
        "7250 EUR is what comes out if Registration were for this order too, which its `places:`"
        " leaves out, and so is all else"
    )
    # Right after the amounts of the example, before all the rates that went into them.
    at = next(one.at for one in found.places if isinstance(one.at, Spot) and one.at.file == path)
    assert isinstance(at, Spot)
    assert at.line == 4


def test_an_incentive_that_is_never_given_is_not_a_matter_of_currency() -> None:
    files = files_of("steps: [{step: registration, amount: 250 EUR}]")
    path = "program/incentives/registration.yml"
    files[path] = files[path].replace(b"from:", b"except: [{claim: [first]}]\nfrom:", 1)
    why = "its `for:`, `except:` and days have no deal in common"
    assert ("registration", why) in only(files).notes


def test_another_tier_of_a_partner_is_told_at_the_line_that_counts() -> None:
    """What runs may count the tier of the first sale: the line of that day is the one to write."""
    files = files_of("invoice: 7750 EUR\n  back_end: 155 EUR")
    path, order = "program/partners/nordwind.yml", "program/examples/hundred.yml"
    files[order] = files[order].replace(b"  tier: gold", b"  partner: nordwind")
    files[order] = files[order].replace(b"dates: {", b"dates: {first-sale: 2026-05-10, ")
    held = b"  - {tier: gold, from: 2026-04-01, because: earned}\n"
    assert held in files[path]
    earlier = b"  - {tier: gold, from: 2026-04-01, through: 2026-06-30, because: earned}\n"
    files[path] = files[path].replace(held, earlier + held.replace(b"04-01", b"07-01"))
    found = only(files)
    assert fits(found) == [
        (
            "7750 EUR is what comes out for a partner in the tier Silver instead of Gold from"
            " 1 July 2026 on, and so is all else"
        )
    ]
    (line,) = (
        one.at.line for one in found.places if isinstance(one.at, Spot) and one.at.file == path
    )
    changed = files[path].splitlines()
    changed[line - 1] = changed[line - 1].replace(b"gold", b"silver")
    after = checked({**files, path: b"\n".join(changed) + b"\n"})
    assert not [one for one in after.findings if one.id == "margin/worked-example"]
