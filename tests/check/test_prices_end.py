"""A price list that ends, and nothing after it: the repair lets it go on."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from partnerbook.check.edits import changed_files
from partnerbook.check.report import Report
from partnerbook.check.run import check_tree
from partnerbook.source.tree import FolderTree, MemoryTree

MINIMAL = Path(__file__).parents[1] / "programs" / "minimal"
LIST = "program/prices/europe.yml"


def checked(files: dict[str, bytes]) -> Report:
    return check_tree(MemoryTree(files), None, "", lambda _: (date(2026, 11, 22), "test"))


def test_the_end_of_a_list_is_taken_out() -> None:
    base = FolderTree(MINIMAL)
    files = {path: data for path in base.list()[0] if isinstance(data := base.read(path), bytes)}
    files[LIST] += b"through: 2026-12-31\n"
    report = checked(files)
    (finding,) = report.findings
    assert finding.id == "margin/unpriced"
    first, second = finding.help
    assert first.say == "take the end out, if no other list takes its place"
    assert (second.say, second.edits) == ("or correct the list, or add the prices", ())
    changed = changed_files(report.loaded, first.edits)
    assert "through" not in changed[LIST]
    assert not checked(files | {path: text.encode() for path, text in changed.items()}).findings
