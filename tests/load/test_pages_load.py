"""Every page of this room is executed: its bad example gives its findings, its good one none.

`pytest --accept` writes what the program says now into the pages.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import partnerbook.load
from partnerbook.findings import Finding, Ref
from partnerbook.load import Loaded, load_tree
from partnerbook.source.tree import MemoryTree

PAGES = sorted((Path(partnerbook.load.__file__).parent / "pages").glob("*.md"))
HEADINGS = ["Why it matters", "Bad", "Good", "How to fix", "When to waive"]
FENCE = re.compile(r'^```(?:yaml|csv) title="([^"]+)"\n(.*?)^```$', re.MULTILINE | re.DOTALL)
SAID = re.compile(r"(^```findings\n)(.*?)(^```$)", re.MULTILINE | re.DOTALL)
FRAME = (Path(__file__).parent / "documents" / "program.yml").read_bytes()
FRAME_PATH = "program/program.yml"


def _section(page: str, heading: str) -> str:
    return re.split(r"^## .*\n", page.split(f"\n## {heading}\n")[1], flags=re.MULTILINE)[0]


def _loaded(section: str, *, frame: bool) -> tuple[Loaded, list[Finding]]:
    files = {path: text.encode() for path, text in FENCE.findall(section)}
    assert files
    return load_tree(MemoryTree({FRAME_PATH: FRAME, **files} if frame else files))


def _lines(loaded: Loaded, findings: list[Finding]) -> str:
    out = []
    for finding in findings:
        at = finding.places[0].at
        spot = loaded.spot(at) if isinstance(at, Ref) else at
        out.append(f"{spot.file}:{spot.line}:{spot.column}: {finding.id}: {finding.message}\n")
    return "".join(out)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_says_what_happens(path, pytestconfig):
    page = path.read_text(encoding="utf-8")
    assert page.startswith("# ")
    assert re.findall(r"^## (.*)$", page, re.MULTILINE) == HEADINGS
    frame = path.stem != "missing-file"
    bad = _section(page, "Bad")
    said = _lines(*_loaded(bad, frame=frame))
    if pytestconfig.getoption("--accept"):
        page = SAID.sub(lambda hit: hit[1] + said + hit[3], page)
        path.write_text(page, encoding="utf-8")
    (expected,) = SAID.findall(page)
    assert said == expected[1]
    assert f": shape/{path.stem}: " in said
    assert _lines(*_loaded(_section(page, "Good"), frame=frame)) == ""


def test_every_finding_of_this_room_has_a_page():
    room = Path(partnerbook.load.__file__).parent
    named = {
        name
        for path in room.glob("*.py")
        for name in re.findall(
            r'(?:shape|_said|_about|_wrong)\(\s*(?:case,\s*)?"([a-z-]+)"', path.read_text("utf-8")
        )
    }
    assert named == {path.stem for path in PAGES}
