"""Standing: tier held, agreement state and deadlines of the sample's partners, day by day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from partnerbook import standing
from partnerbook.load import load_tree
from partnerbook.resolve import resolve
from partnerbook.resolve.program import Program
from partnerbook.source.tree import FolderTree
from partnerbook.values.period import parse_duration


@pytest.fixture(scope="module")
def program(sample_root: Path) -> Program:
    loaded, _ = load_tree(FolderTree(sample_root))
    found, _ = resolve(loaded)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("partner", "day", "expected"),
    [
        ("pennine-gate", "2026-11-22", ("gold", "grace", standing.IN_FORCE)),
        ("pennine-gate", "2026-12-29", ("gold", "grace", standing.IN_FORCE)),
        ("pennine-gate", "2026-12-30", ("silver", "earned", standing.IN_FORCE)),
        ("kitano", "2026-04-01", ("gold", "earned", standing.IN_FORCE)),
        ("kitano", "2026-03-31", (None, None, standing.NOT_YET)),
        ("kitano", "2028-03-31", ("gold", "earned", standing.IN_FORCE)),
        ("kitano", "2028-04-01", ("gold", "earned", standing.RENEWED)),
        ("wislana", "2035-01-01", (None, None, standing.ENDED)),
        ("coral-bight", "2026-11-22", (None, None, standing.IN_FORCE)),
    ],
)
def test_standing_on_a_day(
    program: Program, partner: str, day: str, expected: tuple[str | None, str | None, str]
) -> None:
    found = standing.of(program, partner, date.fromisoformat(day))
    held = found.held
    tier, because = (held.tier, held.because) if held else (None, None)
    assert (tier, because, found.agreement_state) == expected
    in_force = expected[2] in (standing.IN_FORCE, standing.RENEWED)
    assert standing.agreement_in_force(program, partner, date.fromisoformat(day)) is in_force


def test_deadlines_come_in_order_and_none_has_passed(program: Program) -> None:
    found = standing.of(program, "pennine-gate", date(2026, 11, 22))
    assert [(str(due.day), due.what) for due in found.deadlines] == [
        ("2026-12-29", "grace at Gold ends"),
        ("2027-07-02", "last day for notice against the renewal"),
        ("2027-09-30", "the term ends and renews by itself"),
    ]
    later = standing.of(program, "pennine-gate", date(2026, 12, 30))
    assert next(due.what for due in later.deadlines) != "grace at Gold ends"


@pytest.mark.parametrize(
    ("announced", "notice", "day"),
    [
        ("2026-10-01", "90 days", "2026-12-31"),
        ("2026-10-31", "3 months", "2027-02-01"),
        ("2026-11-30", "3 months", "2027-03-01"),
        ("2026-12-23", "3 business days", "2026-12-30"),
    ],
)
def test_earliest_day_of_a_change(announced: str, notice: str, day: str) -> None:
    holidays = frozenset({date(2026, 12, 25)})
    found = standing.earliest(date.fromisoformat(announced), parse_duration(notice), holidays)
    assert str(found) == day
