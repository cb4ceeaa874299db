"""One thing is changed in the sample to something wrong; the check says exactly what it should.

The table is ``sample_mistakes.txt``: blocks of a title (#), a file, the lines to take out (-) and
to put in (+), and then what the check says: its findings (>) and how many more only follow from
them, and the rules that were not asked (~). ``pytest --accept`` rewrites > and ~.
"""

from __future__ import annotations

import fcntl
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from partnerbook.check import repairs
from partnerbook.check.edits import changed_files
from partnerbook.check.outcome import examine
from partnerbook.check.report import Report
from partnerbook.check.run import check_tree
from partnerbook.findings import Finding, Spot
from partnerbook.load import load_tree
from partnerbook.render.reports import text
from partnerbook.render.reports.ink import Ink, width
from partnerbook.render.reports.json import render
from partnerbook.rulebook import Answers
from partnerbook.source.overlay import Overlay
from partnerbook.source.tree import Tree

EXAMPLE = "margin/worked-example"
TABLE = Path(__file__).parent / "sample_mistakes.txt"
ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Mistake:
    """One block of the table."""

    title: str
    path: str
    old: str
    new: str
    said: tuple[str, ...]

    @property
    def is_tried(self) -> bool:
        """Whether its repairs cost no deals to be worked out, or it stands for those that do."""
        dear = any(f" {room}/" in line for room in ("margin", "tier") for line in self.said[:1])
        return not dear or self.title.endswith("!")

    def text(self, good: str) -> str:
        """The whole file with the mistake in it."""
        assert f"\n{good}".count(f"\n{self.old}\n") == 1, "the lines to take out are there once"
        return f"\n{good}".replace(f"\n{self.old}\n", f"\n{self.new}\n")[1:]


def table() -> list[Mistake]:
    head, *blocks = TABLE.read_text("utf-8").strip("\n").split("\n\n")
    assert all(line.startswith("#") for line in head.splitlines())
    return [mistake(block) for block in blocks]


def mistake(block: str) -> Mistake:
    title, path, *lines = block.split("\n")
    old, new = ("\n".join(line[1:] for line in lines if line[0] == sign) for sign in "-+")
    said = tuple(line for line in lines if line[0] in ">~")
    return Mistake(title.removeprefix("# "), f"program/{path}", old, new, said)


MISTAKES = table()


def checked(tree: Tree, known: Answers) -> Report:
    return check_tree(tree, None, "", lambda _zone: (date(2026, 11, 22), "test"), known)


def contents(tree: Tree) -> dict[str, bytes | Finding]:
    return {path: tree.read(path) for path in tree.list()[0]}


def text_of(tree: Tree, path: str) -> str:
    data = tree.read(path)
    assert isinstance(data, bytes)
    return data.decode()


def said(report: Report) -> tuple[str, ...]:
    """What a report says, as the table has it."""
    lines = []
    for finding in report.findings:
        at = finding.places[0].at
        assert isinstance(at, Spot)
        where = f"{at.file.removeprefix('program/')}:{at.line}:{at.column}"
        lines.append(f"> {where}: {finding.severity} {finding.id}: {finding.message}")
    follow = f"{report.summary.suppressed} follow" if report.summary.suppressed else ""
    unjudged = ", ".join(report.summary.unjudged) if report.program else "anything else"
    more = "; ".join(filter(None, (follow, unjudged and f"not judged: {unjudged}")))
    return (*lines, *([f"~ {more}"] if more else []))


