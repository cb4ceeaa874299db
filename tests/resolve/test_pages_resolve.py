"""The pages of resolve's findings: each is executed, and there is one for each finding.

The files of a page are laid over tests/programs/minimal. ``pytest --accept`` rewrites what the bad
example says.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import partnerbook.resolve

ROOM = Path(partnerbook.resolve.__file__).parent
PAGES = ROOM / "pages"
NAMES = sorted(str(page.relative_to(PAGES).with_suffix("")) for page in PAGES.rglob("*.md"))
FENCE = re.compile(
    r'^```(?P<kind>\w+)(?: title="(?P<title>[^"]+)")?\n(?P<body>.*?)^```$',
    re.MULTILINE | re.DOTALL,
)
SECTIONS = ["Why it matters", "Bad", "Good", "How to fix", "When to waive"]


def part(text: str, heading: str) -> str:
    """What stands under a heading."""
    return re.split(r"^## .+$", text, flags=re.MULTILINE)[1 + SECTIONS.index(heading)]


def said_of(make, text: str) -> list[str]:
    files = {
        fence["title"].removeprefix("program/"): fence["body"]
        for fence in FENCE.finditer(text)
        if fence["title"]
    }
    assert files, "a page shows its files"
    made = make(files)
    assert [finding.message for finding in made.shape] == []
    return [f"program/{line}" for line in made.said]


@pytest.mark.parametrize("name", NAMES)
def test_page_has_its_sections(name: str):
    text = (PAGES / f"{name}.md").read_text("utf-8")
    assert re.match(r"# \S.*\n\n", text)
    assert re.findall(r"^## (.+)$", text, flags=re.MULTILINE) == SECTIONS


@pytest.mark.parametrize("name", NAMES)
def test_the_bad_example_says_what_the_page_shows(make, name: str, request):
    path = PAGES / f"{name}.md"
    text = path.read_text("utf-8")
    bad = part(text, "Bad")
    said = "".join(f"{line}\n" for line in said_of(make, bad))
    (shown,) = (fence for fence in FENCE.finditer(bad) if fence["kind"] == "findings")
    if request.config.getoption("--accept"):
        path.write_text(text.replace(shown[0], f"```findings\n{said}```"), "utf-8")
        return
    assert shown["body"] == said
    assert re.findall(r": ([a-z/-]+): ", said) == [name] * len(said.splitlines())
    assert said


@pytest.mark.parametrize("name", NAMES)
def test_the_good_example_is_silent(make, name: str):
    text = (PAGES / f"{name}.md").read_text("utf-8")
    assert said_of(make, part(text, "Good")) == []


def test_every_finding_has_a_page_and_every_page_a_finding():
    source = "".join(path.read_text("utf-8") for path in sorted(ROOM.glob("*.py")))
    rooms = "evidence|partner|reference|standing|territory"
    emitted = set(re.findall(rf'"((?:{rooms})/[a-z-]+)"', source))
    assert emitted == set(NAMES)
