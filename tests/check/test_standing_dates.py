"""Dates of standing and life: where grace ends, what it keeps, and who stands where."""

from __future__ import annotations

from datetime import date

import pytest
from tests.check.measured import DAY, GOLD, PARTNER, Change, files, helps, told

from partnerbook.check.run import check_tree
from partnerbook.explain.standing import StandingAnswer, explain_standing
from partnerbook.load import load_tree
from partnerbook.render.reports.explain_standing import note
from partnerbook.resolve import resolve
from partnerbook.resolve.program import Program
from partnerbook.source.tree import MemoryTree
from partnerbook.standing import agenda

HELD = "  - {tier: gold, from: 2026-04-01, because: earned}\n"


def standing(*entries: str) -> Change:
    return (PARTNER, HELD, "".join(f"  - {{tier: gold, {one}}}\n" for one in entries))


def test_merged_into_nobody_is_a_finding() -> None:
    life = "life:\n  - {state: active, from: 2026-04-01}\n"
    life += "  - {state: merged, from: 2026-11-10, into: nordwint}\n"
    found = told((PARTNER, "status: active\n", life))
    (one,) = [one for one in found if one.id == "reference/unknown-partner"]
    assert "nordwint" in one.message


def test_the_help_names_the_last_day_of_grace() -> None:
    (one,) = told()
    assert one.id == "tier/not-earned"
    assert "90 days end on 19 February 2027" in helps(one)
    entered = "from: 2026-11-22, through: 2027-02-19, because: grace"
    assert told(standing("from: 2026-04-01, through: 2026-11-21, because: earned", entered)) == []


def test_grace_counts_from_its_first_day() -> None:
    (one,) = told(
        standing(
            "from: 2026-04-01, through: 2026-09-30, because: earned",
            "from: 2026-10-01, through: 2026-11-21, because: grace",
            "from: 2026-11-22, through: 2027-02-19, because: grace",
        )
    )
    assert one.message == (
        "Nordwind Systemhaus GmbH has grace at Gold from 1 October 2026 on until 19 February 2027,"
        " but Gold allows 90 days: until 29 December 2026"
    )
    assert [edit.text for help_ in one.help for edit in help_.edits] == ["2026-12-29"]
    assert "if Gold promised more when it began, put that back (`grace:`)" in helps(one)
    (two,) = told(
        standing(
            "from: 2026-04-01, through: 2026-09-30, because: earned",
            "from: 2026-10-01, through: 2026-11-21, because: grace",
            "from: 2026-11-22, because: earned",
        )
    )
    assert "90 days end on 29 December 2026 (its grace began on 1 October 2026)" in helps(two)


def test_grace_that_has_begun_outlives_a_shorter_one() -> None:
    """A tier that gives less from today on; the partner was promised 90 days before."""
    entries = standing(
        "from: 2026-04-01, through: 2026-10-31, because: earned",
        "from: 2026-11-01, through: 2027-01-29, because: grace",
    )
    before, _ = resolve(load_tree(MemoryTree(files(entries)))[0], DAY)
    after = MemoryTree(files(entries, (GOLD, "90 days", "80 days")))

    def found(against: Program | None) -> list[str]:
        report = check_tree(after, DAY, "test", lambda _: (DAY, ""), against=against)
        return [one.id for one in report.findings]

    assert found(None) == ["tier/not-earned"]
    assert found(before) == ["notice/too-short"]


@pytest.mark.parametrize(
    ("first", "kept"),
    [
        ("from: 2024-04-01, through: 2026-09-30, because: earned", False),
        ("from: 2025-04-01, through: 2026-09-30, because: earned", True),  # to the end of 2026
    ],
)
def test_grace_begins_no_hold(first: str, kept: bool) -> None:
    found = told(
        (GOLD, "grace: 90 days\n", "hold: end-of-next-calendar-year\n"),
        standing(first, "from: 2026-10-01, because: grace"),
    )
    assert [one.id for one in found] == ([] if kept else ["tier/not-earned"])


@pytest.mark.parametrize(
    ("said", "day", "kept"),
    [
        ("because: negotiated", "2026-11-22", False),
        ("because: negotiated, note: By contract.", "2026-11-22", False),
        ("because: negotiated, review_by: 2027-03-31", "2026-11-22", False),
        ("because: negotiated, review_by: 2026-11-22, note: By contract.", "2026-11-22", True),
        ("because: negotiated, review_by: 2026-11-21, note: By contract.", "2026-11-22", False),
        ("because: negotiated, through: 2027-03-31, note: By contract.", "2026-11-22", True),
    ],
)
def test_a_negotiated_tier_needs_a_reason_and_an_end(said: str, day: str, kept: bool) -> None:
    found = told(standing(f"from: 2026-04-01, {said}"), day=date.fromisoformat(day))
    assert [one.id for one in found] == ([] if kept else ["tier/not-earned"])
    assert kept or "or agree it anew" in helps(found[0]) or "(`note:`)" in helps(found[0])


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (
            (PARTNER, "status: active", "status: suspended"),
            "no tier counts: the partner is suspended",
        ),
        (standing("from: 2026-04-01, through: 2026-10-31, because: earned"), "no tier is entered"),
        ((PARTNER, "effective: 2026-04-01", "effective: 2027-04-01"), "no agreement is in force"),
    ],
)
def test_it_says_why_no_tier_counts(change: Change, why: str) -> None:
    answer = asked(change)
    assert why in note(answer.positions[0], answer)


