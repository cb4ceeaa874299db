"""Reviews and duties of a form come round for each partner whose agreement on it is in force."""

from __future__ import annotations

from datetime import date

import pytest
from tests.check.measured import PARTNER, Change, at, files, report

from partnerbook.load import load_tree
from partnerbook.render.appendix import appendix_files
from partnerbook.resolve import resolve
from partnerbook.source.tree import MemoryTree
from partnerbook.standing import agenda

DAY = date(2026, 11, 22)
FORM = "agreements/reseller-2026-1.yml"
TEXT = """review_dates: ['Every January, level', Every 12 months]
obligations:
  - {id: plan, owner: partner, topic: marketing, text: A plan., due: Every 15 May}
  - {id: lists, owner: vendor, topic: data, text: A list of users., due: Every 15 May}
  - {id: no, topic: data, text: None., due: Every May, partner_types: [agent]}
"""
ASKED: Change = (FORM, "", TEXT)
WHEN = "effective: 2026-04-01"
OVER: Change = (PARTNER, f"{WHEN}}}", f"{WHEN}, notice_given: 2027-01-04}}")
FIRST = (
    ("2027-01-31", "review of the agreement: level"),
    ("2027-04-01", "agreement review"),
    ("2027-05-15", "due from us: A list of users."),
    ("2027-05-15", "due from the partner: A plan."),
)


@pytest.mark.parametrize(
    ("days", "changes", "expected"),
    [
        (69, [], ()),
        (70, [], FIRST[:1]),
        (200, [], FIRST),
        # Notice ends it with March 2028: the second January still counts, no later day does.
        (900, [OVER], (*FIRST, ("2028-01-31", "review of the agreement: level"))),
    ],
)
def test_what_comes_round(
    days: int, changes: list[Change], expected: tuple[tuple[str, str], ...]
) -> None:
    loaded, shape = load_tree(MemoryTree(files(ASKED, *changes)))
    program, links = resolve(loaded, DAY)
    assert program is not None
    assert [*shape, *links] == []
    told = agenda(program, days, "nordwind").events
    reviews = [one for one in told if one.ref.document.endswith("reseller-2026-1.yml")]
    assert sorted((str(one.day), one.say) for one in reviews) == sorted(expected)


def test_a_rhythm_that_is_not_understood_is_found() -> None:
    (one,) = report((FORM, "", "review_dates: ['Each winter, prices']\n")).findings[:1]
    assert at(one).startswith("reseller-2026-1.yml:14:16 shape/wrong-value")
    assert "write a rhythm such as Every January" in one.message


def test_a_duty_may_take_hours_and_the_appendix_says_when_it_is_due() -> None:
    hours = (FORM, "topic: marketing,", "topic: marketing, within: 4 business hours,")
    loaded, shape = load_tree(MemoryTree(files(ASKED, hours)))
    program, links = resolve(loaded, DAY)
    assert program is not None
    assert [*shape, *links] == []
    text = appendix_files(program, "nordwind", DAY)["appendix.md"].decode()
    assert "A plan. | 4 business hours | Every 15 May |" in text
