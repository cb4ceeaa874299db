"""Every page of this room is executed, by listing and parsing alone: Bad says so, Good is silent.

`pytest --accept` writes what the program says now into the pages.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import partnerbook.source
from partnerbook.findings import Finding, Spot
from partnerbook.source.csv_text import parse_csv
from partnerbook.source.tree import MemoryTree
from partnerbook.source.yaml_text import parse

ROOM = Path(partnerbook.source.__file__).parent
PAGES = sorted((ROOM / "pages").glob("*.md"))
HEADINGS = ["Why it matters", "Bad", "Good", "How to fix", "When to waive"]
FENCE = re.compile(r'^```(?:yaml|csv) title="([^"]+)"\n(.*?)^```$', re.MULTILINE | re.DOTALL)
SAID = re.compile(r"(^```findings\n)(.*?)(^```$)", re.MULTILINE | re.DOTALL)
COLUMNS = ("sku", "price", "per")
# What cannot be shown as text in a page, and the test that shows it instead.
IN_WORDS_ONLY = {
    "not-utf8": "test_yaml_text.py",
    "too-large": "test_yaml_text.py",
    "not-a-file": "test_tree.py",
}


def _section(page: str, heading: str) -> str:
    return re.split(r"^## .*\n", page.split(f"\n## {heading}\n")[1], flags=re.MULTILINE)[0]


def _findings(section: str) -> list[Finding]:
    """What listing and then parsing every fenced file says."""
    files = {path: text.encode() for path, text in FENCE.findall(section)}
    assert files
    tree = MemoryTree(files)
    paths, findings = tree.list()
    for path in paths:
        data = tree.read(path)
        assert isinstance(data, bytes)
        said = parse_csv(path, data, COLUMNS) if path.endswith(".csv") else parse(path, data)
        findings = findings + said[1]
    return findings


def _line(finding: Finding) -> str:
    at = finding.places[0].at
    assert isinstance(at, Spot)
    return f"{at.file}:{at.line}:{at.column}: {finding.id}: {finding.message}\n"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_has_its_form(path):
    page = path.read_text("utf-8")
    assert re.match(r"# \w.*[^.]\n\n\w", page)
    assert re.findall(r"^## (.*)$", page, re.MULTILINE) == HEADINGS
    assert max(len(line) for line in FENCE.sub("", SAID.sub("", page)).split("\n")) <= 100


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_bad_speaks_and_good_is_silent(path, pytestconfig):
    page = path.read_text("utf-8")
    assert [_line(finding) for finding in _findings(_section(page, "Good"))] == []
    bad = _section(page, "Bad")
    if path.stem in IN_WORDS_ONLY:
        assert "```" not in bad
        return
    findings = _findings(bad)
    said = "".join(_line(finding) for finding in findings)
    if pytestconfig.getoption("--accept"):
        page = SAID.sub(lambda hit: hit[1] + said + hit[3], page)
        path.write_text(page, "utf-8")
    (expected,) = SAID.findall(page)
    assert expected[1] == said
    assert {finding.id for finding in findings} == {f"source/{path.stem}"}


@pytest.mark.parametrize(("name", "test"), IN_WORDS_ONLY.items())
def test_what_a_page_cannot_show_is_shown_by_a_test(name, test):
    here = Path(__file__).parent
    shown = (here / test).read_text("utf-8") + (here / "yaml_door.txt").read_text("utf-8")
    assert f"{name}:" in shown


def _names(path: Path) -> set[str]:
    """The names of the findings that a module makes."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            function = node.func
            called = function.attr if isinstance(function, ast.Attribute) else ""
            called = function.id if isinstance(function, ast.Name) else called
            name = str(node.args[0].value)
            if called in {"finding", "named"}:
                names.add(name)
            elif called == "Finding":
                names.add(name.removeprefix("source/"))
    return names


def test_every_finding_of_this_room_has_a_page_and_every_page_a_finding():
    found = set().union(*(_names(path) for path in ROOM.glob("*.py")))
    assert found == {path.stem for path in PAGES}
