"""The calendar as text: how far ahead a day is, or how long it is overdue."""

from __future__ import annotations

from datetime import date

import pytest
from tests.check.measured import PARTNER, report

from partnerbook.render.reports.calendar import text
from partnerbook.render.reports.explain_frame import Frame
from partnerbook.render.reports.ink import Ink
from partnerbook.standing import agenda

DILIGENCE = """diligence:
  - {id: owners, item: Owners, kind: beneficial-owner, state: passed, evidence: Register, \
done: 2025-10-12, again: 12 months}
"""


@pytest.mark.parametrize(
    ("day", "when"),
    [
        (date(2026, 10, 11), "in one day"),
        (date(2026, 10, 12), "today"),
        (date(2026, 10, 13), "one day overdue"),
        (date(2026, 10, 25), "13 days overdue"),
        (date(2026, 10, 26), "14 days overdue"),
        (date(2027, 10, 12), "365 days overdue"),
    ],
)
def test_how_far_a_day_is(day: date, when: str) -> None:
    found = report((PARTNER, "", DILIGENCE), day=day)
    assert found.program is not None
    frame = Frame(found.program, found.loaded, 0, (), ())
    lines = text(agenda(found.program, 5, "nordwind"), frame, Ink()).splitlines()
    assert f"12 October 2026, {when}" in lines
