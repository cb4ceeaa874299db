"""One right that meets many: a person reads of the first few, a machine of all of them."""

from __future__ import annotations

from datetime import date

import pytest

from partnerbook.check.report import Report
from partnerbook.check.run import check_tree
from partnerbook.render.reports import github, text
from partnerbook.render.reports.ink import Ink
from partnerbook.render.reports.json import as_data
from partnerbook.rulebook import Answers
from partnerbook.source.overlay import Overlay
from partnerbook.source.tree import Tree

MUELLER = "program/partners/mueller-soehne.yml"
RULE = "territory/exclusive-overlap"


@pytest.fixture(scope="module")
def report(good: Tree, known: Answers) -> Report:
    """The sample, in which one partner gets all of Europe for itself."""
    data = good.read(MUELLER)
    assert isinstance(data, bytes)
    said = data.replace(b"grant_kind: non-", b"grant_kind: ").replace(b"[DE]", b"[europe]")
    assert said != data
    tree = Overlay(good, {MUELLER: said})
    return check_tree(tree, None, "", lambda _: (date(2026, 11, 22), "test"), known)


def test_json_lists_every_place_and_every_subject(report: Report) -> None:
    (found,) = (one for one in as_data(report)["findings"] if one["id"] == RULE)
    notes = {note["label"]: note["text"] for note in found["notes"]}
    subjects = notes["to waive"].removeprefix("one waiver each, subject: ").split("; ")
    assert len(found["places"]) == 1 + len(subjects) == 23
    assert len(set(subjects)) == 22
    assert all(subject.startswith("mueller-soehne/germany ") for subject in subjects)
    assert {name for name in notes if name.startswith("with ")} == {
        f"with {place['label'].partition(': ')[0]}" for place in found["places"][1:]
    }


def test_people_read_of_the_first_five(report: Report) -> None:
    lines = text.render(report, Ink()).split("\n\n")[0].split("\n")
    assert lines[0].startswith(f"error[{RULE}]")
    assert sum(line.startswith("  ::: program/") for line in lines) == 5
    assert "  ::: and 17 more places; --output json lists them all" in lines
    assert sum(line.startswith("   = with ") for line in lines) == 5
    cited = [line.strip() for line in lines if "subject: " in line]
    assert cited[-1] == "subject: mueller-soehne/germany donaublick/austria-public"
    assert len(cited) == 5
    assert lines[lines.index(f"               {cited[-1]}") + 1].strip() == "and 17 more"
    assert "and 16 more" in github.render(report).split("\n")[0]


def test_each_way_out_says_who_loses_what(report: Report) -> None:
    (found,) = (one for one in report.findings if one.id == RULE)
    opened, limited = found.help
    name = "Müller & Söhne Anlagentechnik GmbH & Co. KG"
    maintain = "Austria × Corvenna Maintain × Public sector"
    assert opened.say == f"make mueller-soehne/germany non-exclusive and carve {maintain} out of it"
    assert opened.loses == f"{name} no longer has it alone and loses {maintain} for good"
    assert limited.say == (
        "limit mueller-soehne/germany to the places that nobody else holds: Albania, Andorra,"
        " Belarus, Bosnia & Herzegovina, Bulgaria and 27 more"
    )
    assert limited.loses == f"{name} loses Austria, Belgium, Czechia, Denmark, Finland and 15 more"
