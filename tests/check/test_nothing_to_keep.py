"""Grace, time to meet a tier again, an appeal and a cohort keep a tier that was held: no other."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.check.measured import DAY, GOLD, MANIFEST, PARTNER, TABLE, Change, helps, report, told

from partnerbook.findings import Finding
from partnerbook.standing import Ladder, agenda

HELD = "  - {tier: gold, from: 2026-04-01, because: earned}\n"
GIVES = "grace: 90 days\ncure: 90 days\nappeal: {within: 90 days, how: To the desk.}\n"
COHORTS = "cohorts: [{{id: early, {}, through: {}, reason: They came early.}}]\ngrace: 90 days\n"


def standing(*entries: str) -> Change:
    """``silver 2026-04-01 2026-11-21 earned`` is one entry; a hyphen for no last day."""
    lines = []
    for one in entries:
        tier, first, last, because = one.split()
        through = "" if last == "-" else f" through: {last},"
        lines.append(f"  - {{tier: {tier}, from: {first},{through} because: {because}}}\n")
    return PARTNER, HELD, "".join(lines)


def cohort(who: str, through: str) -> Change:
    return GOLD, "grace: 90 days\n", COHORTS.format(who, through)


def errors(*changes: Change) -> list[Finding]:
    gives = (GOLD, "grace: 90 days\n", GIVES)
    found = told(gives, *changes)
    return [one for one in found if one.id in ("tier/not-earned", "tier/entry-not-met")]


SILVER, SINCE_TODAY = "silver 2026-04-01 2026-11-21 earned", "gold 2026-11-22 2027-02-19"


@pytest.mark.parametrize(
    ("entries", "why"),
    [
        ((SILVER, f"{SINCE_TODAY} grace"), "grace is only for who held Gold the day before"),
        ((SILVER, f"{SINCE_TODAY} cure"), "time to meet it again is only for who held Gold the"),
        ((SILVER, f"{SINCE_TODAY} appeal"), "an appeal is only for who held Gold before"),
        ((SILVER, f"{SINCE_TODAY} cohort"), "Gold has no `cohorts:`"),
        ((f"{SINCE_TODAY} grace",), "grace is only for who held Gold the day before"),
        (
            ("gold 2026-04-01 2026-10-31 earned", f"{SINCE_TODAY} grace"),
            "grace is only for who held Gold the day before",
        ),
        (
            (SILVER, "gold 2026-11-22 2026-11-22 cure", "gold 2026-11-23 2027-01-31 grace"),
            "time to meet it again is only",
        ),
        (("gold 2026-04-01 2026-11-21 earned", f"{SINCE_TODAY} grace"), ""),
        (("gold 2026-04-01 2026-11-21 negotiated", f"{SINCE_TODAY} cure"), ""),
        (
            (
                "gold 2026-04-01 2026-10-31 earned",
                "silver 2026-11-01 2026-11-21 earned",
                "gold 2026-11-22 2027-01-31 appeal",
            ),
            "",
        ),
    ],
)
def test_who_held_it_before(entries: tuple[str, ...], why: str) -> None:
    found = [one for one in errors(standing(*entries)) if one.id == "tier/not-earned"]
    assert [why in one.message for one in found] == [True] * bool(why)


@pytest.mark.parametrize(
    ("who", "through", "why"),
    [
        ("joined_before: 2026-07-01", "2027-06-30", ""),
        ("joined_before: 2026-04-01", "2027-06-30", "no cohort of Gold has it"),
        ("joined_before: 2026-07-01", "2026-11-21", "no cohort of Gold has it"),
        ("tier_from_before: 2026-11-22", "2027-06-30", "no cohort of Gold has it"),
    ],
)
def test_whom_a_cohort_has(who: str, through: str, why: str) -> None:
    found = errors(standing(SILVER, f"{SINCE_TODAY} cohort"), cohort(who, through))
    assert [why in one.message for one in found] == [True] * bool(why)


def test_a_cohort_that_ended() -> None:
    before = standing("gold 2026-04-01 - cohort")
    (one,) = errors(before, cohort("joined_before: 2026-07-01", "2026-11-20"))
    assert one.message.endswith("its cohort (early) ended on 20 November 2026")


def test_what_is_to_come_is_told_today() -> None:
    ahead = standing("silver 2026-04-01 2026-12-31 earned", "gold 2027-01-01 2027-03-31 grace")
    (one,) = errors(ahead)
    assert one.id == "tier/entry-not-met"
    assert "is to come to Gold on 1 January 2027" in one.message
    assert "take this entry out" in helps(one)


@pytest.mark.parametrize(
    "entries",
    [
        (SILVER, f"{SINCE_TODAY} grace"),
        (SILVER, "gold 2026-11-22 - earned"),
        ("silver 2026-04-01 2026-11-19 earned", "gold 2026-11-20 - earned"),
    ],
)
def test_who_never_held_it_is_offered_no_grace(entries: tuple[str, ...]) -> None:
    (one,) = [each for each in errors(standing(*entries)) if each.id == "tier/not-earned"]
    assert helps(one) == (
        "put it back to Silver: take out this entry, and the `through:` of the one before it"
        " | or waive it, with the day on which that ends"
    )
    assert errors(standing("silver 2026-04-01 - earned")) == []


@pytest.mark.parametrize(
    ("entries", "say", "done"),
    [
        (
            ("gold 2026-04-01 - earned",),
            (
                "let this entry end on 21 November 2026, add `{tier: gold, from: 2026-11-22,"
                " through: 2027-02-19, because: grace}`, and after that `{tier: silver, from:"
                " 2027-02-20, because: earned}`, or it has no tier then; 90 days end on"
                " 19 February 2027"
            ),
            (
                "gold 2026-04-01 2026-11-21 earned",
                "gold 2026-11-22 2027-02-19 grace",
                "silver 2027-02-20 - earned",
            ),
        ),
        (
            (
                "gold 2026-04-01 2026-11-01 earned",
                "gold 2026-11-02 2026-11-21 grace",
                "gold 2026-11-22 - earned",
            ),
            (
                "let this entry say `through: 2027-01-30, because: grace`, and after that `{tier:"
                " silver, from: 2027-01-31, because: earned}`, or it has no tier then; 90 days end"
                " on 30 January 2027 (its grace began on 2 November 2026)"
            ),
            (
                "gold 2026-04-01 2026-11-01 earned",
                "gold 2026-11-02 2026-11-21 grace",
                "gold 2026-11-22 2027-01-30 grace",
                "silver 2027-01-31 - earned",
            ),
        ),
        (
            ("gold 2026-04-01 2026-12-31 earned", "silver 2027-01-01 - earned"),
            (
                "let this entry end on 21 November 2026, add `{tier: gold, from: 2026-11-22,"
                " through: 2026-12-31, because: grace}`; 90 days end on 19 February 2027"
            ),
            (
                "gold 2026-04-01 2026-11-21 earned",
                "gold 2026-11-22 2026-12-31 grace",
                "silver 2027-01-01 - earned",
            ),
        ),
    ],
)
def test_grace_is_offered_with_what_follows_it(
    entries: tuple[str, ...], say: str, done: tuple[str, ...]
) -> None:
    (one,) = told(standing(*entries))
    assert one.help[0].say == f"give it the grace of Gold: {say}"
    assert told(standing(*done)) == []
    (last,) = [one.split()[2] for one in done if one.endswith("grace")][-1:]
    after = date.fromisoformat(last) + timedelta(days=1)
    assert "standing/no-tier" not in [one.id for one in told(standing(*done), day=after)]


@pytest.mark.parametrize("then", ["", "silver 2027-02-20 - earned"])
def test_grace_without_a_follower_is_said_before_its_end(then: str) -> None:
    entries = ("gold 2026-04-01 2026-11-21 earned", f"{SINCE_TODAY} grace", *([then] * bool(then)))
    program = report(standing(*entries)).program
    assert program is not None
    ends = "" if then else ", and no tier is entered after it"
    (due, *_) = Ladder(program).position("nordwind", DAY).losses
    assert due.what == f"Gold is kept in grace until then{ends}"
    said = [one.say for one in agenda(program, 90, "nordwind").events]
    assert f"grace at Gold ends{ends}" in said


def test_where_nobody_can_tell_grace_from_nowhere_says_nothing() -> None:
    old: Change = (MANIFEST, "2026-10-31", "2026-09-30")
    fewer: Change = (MANIFEST, "rows: 3\ncontrol_total: [29500", "rows: 2\ncontrol_total: [21500")
    row = "nordwind,revenue,2026-10-01,2026-10-31,8000.00,EUR,DE,core,2026-11-05,invoices\n"
    changes = (old, fewer, (TABLE, row, ""))
    grace = standing(SILVER, f"{SINCE_TODAY} grace")
    assert [one.id for one in told(grace, *changes)] == ["tier/not-computable"]
    kept = standing("gold 2026-04-01 2026-11-21 earned", f"{SINCE_TODAY} grace")
    assert [one.id for one in told(kept, *changes)] == []
