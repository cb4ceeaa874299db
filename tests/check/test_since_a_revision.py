"""What an edit takes that has no dates of its own, and how what is new is put off by the notice."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tests.check.measured import DAY, GOLD, Change, at, files, helps

from partnerbook.check.run import check_tree
from partnerbook.findings import Finding
from partnerbook.load import load_tree
from partnerbook.resolve import resolve
from partnerbook.source.tree import MemoryTree

APPEAL = "appeal: {within: 20 business days, how: To the partner desk.}\n"
COHORT = (
    "cohorts:\n  - {id: early, joined_before: 2026-07-01, through: 2027-06-30, reason: Earlier.}\n"
)


def found(before: Sequence[Change], after: Sequence[Change], name: str) -> list[Finding]:
    """Findings of one name of the program so changed, compared with another."""
    earlier, _ = resolve(load_tree(MemoryTree(files(*before)))[0], DAY)
    tree = MemoryTree(files(*after))
    report = check_tree(tree, DAY, "test", lambda _: (DAY, ""), against=earlier)
    return [one for one in report.findings if one.id == name]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (APPEAL, APPEAL.replace("20", "5"), "time to appeal: 20 business days becomes 5 busi"),
        (APPEAL.replace("20", "5"), APPEAL, ""),
        (APPEAL, "", "nobody can object any more: 20 business days to appeal before"),
        ("", "maximum_stay: 24 months\n", "nobody may stay longer than 24 months any more"),
        ("", "promotion: {in_a_row: 2, of: quarters}\n", "2 quarters in a row to be promoted, not"),
        ("demotion: {in_a_row: 2, of: quarters}\n", "", "one review to be demoted, not 2 quarters"),
        (COHORT, COHORT.replace("2027-06", "2027-04"), "(early): 2027-06-30 becomes 2027-04-30"),
    ],
)
def test_terms_of_a_tier_that_got_harder(before: str, after: str, said: str) -> None:
    one = found([(GOLD, "", before)], [(GOLD, "", after)], "notice/too-short")
    assert len(one) == bool(said)
    assert not said or said in one[0].message


def test_what_is_asked_for_anew_without_a_day() -> None:
    asked = "maintenance:\n  - {id: plan, name: Joint plan, kind: done}\n"
    one, *_ = found([], [(GOLD, "", asked)], "date/past-edit")
    assert at(one) == "gold.yml:9:5 date/past-edit"
    assert helps(one).startswith(
        "let it begin on 22 November 2026 or later (`from:`); where partners lose by it, not before"
        " 22 January 2027, as the agreement of Nordwind Systemhaus GmbH promises notice"
    )


def test_what_had_ended_is_put_back() -> None:
    held = "  - {tier: silver, from: 2026-01-01, through: 2026-03-31, because: earned}\n"
    before = ("partners/nordwind.yml", "standing:\n", f"standing:\n{held}")
    after = (*before[:2], before[2].replace("03-31", "02-28"))
    (one,) = found([before], [after], "date/past-edit")
    assert helps(one).startswith("put it back as it was: it had ended")


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2027-11-22", "is dated 22 November 2027, which is yet to come"),
        ("2020-01-01", "is dated 1 January 2020, more than a year before this edit"),
        ("2026-11-20", ""),
    ],
)
def test_the_day_of_a_correction(day: str, said: str) -> None:
    marked = f"""corrections:
  - {{id: typo, subject: tiers/gold/revenue, on: {day}, reason: It was wrong.}}
approvers:"""
    after = [("program.yml", "approvers:", marked), (GOLD, "50000 EUR", "51000 EUR")]
    assert [one.message for one in found([], after, "date/correction")] == (
        [f"the correction typo {said}"] if said else []
    )
    assert found([], after, "date/past-edit") == []
