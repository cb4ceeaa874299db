"""Every page of the catalogue is executed by the whole check, not only by the room it belongs to.

Bad says exactly what the page shows (pages of reading and linking are compared beside their rooms;
here they only have to speak), Good is silent. The page's files are laid over the small program in
``tests/programs/minimal``.
``pytest --accept tests/test_pages.py`` rewrites the ``findings`` fences; the diff is the review.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from tests.reading import files_of

from partnerbook.check.catalogue import catalogue
from partnerbook.check.report import Report
from partnerbook.check.run import check_tree
from partnerbook.findings import Spot
from partnerbook.load import load_tree
from partnerbook.resolve import resolve
from partnerbook.source.tree import MemoryTree

ROOT = Path(__file__).parents[1]
BASE = ROOT / "tests" / "programs" / "minimal"
APPENDED = "at the end of "
"""So begins the title of a fence that shows only what a file of the small program has more."""
SECTIONS = ["Why it matters", "Bad", "Good", "How to fix", "When to waive"]
BEFORE = "before: "
"""So begins the title of a fence with a file of the revision that the program is compared with."""
FENCE = re.compile(
    r"^```(?P<lang>\w+)(?: title=\"(?P<title>[^\"]+)\")?\n(?P<body>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
# These cannot be shown over the base program, which is text and has a frame.
IN_WORDS_ONLY = frozenset(
    {"shape/missing-file", "source/not-a-file", "source/not-utf8", "source/too-large"}
)
STAGES = ["reading", "shape", "links", "rules", "waivers"]


def section(page: str, title: str) -> str:
    """The text under one heading."""
    parts = re.split(r"^## (.+)$", page, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))[title]


def base_files() -> dict[str, bytes]:
    return files_of(BASE)


def fallback(_zone: str) -> tuple[date, str]:
    return date(2026, 11, 22), "test"


def check(files: Mapping[str, bytes], before: Mapping[str, bytes] | None = None) -> Report:
    against = None
    if before is not None:
        loaded, problems = load_tree(MemoryTree(before))
        against, links = resolve(loaded, None, "", fallback)
        assert (problems, links) == ([], [])
    return check_tree(MemoryTree(files), None, "", fallback, against=against)


def checked(body: str) -> Report:
    """The small program with the files of some examples, compared with an earlier one if shown."""
    fences = [match for match in FENCE.finditer(body) if match["title"]]
    earlier = any(match["title"].startswith(BEFORE) for match in fences)
    return check(laid_over(body), laid_over(body, BEFORE) if earlier else None)


def said(report: Report, name: str) -> list[str]:
    """The findings of one name as a page shows them."""
    lines = []
    for finding in report.findings:
        if finding.id == name:
            at = finding.places[0].at
            assert isinstance(at, Spot)
            lines.append(f"{at.file}:{at.line}:{at.column}: {finding.id}: {finding.message}")
    return lines


def laid_over(body: str, revision: str = "") -> dict[str, bytes]:
    """The files of the program, or with ``revision`` BEFORE those of the one before it."""
    files = base_files()
    fences = [match for match in FENCE.finditer(body) if match["title"]]
    assert fences, "a page shows its files in fences with a title"
    for match in fences:
        if match["title"].startswith(BEFORE) != bool(revision):
            continue
        title = match["title"].removeprefix(revision)
        name = title.removeprefix(APPENDED)
        before = files[name] if name != title else b""
        files[name] = before + match["body"].encode()
    return files


def page_path(name: str) -> Path:
    package = ROOT / "generator" / "partnerbook"
    subject, _, stem = name.partition("/")
    places = [
        package / "source" / "pages" / f"{stem}.md",
        package / "load" / "pages" / f"{stem}.md",
        package / "resolve" / "pages" / subject / f"{stem}.md",
        package / "check" / "pages" / subject / f"{stem}.md",
        package / "check" / "rules" / subject / f"{stem.replace('-', '_')}.md",
    ]
    text = catalogue()[name].page
    (found,) = [path for path in places if path.exists() and path.read_text("utf-8") == text]
    return found


NAMES = sorted(catalogue())


def test_the_base_program_is_clean() -> None:
    assert check(base_files()).findings == ()


@pytest.mark.parametrize("name", NAMES)
def test_page_has_its_sections(name: str) -> None:
    page = catalogue()[name].page
    assert page.startswith("# ")
    assert re.findall(r"^## (.+)$", page, flags=re.MULTILINE) == SECTIONS


@pytest.mark.parametrize("name", [name for name in NAMES if name not in IN_WORDS_ONLY])
def test_bad_speaks_exactly_so(name: str, request: pytest.FixtureRequest) -> None:
    body = section(catalogue()[name].page, "Bad")
    found = said(checked(body), name)
    assert found, "the bad example gives no finding of this name"
    if catalogue()[name].stage not in ("rules", "waivers"):
        return
    shown = [match for match in FENCE.finditer(body) if match["lang"] == "findings"]
    wanted = "".join(f"{line}\n" for line in found)
    if request.config.getoption("--accept"):
        path = page_path(name)
        text = path.read_text("utf-8")
        fence = f"```findings\n{wanted}```"
        if shown:
            text = text.replace(shown[0][0], fence)
        else:
            text = text.replace("\n## Good\n", f"\n{fence}\n\n## Good\n", 1)
        path.write_text(text, "utf-8")
        return
    assert [match["body"] for match in shown] == [wanted]


@pytest.mark.parametrize("name", [name for name in NAMES if name not in IN_WORDS_ONLY])
def test_good_is_silent(name: str) -> None:
    body = section(catalogue()[name].page, "Good")
    report = checked(body)
    # An example is as small as its own stage allows; later stages may want more of it.
    upto = STAGES.index(catalogue()[name].stage)
    loud = [f for f in report.findings if STAGES.index(catalogue()[f.id].stage) <= upto]
    assert [f"{f.id}: {f.message}" for f in loud] == []
