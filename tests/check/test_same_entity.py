"""Two partner files of one legal entity are told; two companies with like registers are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from partnerbook.check.rules import RULES
from partnerbook.findings import Finding, Ref
from partnerbook.load import load_tree
from partnerbook.resolve import resolve
from partnerbook.rulebook import Answers
from partnerbook.source.tree import FolderTree, MemoryTree

NAME = "reference/same-entity"
BASE = FolderTree(Path(__file__).parents[1] / "programs" / "minimal")
FIRST, SECOND = "program/partners/nordwind.yml", "program/partners/nordwind-2.yml"


def judged(*changes: tuple[str, str]) -> list[Finding]:
    data = BASE.read(FIRST)
    assert isinstance(data, bytes)
    copy = data.decode()
    for old, new in changes:
        assert old in copy
        copy = copy.replace(old, new)
    files = {path: raw for path in BASE.list()[0] if isinstance(raw := BASE.read(path), bytes)}
    program, _ = resolve(load_tree(MemoryTree({**files, SECOND: copy.encode()}))[0])
    assert program is not None
    return RULES[NAME].findings(NAME, Answers(program))


@pytest.mark.parametrize("changes", [(), (("HRB 123 (Munich)", "hrb  123 (Munich)"),)])
def test_a_copied_file(changes):
    (finding,) = judged(*changes)
    assert finding.message.startswith("nordwind and nordwind-2 are one company")
    assert [place.at for place in finding.places] == [
        Ref(SECOND, "/legal/register"),
        Ref(FIRST, "/legal/register"),
    ]
    assert (str(finding.severity), finding.subject) == ("warning", "nordwind-2")


@pytest.mark.parametrize(
    "change",
    [
        ("HRB 123 (Munich)", "HRB 124 (Munich)"),
        ("Nordwind Systemhaus GmbH", "Nordwind Nord GmbH"),
        ("country: DE", "country: AT"),
    ],
)
def test_two_companies(change):
    assert judged(change) == []
