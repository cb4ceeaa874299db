"""Dates of partners that contradict each other, or lie where nobody can know them."""

from __future__ import annotations

import pytest
from tests.check.measured import PARTNER, Change, told
from tests.check.test_notice_recipients import OTHER

HEIR = "partners/suedlicht.yml"
ENDS = "life:\n  - {state: active, from: 2026-04-01}\n  - {state: terminated, from: 2027-03-31"
INTO = "{state: merged, from: 2027-01-10, into: suedlicht}"
BEFORE = "life:\n  - {state: active, from: 2026-04-01}\n"
MERGED: Change = (PARTNER, "status: active\n", f"{BEFORE}  - {INTO}\n")
LIFE = "life:\n  - {{state: active, from: 2026-04-01}}\n  - {{state: terminated, from: {}}}\n"
SCREENED = (
    "diligence:\n  - {{id: owners, item: Owners, kind: beneficial-owner, state: passed,"
    " evidence: Register, done: {}}}\n"
)


def heir(until: str) -> Change:
    return (HEIR, "*", OTHER.replace("status: active\n", LIFE.format(until)))


def ahead(day: str) -> Change:
    held = "because: earned}\n"
    text = f"because: earned, through: 2026-12-31}}\n  - {{tier: silver, from: {day}, {held}"
    return (PARTNER, held, text)


@pytest.mark.parametrize(
    ("changes", "count"),
    [
        ([(PARTNER, "status: active\n", ENDS + ", sell_off_through: 2027-03-29}\n")], 1),
        ([(PARTNER, "status: active\n", ENDS + ", sell_off_through: 2027-06-30}\n")], 0),
        ([(PARTNER, "", SCREENED.format("2026-11-23"))], 1),
        ([(PARTNER, "", SCREENED.format("2026-11-22"))], 0),
        ([heir("2027-01-12"), MERGED], 1),
        ([heir("2028-01-12"), MERGED], 0),
        ([ahead("2028-11-23")], 1),
        ([ahead("2028-11-22")], 0),
    ],
)
def test_dates_that_cannot_be(changes: list[Change], count: int) -> None:
    assert sum(one.id == "partner/dates" for one in told(*changes)) == count
