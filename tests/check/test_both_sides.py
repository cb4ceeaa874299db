"""What a form asks of both sides again and again, and how fast support answers."""

from __future__ import annotations

from datetime import date

import pytest
from tests.check.measured import GOLD, PARTNER, Change, at, files, helps, told

from partnerbook.load import load_tree
from partnerbook.render.appendix import appendix_files
from partnerbook.resolve import resolve
from partnerbook.source.tree import MemoryTree
from partnerbook.standing import agenda

FORM = "agreements/reseller-2026-1.yml"
EARNED: Change = (GOLD, "50000 EUR", "100 EUR")
ASKED: Change = (
    FORM,
    "",
    "attestations:\n  - {id: conduct, text: It follows the code., every: 6 months}\n",
)
STATED = "attestations:\n  - {{attests: {}, last: {}, by: Managing director}}\n"
LINES: Change = (
    FORM,
    "",
    (
        'support:\n  lines:\n    - id: second\n      line: "2"\n      provider: vendor\n'
        "      answers:\n"
        "        - {severity: critical, meaning: Nobody works., within: 1 hour}\n"
        "        - {severity: low, within: 8 business hours}\n"
        "      escalation:\n        - {after: 4 hours, to: Head of support}\n"
    ),
)


def stated(name: str, last: str) -> Change:
    return PARTNER, "agreement:", STATED.format(name, last) + "agreement:"


def test_a_slip_in_the_name_is_mended_whatever_the_day() -> None:
    found = told(EARNED, ASKED, stated("conducts", "2026-12-01"))
    (one,) = [each for each in found if "no statement" in each.message]
    assert [each.say for each in one.help] == ["write conduct", "or take it out"]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ([], ["a statement is due: It follows the code, 73 days late"]),
        ([stated("conduct", "2026-05-22")], []),
        ([stated("conduct", "2026-05-20")], ["2 days late"]),
        ([stated("conduct", "2026-12-01")], ["which is yet to come on 22 November 2026"]),
        ([stated("conducts", "2026-10-12")], ["73 days late", "asks for no statement conducts"]),
        (
            [stated("conducts", "2026-12-01")],
            ["stated conduct on 1 December", "73 days late", "asks for no statement conducts"],
        ),
    ],
)
def test_statements(changes: list[Change], expected: list[str]) -> None:
    found = [one.message for one in told(EARNED, ASKED, *changes)]
    assert len(found) == len(expected)
    assert all(part in said for part, said in zip(expected, sorted(found), strict=True))


def test_what_is_to_be_done_about_a_statement() -> None:
    (one,) = told(EARNED, ASKED)
    assert at(one).endswith("partner/review-missed")
    assert "have it stated, and enter the day (`attestations:`" in helps(one)


def test_the_calendar_tells_when_a_statement_is_due() -> None:
    loaded, _ = load_tree(MemoryTree(files(EARNED, ASKED, stated("conduct", "2026-09-01"))))
    program, _ = resolve(loaded, date(2026, 11, 22))
    assert program is not None
    said = [(str(one.day), one.say) for one in agenda(program, 120, "nordwind").events]
    assert ("2027-03-01", "a statement is due: It follows the code.") in said


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("1 hour", "1 hour", ""),
        ("1 hour", "9 business hours", "critical cases within 9 business hours, and low ones"),
        ("8 business hours", "30 minutes", "within 1 hour, and low ones within 30 minutes"),
        ("severity: low", "severity: critical", "says twice how fast it answers critical cases"),
        ("1 hour", "1 hours and more", "write a time such as 30 minutes"),
    ],
)
def test_severe_cases_are_answered_first(old: str, new: str, said: str) -> None:
    found = [one.message for one in told(EARNED, LINES, (FORM, old, new))]
    assert len(found) == bool(said)
    assert all(said in one for one in found)


def test_the_appendix_tells_severities_and_escalation() -> None:
    loaded, _ = load_tree(MemoryTree(files(EARNED, LINES)))
    program, _ = resolve(loaded, date(2026, 11, 22))
    assert program is not None
    text = appendix_files(program, "nordwind", program.as_of)["appendix.md"].decode()
    assert "| Critical |" in text.replace("| 2 ", "")
    assert "Nobody works." in text
    assert "Head of support" in text
