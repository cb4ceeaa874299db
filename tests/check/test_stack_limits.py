"""What is said of limits and choices that cannot be meant, beside the pages of their rules."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.reading import files_of

from partnerbook.check.run import check_tree
from partnerbook.source.tree import MemoryTree

MINIMAL = Path(__file__).parents[1] / "programs" / "minimal"
INCENTIVE = """\
name: {name}
summary: Of a test.
kind: allowance
for: everyone
rate: {rate}
from: 2026-01-01
side: partner
stage: front-end
base: list
anchor: order
applies: {applies}
{more}audience: partner
"""


def said(limits: str = "", **more: str) -> list[str]:
    """What is found of the minimal program with these incentives; ``/`` parts how and what else."""
    files = files_of(MINIMAL)
    for number, (name, text) in enumerate(more.items()):
        applies, _, stacks = text.partition("/")
        body = INCENTIVE.format(
            name=name.title(),
            rate=f"{number + 1}%",
            applies=applies,
            more=f"stacks: {{{stacks}}}\n" if stacks else "",
        )
        files[f"program/incentives/{name}.yml"] = body.encode()
    if limits:
        files["program/program.yml"] += f"stack_limits:\n{limits}".encode()
    report = check_tree(MemoryTree(files), None, "", lambda _: pytest.fail("it has a day"))
    return [f"{one.severity}: {one.id}: {one.message}" for one in report.findings]


def limit(at_most: int, of: str) -> str:
    return f"  - {{id: few, at_most: {at_most}, of: [{of}], reason: Of a test.}}\n"


def test_a_limit_that_binds_is_silent():
    assert said(limit(1, "one, two"), one="on-request", two="on-request") == []
    assert said(limit(1, "all"), one="on-request", two="on-request") == []


def test_a_limit_on_one_incentive():
    assert said(limit(1, "one"), one="on-request") == [
        (
            "warning: incentive/stack-limit: the limit few allows 1 of One, but it names one"
            " incentive in all: it changes nothing"
        )
    ]


def test_a_limit_that_names_nothing_known():
    (found,) = said(limit(1, "one, tow"), one="on-request", two="on-request")
    assert found == (
        "error: reference/unknown-step: there is no discount or incentive called tow; did you mean"
        " two?"
    )


def test_an_incentive_that_no_limit_lets_be_earned():
    assert said(limit(1, "one, two"), one="on-request", two="on-request/requires: [one]") == [
        (
            "error: incentive/stacking: Two requires One, but of these and itself the limit few"
            " allows 1 on one deal: nobody can ever earn it"
        )
    ]


def test_a_group_of_one():
    assert said(one="automatic/group: uplift, choice: lowest") == [
        (
            "warning: incentive/best-of: One is the only incentive of the group uplift: there is"
            " nothing to choose"
        )
    ]


def test_a_group_that_does_not_say_one_thing():
    found = said(
        one="automatic/group: uplift, choice: lowest",
        two="automatic/group: uplift, choice: best-for-partner",
        three="automatic/group: uplift",
    )
    assert found == [
        (
            "error: incentive/best-of: the group uplift does not say in one way which of it counts"
            " (One: lowest, Three: nothing and Two: best-for-partner)"
        )
    ]


def test_a_choice_without_a_group():
    (found,) = said(one="automatic/choice: lowest")
    assert found.startswith("error: shape/")
    assert "group" in found
