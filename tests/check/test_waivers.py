"""What waivers do to findings: in time, out of time, refused, misnamed, unused, unread.

The small program with a rebate that breaks its floor; then waivers beside it.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from partnerbook.check.report import Report
from partnerbook.check.run import check_tree
from partnerbook.findings import Spot
from partnerbook.source.tree import FolderTree, MemoryTree

BASE = FolderTree(Path(__file__).parents[1] / "programs" / "minimal")
REBATE = """\
name: Quarterly rebate
summary: Money back on the purchases of a quarter.
kind: rebate
for: {products: [all]}
side: partner
stage: back-end
base: opening
anchor: invoice
applies: automatic
audience: partner
from: 2026-01-01
payment: {how: credit-note, when: after the end of the quarter, within: 45 days}
bands:
  measure: period-value
  period: quarter
  counts: all-units
  rows:
    - {id: small, from: 0 EUR, below: 50000 EUR, rate: 0%}
    - {id: large, from: 50000 EUR, rate: 40%}
"""
WAIVER = {
    "rule": "margin/floor",
    "subject": "quarterly-rebate/large",
    "from": "2026-10-01",
    "through": "2027-03-31",
    "reason": "Interim agreed with both partners.",
    "approver": "channel-chief",
    "approved": "2026-09-20",
}
FLOOR = "incentives/quarterly-rebate.yml:19:42: {} margin/floor"
MEANT = "incentives/quarterly-rebate.yml:19:42 what it was to waive"
CASES: dict[str, tuple[list[dict[str, str]], list[str], int]] = {
    "no waiver": ([], [FLOOR.format("error")], 0),
    "one that holds": ([{}], [], 1),
    "one that has run out": (
        [{"from": "2025-10-01", "through": "2026-10-31"}],
        [f"{FLOOR.format('warning')} + waivers/0.yml:4:10 waived until 31 October 2026"],
        0,
    ),
    "one that is yet to begin": (
        [{"from": "2026-12-01"}],
        [f"{FLOOR.format('error')} + waivers/0.yml:3:7 waived only from 1 December 2026"],
        0,
    ),
    "one that follows another": (
        [{"from": "2025-10-01", "through": "2026-09-30"}, {}],
        [],
        1,
    ),
    "two at a time": ([{}, {}], ["waivers/1.yml:2:10: warning waiver/unused"], 1),
    "about something else that exists": (
        [{"subject": "quarterly-rebate/small"}],
        [FLOOR.format("error"), "waivers/0.yml:2:10: warning waiver/unused"],
        0,
    ),
    "about something that does not exist": (
        [{"subject": "quarterly-rebate/lager"}],
        [
            f"waivers/0.yml:2:10: error waiver/unused + {MEANT}",
        ],
        0,
    ),
    "for a rule that does not exist": (
        [{"rule": "margin/flor"}],
        ["waivers/0.yml:1:7: error waiver/unknown-rule"],
        0,
    ),
    "for another rule": (
        [{"rule": "margin/tier-order"}],
        [
            f"waivers/0.yml:1:7: error waiver/unused + {MEANT}",
        ],
        0,
    ),
    "for a rule that cannot be waived": (
        [{"rule": "margin/bands", "subject": "quarterly-rebate/small"}],
        [FLOOR.format("error"), "waivers/0.yml:1:7: error waiver/not-allowed"],
        0,
    ),
    "by nobody we know": (
        [{"approver": "chanel-chief"}],
        ["waivers/0.yml:6:11: error reference/unknown-approver"],
        0,
    ),
    "in a file that cannot be read": (
        [{"approved": "2026-09-31"}],
        ["waivers/0.yml:7:11: error shape/wrong-value"],
        0,
    ),
    "in a file that cannot be read, about something else": (
        [{"approved": "2026-09-31", "subject": "quarterly-rebate/small"}],
        [FLOOR.format("error"), "waivers/0.yml:7:11: error shape/wrong-value"],
        0,
    ),
}


def told(waivers: list[dict[str, str]]) -> Report:
    files = {"program/incentives/quarterly-rebate.yml": REBATE.encode()}
    for path in BASE.list()[0]:
        data = BASE.read(path)
        assert isinstance(data, bytes)
        files[path] = data
    for number, changed in enumerate(waivers):
        lines = {**WAIVER, **changed}.items()
        text = "".join(f"{key}: {value}\n" for key, value in lines)
        files[f"program/waivers/{number}.yml"] = text.encode()
    return check_tree(MemoryTree(files), None, "", lambda _: (date(2026, 11, 22), "test"))


def said(report: Report) -> list[str]:
    """Place, severity and id of each finding, and its last place where a waiver is spoken of."""
    lines = []
    for finding in report.findings:
        first, last = finding.places[0].at, finding.places[-1].at
        assert isinstance(first, Spot)
        assert isinstance(last, Spot)
        line = f"{_at(first)}: {finding.severity} {finding.id}"
        if "waive" in finding.places[-1].label:
            line += f" + {_at(last)} {finding.places[-1].label}"
        lines.append(line)
    return lines


def _at(spot: Spot) -> str:
    return f"{spot.file.removeprefix('program/')}:{spot.line}:{spot.column}"


@pytest.mark.parametrize("name", CASES)
def test_waivers(name: str) -> None:
    waivers, expected, waived = CASES[name]
    report = told(waivers)
    assert said(report) == expected
    assert report.summary.waived == waived
    # What a bad waiver was meant for does not vanish: it is shown, or counted.
    assert waived or report.summary.suppressed or any("margin/floor" in line for line in expected)


def test_a_waiver_that_does_not_count_says_what_stands() -> None:
    (finding,) = told([{"subject": "quarterly-rebate/lager"}]).findings
    ((label, text),) = finding.notes
    assert label == "so this stands"
    assert text.startswith("stacked Gold incentives on Core give")
    assert [repair.say for repair in finding.help] == ["write quarterly-rebate/large"]
