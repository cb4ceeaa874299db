"""A requirement that begins too early is put off together with what it takes the place of."""

from __future__ import annotations

from tests.check.measured import GOLD, Change, at, told

PLANS: Change = (
    "metrics/plans.yml",
    "*",
    "name: Plans\nkind: measures\nunit: count\nof: plans\ncounts_to: [tier]\nmonotone: true\n",
)


def both(first: str, second: str) -> str:
    one = "  - {id: plans, name: Plans, kind: count, metric: plans, count: 1, unit: plans,"
    two = one.replace("id: plans,", "id: plans-2, follows: plans,").replace("count: 1", "count: 2")
    window = " window: trailing 3 months, "
    lines = f"{one}{window}through: {first}}}\n{two}{window}from: {second}}}\n"
    return f"{lines}maintenance:\n{lines}"


def test_a_day_that_is_too_early_is_put_off_with_what_ends_before_it() -> None:
    changes = (PLANS, (GOLD, "grace", f"{both('2026-12-14', '2026-12-15')}grace"))
    (one,) = [each for each in told(*changes) if each.id == "notice/too-short"]
    assert at(one) == "gold.yml:11:132 notice/too-short"
    first, *_ = one.help
    assert first.say == "let it begin on 22 January 2027"
    assert sorted(edit.text for edit in first.edits) == ["2027-01-21", "2027-01-22"]
