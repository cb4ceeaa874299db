"""What is told of partners and agreements as days pass: who it is, how urgent, and what not."""

from __future__ import annotations

from datetime import date

import pytest
from tests.resolve.conftest import base_files

from partnerbook.check.report import Report
from partnerbook.check.run import check_tree
from partnerbook.source.tree import MemoryTree

OURS = (
    "agreement/ends-soon",
    "agreement/end-incomplete",
    "agreement/no-owner",
    "agreement/not-active",
    "partner/diligence-open",
    "partner/merged",
    "partner/no-end",
    "partner/review-missed",
)
FORM = "program/agreements/reseller-2026-1.yml"
PARTNER = "program/partners/nordwind.yml"
ENDING = ("renewal: automatic, renews_for: 12 months, notice: 90 days", "renewal: none")
OPEN = "diligence:\n  - {id: owners, item: Owners, kind: beneficial-owner, state: open}\n"
LOOKED = (
    "diligence:\n  - {id: owners, item: Owners, kind: beneficial-owner, state: passed,"
    " evidence: Register, done: 2026-03-01, again: 12 months}\n"
)
LIFE = "life:\n  - {state: onboarding, from: 2026-03-10}\n  - {state: active, from: 2026-04-01}"
SIGNED = "agreement: {form: reseller-2026, version: 1, signed: 2026-03-10, effective: 2026-04-01}\n"
Change = tuple[str, str, str]


def said(day: str, *changes: Change) -> list[tuple[str, str]]:
    """Severity and id of the findings of ours; a change appends where its old text is empty."""
    files = base_files()
    for path, old, new in changes:
        text = files[path].decode()
        assert old in text
        files[path] = (text.replace(old, new, 1) if old else text + new).encode()
    report: Report = check_tree(
        MemoryTree(files), date.fromisoformat(day), "test", lambda _: (date.fromisoformat(day), "")
    )
    return [(str(one.severity), one.id) for one in report.findings if one.id in OURS]


ENDS = (FORM, *ENDING)
SOON = [("warning", "agreement/ends-soon")]
NOTICE = (PARTNER, "effective: 2026-04-01", "effective: 2026-04-01, notice_given: 2027-10-01")
ONBOARDING = (PARTNER, "status: active", "status: onboarding")
SUSPENDED = (PARTNER, "status: active", "status: suspended")
ON_NOTICE = ("status: active", "status: on-notice")
GIVEN = "effective: 2026-04-01, notice_given: 2026-11-02"
NOTIFIED = f"{LIFE}\n  - {{state: on-notice, from: 2026-11-02}}"
GONE = "\n  - {state: terminated, from: 2027-02-01}"
OVER = LIFE + "\n  - {state: terminated, from: 2028-04-01}"


@pytest.mark.parametrize(
    ("day", "changes", "expected"),
    [
        # Effective 2026-04-01 for 24 months: the last day is 2028-03-31.
        ("2027-12-31", [ENDS], []),
        ("2028-01-01", [ENDS], SOON),
        ("2028-03-31", [ENDS], SOON),
        ("2028-04-01", [ENDS], []),
        ("2028-03-31", [], []),  # it renews by itself
        ("2028-03-01", [ENDS, NOTICE], []),  # somebody meant it
        ("2028-03-01", [ENDS, (PARTNER, "status: active", OVER)], []),
        # Due diligence.
        ("2026-11-22", [(PARTNER, "", OPEN)], [("error", "partner/diligence-open")]),
        (
            "2026-11-22",
            [(PARTNER, "", OPEN), (PARTNER, "status: active", LIFE)],
            [("warning", "partner/diligence-open")],  # only a day had to pass
        ),
        ("2026-03-15", [(PARTNER, "", OPEN), (PARTNER, "status: active", LIFE)], []),
        (
            "2026-11-22",
            [
                (PARTNER, "", LOOKED.replace("passed", "failed")),
                (PARTNER, "status: active", LIFE),
            ],
            [("error", "partner/diligence-open")],
        ),
        ("2027-03-01", [(PARTNER, "", LOOKED)], []),  # due on that very day
        ("2027-03-02", [(PARTNER, "", LOOKED)], [("warning", "partner/review-missed")]),
        ("2027-04-01", [(PARTNER, "", LOOKED), ONBOARDING], [("warning", "partner/review-missed")]),
        ("2027-04-01", [(PARTNER, "", LOOKED), SUSPENDED], []),
        # On notice: the agreement says until when, or the life does.
        ("2026-11-22", [(PARTNER, *ON_NOTICE)], [("warning", "partner/no-end")]),
        (
            "2026-11-22",
            [(PARTNER, *ON_NOTICE), (PARTNER, "effective: 2026-04-01", GIVEN)],
            [],
        ),
        ("2026-11-22", [(PARTNER, "status: active", f"{NOTIFIED}{GONE}")], []),
        ("2026-11-22", [(PARTNER, "status: active", NOTIFIED)], [("warning", "partner/no-end")]),
        # No agreement at all.
        (
            "2026-11-22",
            [
                (PARTNER, "status: active", LIFE),
                (
                    PARTNER,
                    SIGNED,
                    "",
                ),
            ],
            [("error", "agreement/not-active")],
        ),
        # A distributor's obligation where nobody has a distributor.
        (
            "2026-11-22",
            [
                (
                    FORM,
                    "",
                    "obligations:\n  - {id: stock, owner: distributor, topic: support, text: A.}\n",
                )
            ],
            [("warning", "agreement/no-owner")],
        ),
    ],
)
def test_what_is_told(day: str, changes: list[Change], expected: list[tuple[str, str]]) -> None:
    assert said(day, *changes) == expected
