"""A partner's own page about its tier: exact text, and nothing of anybody else in it."""

from __future__ import annotations

from pathlib import Path

import pytest

from partnerbook.load import load_tree
from partnerbook.render.sheets import standing_sheets
from partnerbook.resolve import resolve
from partnerbook.resolve.program import Program
from partnerbook.source.tree import FolderTree

PROGRAMS = Path(__file__).parents[1] / "programs"


def program_of(root: Path) -> Program:
    program, _ = resolve(load_tree(FolderTree(root))[0])
    assert program is not None
    return program


@pytest.mark.parametrize(
    ("name", "partner"),
    [
        ("three-criteria", "vector-eleven"),
        ("three-criteria", "nobody-won"),
        ("points-with-a-minimum", "only-sales"),
        ("review-round", "own-wish"),
    ],
)
def test_the_page_of_a_partner(name: str, partner: str, request: pytest.FixtureRequest) -> None:
    said = standing_sheets(program_of(PROGRAMS / name))[f"{partner}/standing.md"].decode()
    path = PROGRAMS / name / "expected" / f"standing-{partner}.md"
    if request.config.getoption("--accept"):
        path.write_text(said, "utf-8")
        return
    assert said == path.read_text("utf-8")


def test_nobody_reads_of_anybody_else(sample_root: Path) -> None:
    program = program_of(sample_root)
    sheets = standing_sheets(program)
    assert len(sheets) == len(program.partners)
    for path, data in sheets.items():
        text = data.decode()
        assert "program/" not in text
        assert ".csv" not in text
        own = path.partition("/")[0]
        for other in program.partners.values():
            assert other.id == own or other.name not in text


def test_where_nothing_is_measured_there_is_no_page() -> None:
    assert standing_sheets(program_of(PROGRAMS / "minimal")) == {}
