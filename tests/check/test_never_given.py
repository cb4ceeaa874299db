"""What sums or limits leave out on every deal, and of what that cannot be told."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.reading import files_of

from partnerbook.check.run import check_tree
from partnerbook.findings import Finding
from partnerbook.source.tree import MemoryTree

MINIMAL = Path(__file__).parents[1] / "programs" / "minimal"
INCENTIVE = """\
name: {name}
summary: Of a test.
kind: allowance
for: {scope}
rate: {rate}
from: 2026-01-01
side: partner
stage: {stage}
base: {base}
anchor: order
applies: {applies}
{more}audience: {audience}
"""


def found(limits: str, **incentives: dict[str, str]) -> list[Finding]:
    """What incentive/unreachable says of the minimal program with these incentives."""
    files = files_of(MINIMAL)
    for name, said in incentives.items():
        made = {"scope": "everyone", "applies": "automatic", "more": "", "audience": "partner"}
        made |= {"stage": "back-end", "base": "list"}
        body = INCENTIVE.format(name=name.title(), **{**made, **said})
        files[f"program/incentives/{name}.yml"] = body.encode()
    if limits:
        files["program/program.yml"] += f"stack_limits:\n{limits}".encode()
    report = check_tree(MemoryTree(files), None, "", lambda _: pytest.fail("it has a day"))
    return [one for one in report.findings if one.id == "incentive/unreachable"]


def of(rate: str, stacks: str = "", more: str = "", **other: str) -> dict[str, str]:
    stacks = f"stacks: {{{stacks}}}\n" if stacks else ""
    return {"rate": rate, "more": f"{more}{stacks}", **other}


BEST = "group: start, choice: best-for-partner"
LOWEST = "group: start, choice: lowest"
CAP = "caps: [{id: most, per: deal, amounts: [300 EUR]}]\n"


def test_a_member_that_never_wins() -> None:
    (one,) = found("", fleet=of("3%", BEST), pilot=of("5%", BEST))
    assert one.message == (
        "Fleet can never be earned: of the group start the program gives the best for the partner,"
        " and on every deal that is another one, such as Pilot"
    )
    assert [(term.amount, term.label) for term in one.sum] == [
        ("5.00", "Pilot"),
        ("-3.00", "Fleet"),
        ("2.00", "more by Pilot"),
    ]
    assert one.sum_intro == "on the smallest such deal, 100.00 EUR at list"


def test_a_member_that_is_never_the_lowest() -> None:
    (one,) = found("", fleet=of("3%", LOWEST), pilot=of("5%", LOWEST))
    assert one.message.startswith("Pilot can never be earned: of the group start the program gives")
    assert [term.amount for term in one.sum] == ["5.00", "-3.00", "2.00"]


@pytest.mark.parametrize("rate", ["3%", "5%"])
def test_a_cap_or_an_equal_rate_lets_it_win(rate: str) -> None:
    cap = CAP if rate == "3%" else ""
    assert found("", fleet=of(rate, BEST), pilot=of("5%", BEST, cap)) == []


def test_where_the_other_does_not_hold_it_wins() -> None:
    pilot = of("5%", BEST, scope="{tiers: [gold]}")
    assert found("", fleet=of("3%", BEST), pilot=pilot) == []


def test_a_margin_that_never_is_so_low() -> None:
    low = "only_if: {margin_below: 20%}\n"
    (one,) = found("", support=of("1%", "", low, audience="internal"))
    assert one.message == (
        "Support can never be earned: the vendor's margin is never below 20% where it could be"
        " given"
    )


def test_a_limit_that_always_pushes_out() -> None:
    limit = "  - {id: few, at_most: 1, of: [one, three], for: {tiers: [gold]}, reason: A test.}\n"
    incentives = {
        "one": of("1%", applies="on-request"),
        "two": of("1%", "requires: [one]", applies="on-request"),
        "three": of("1%", "requires: [two]", applies="on-request", scope="{tiers: [gold]}"),
    }
    assert [one.message for one in found(limit, **incentives)] == [
        (
            "Three can never be earned: it comes only together with what it requires, and of One"
            " and Three the limit few allows 1 on one deal"
        )
    ]
    incentives["three"]["scope"] = "everyone"
    assert found(limit, **incentives) == []


def test_what_hangs_on_itself_cannot_be_told() -> None:
    # With the gift the volume discount is less than the campaign, and without it there is no gift.
    incentives: dict[str, dict[str, str]] = {
        "gift": of("50%", "requires: [volume]", stage="front-end"),
        "campaign": of("10%", BEST),
        "volume": of("14%", BEST, base="opening"),
    }
    why = (
        "what is given of the best of start hangs on itself: no stack agrees with all its own rules"
    )
    assert [(one.severity.value, one.message) for one in found("", **incentives)] == [
        ("undetermined", f"cannot tell whether {name} can ever be earned: {why}")
        for name in ("Campaign", "Gift", "Volume")
    ]