@pytest.mark.parametrize("row", MISTAKES, ids=lambda row: row.title)
def test_one_mistake(
    row: Mistake,
    good: Tree,
    near: Callable[[Tree], Answers],
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if not row.is_tried:
        monkeypatch.setattr(repairs, "MOST_EFFORT", 0)
    tree = broken(row, good)
    report = checked(tree, near(tree))
    found = said(report)
    if request.config.getoption("--accept"):
        accept(row, found)
        return
    assert found == row.said
    # Beside a warning examples say what comes out now, and several may change with one number.
    blamed = [one for one in report.findings if one.id != EXAMPLE] or report.findings
    assert len(blamed) == 1 or {one.id for one in blamed} == {EXAMPLE}
    lines = text.render(report, Ink()).split("\n")
    # A subject that a waiver would cite is never broken, however long it is.
    # Nor is what a repair would write.
    kept = [line for line in lines if not line.startswith("  + ")]
    assert max(width(line) for line in kept if "subject: " not in line) <= 80
    mends(tree, report, good, near)
    dos = {row.path: text_of(tree, row.path).replace("\n", "\r\n").encode()}
    other, _ = load_tree(Overlay(good, dos))
    for repair in (repair for finding in blamed for repair in finding.help):
        # The edits do the same to a file with the line ends of Windows, and leave no others in it.
        for path, mended in changed_files(report.loaded, repair.edits).items():
            wanted = mended.replace("\n", "\r\n") if path == row.path else mended
            assert changed_files(other, repair.edits)[path] == wanted, repair.say


def mends(tree: Tree, report: Report, good: Tree, near: Callable[[Tree], Answers]) -> None:
    """The published edits, made as an editor would, leave good files without any finding.

    Rules that could not be asked before are not asked now: they may find the repair wrong, as in
    "remove one of the two" where both were meant.
    """
    findings = json.loads(render(report))["findings"]
    blamed = [finding for finding in findings if finding["id"] != EXAMPLE] or findings
    first = [next((one for one in finding["help"] if one["edits"]), None) for finding in blamed]
    if all(first):
        mended = tree
        for repair in filter(None, first):
            mended = Overlay(mended, applied(mended, repair["edits"]))
        if contents(mended) == contents(good):
            return  # The sample itself, in which ``known`` makes sure that nothing is found.
        after = examine(mended, None, "", None, near(mended), skip=report.summary.unjudged)
        # A number that may be written is not always the one that an example expects; and a repair
        # may warn of what it brings.
        told = " ".join(repair["loses"] for repair in filter(None, first))
        left = [one for one in after.standing if one.id != EXAMPLE]
        assert [one for one in left if one.id not in told] == [], first


def broken(row: Mistake, good: Tree) -> Tree:
    """The sample with the mistake in it."""
    return Overlay(good, {row.path: row.text(text_of(good, row.path)).encode()})


def applied(tree: Tree, edits: list[dict[str, Any]]) -> dict[str, bytes]:
    """The files after the edits of the published JSON form, as an editor would make them."""
    texts: dict[str, list[str]] = {}
    for edit in sorted(edits, key=lambda e: (e["from"]["line"], e["from"]["column"]), reverse=True):
        path, start, end = edit["file"], edit["from"], edit["to"]
        lines = texts.setdefault(path, text_of(tree, path).split("\n"))
        head = lines[start["line"] - 1][: start["column"] - 1]
        tail = lines[end["line"] - 1][end["column"] - 1 :]
        lines[start["line"] - 1 : end["line"]] = [head + edit["text"] + tail]
    return {path: "\n".join(lines).encode() for path, lines in texts.items()}


def accept(row: Mistake, found: tuple[str, ...]) -> None:
    with TABLE.open("r+", encoding="utf-8") as file:
        # Several workers write it.
        fcntl.flock(file, fcntl.LOCK_EX)
        whole = file.read()
        head = f"# {row.title}\n"
        assert whole.count(head) == 1, "titles are unique"
        start = whole.index(head)
        end = whole.find("\n\n", start)
        block = whole[start : end if end >= 0 else len(whole)].rstrip("\n")
        kept = [line for line in block.split("\n") if line[0] not in ">~"]
        file.seek(0)
        file.truncate()
        file.write(whole.replace(block, "\n".join([*kept, *found])))


def test_the_table_is_wide_enough() -> None:
    titles = [row.title for row in MISTAKES]
    assert len(titles) == len(set(titles))
    assert len(titles) >= 100