def asked(*changes: Change) -> StandingAnswer:
    loaded, _ = load_tree(MemoryTree(files(*changes)))
    program, _ = resolve(loaded)
    assert program is not None
    answer = explain_standing(program, "nordwind")
    assert isinstance(answer, StandingAnswer)
    return answer


def test_only_the_months_that_are_missing_are_named() -> None:
    earlier = standing("from: 2025-01-01, because: earned")
    answer = asked((GOLD, "trailing 3 months", "trailing 12 months"), earlier)
    (item,) = answer.positions[0].steps["gold"].items
    (doubt,) = item.doubts
    assert doubt.say == (
        "there is no complete evidence of Revenue for 1 November to 31 December 2025"
    )
    assert (doubt.ref.document, doubt.ref.pointer) == ("program/evidence/invoices.yml", "/from")


def test_the_end_of_the_agreement_ends_the_tier() -> None:
    assert asked().positions[0].losses == ()
    ending = (PARTNER, "effective: 2026-04-01", "effective: 2026-04-01, notice_given: 2027-01-02")
    (due,) = asked(ending).positions[0].losses
    assert (str(due.day), due.what) == ("2028-03-31", "the agreement ends, and Gold with it")


CERTIFIED = """name: Certified people
kind: holdings
unit: count
of: people
counts_to: [tier]
monotone: true
holds: [sales-certificate]
"""
ASKS = """  - {id: people, name: Certified people, kind: count, metric: people, count: 1, \
unit: people, window: on the day}
"""
TAKEN = """name: Certificates
system: Academy
extracted: 2026-11-16T06:00Z
shape: holdings
metrics: [people]
rows: 1
"""
ROWS = "partner,what,who,from,expires,place\nnordwind,sales-certificate,CA-10423,2024-11-01,{},DE\n"


@pytest.mark.parametrize(
    ("expires", "severity"),
    [("2026-11-15", "error"), ("2026-11-16", "warning"), ("2026-11-21", "warning")],
)
def test_a_certificate_that_had_expired_already_is_an_error(expires: str, severity: str) -> None:
    (one,) = told(
        (GOLD, "[50000 EUR]", "[25000 EUR]"),
        (GOLD, "grace: 90 days\n", f"{ASKS}grace: 90 days\n"),
        ("metrics/people.yml", "", CERTIFIED),
        ("evidence/certificates.yml", "", TAKEN),
        ("evidence/certificates.csv", "", ROWS.format(expires)),
    )
    assert (one.id, one.severity) == ("tier/expired-certificate", severity)
    assert "today it has earned Silver" in one.message
    # Grace begins on the day, as a review would enter it, and its last day is told.
    assert "90 days end on 19 February 2027" in one.help[1].say


def test_the_day_to_agree_it_anew_has_passed() -> None:
    agreed = "because: negotiated, review_by: 2026-10-31, note: By contract."
    change = standing(f"from: 2026-04-01, {agreed}")
    (one,) = told(change)
    passed = "the day to agree it anew, 31 October 2026, has passed"
    assert one.message.endswith(f"20,500 EUR missing; {passed}")
    assert "or agree it anew, and write by when again (`review_by:`, now 2026-10-31)" in helps(one)
    assert "say why it was agreed" not in helps(one)
    answer = asked(change)
    assert note(answer.positions[0], answer) == f"Gold is not earned, and {passed}"
    unsaid = standing("from: 2026-04-01, because: negotiated, review_by: 2027-10-31")
    answer = asked(unsaid)
    assert note(answer.positions[0], answer).endswith("does not say why that was agreed (`note:`)")


@pytest.mark.parametrize(
    ("entries", "late"),
    [
        (("from: 2026-04-01, because: negotiated, review_by: 2026-10-31, note: So.",), True),
        (
            (
                (
                    "from: 2026-04-01, through: 2026-11-01, because: negotiated,"
                    " review_by: 2026-10-31, note: So."
                ),
                "from: 2026-11-02, because: earned",
            ),
            False,
        ),
    ],
)
def test_a_tier_to_be_agreed_anew_is_overdue(entries: tuple[str, ...], late: bool) -> None:
    program, _ = resolve(load_tree(MemoryTree(files(standing(*entries))))[0], DAY)
    assert program is not None
    said = [one.say for one in agenda(program, 5, "nordwind").events if one.day < DAY]
    assert said == ["the negotiated tier Gold is due for review"] * late
