"""Programs for the appendices: the minimal one with changes laid over it, and the whole sample."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest
from tests.reading import files_of

from partnerbook.load import load_tree
from partnerbook.render.appendix import appendix_set
from partnerbook.render.appendix.model import AppendixSet, Row, phrases_of
from partnerbook.resolve import resolve
from partnerbook.resolve.program import Program
from partnerbook.source.tree import MemoryTree

ROOT = Path(__file__).parents[3]


def built(files: Mapping[str, bytes], as_of: date | None = None) -> Program:
    """The program of these files, which must be sound."""
    loaded, shape = load_tree(MemoryTree(dict(files)))
    assert [finding.message for finding in shape] == []
    program, findings = resolve(loaded, as_of)
    assert [finding.message for finding in findings] == []
    assert program is not None
    return program


@pytest.fixture(scope="session")
def make() -> Callable[..., Program]:
    """``make({"tiers/gold.yml": text}, as_of=…)``: the minimal program with these files changed."""
    base = files_of(ROOT / "tests" / "programs" / "minimal")

    def made(changes: Mapping[str, str | None] | None = None, as_of: date | None = None) -> Program:
        files = dict(base)
        for name, text in (changes or {}).items():
            if text is None:
                del files[f"program/{name}"]
            else:
                files[f"program/{name}"] = text.encode()
        return built(files, as_of)

    return made


@pytest.fixture(scope="session")
def text_of() -> Callable[[str], str]:
    """The text of a file of the minimal program, to be changed."""
    base = files_of(ROOT / "tests" / "programs" / "minimal")
    return lambda name: base[f"program/{name}"].decode()


@pytest.fixture(scope="session")
def build() -> Callable[..., Program]:
    """``build(files, as_of)``: the program of these files, which must be sound."""
    return built


@pytest.fixture(scope="session")
def sample_files() -> dict[str, bytes]:
    """The files of the sample program."""
    return {path: data for path, data in files_of(ROOT).items() if path.startswith("program/")}


@pytest.fixture(scope="session")
def sample(sample_files) -> Program:
    return built(sample_files)


@pytest.fixture(scope="session")
def sets(sample) -> dict[str, AppendixSet]:
    """The appendices of all partners of the sample that have an agreement in force."""
    found = {name: appendix_set(sample, name, sample.as_of) for name in sample.partners}
    return {name: document for name, document in found.items() if document is not None}


@pytest.fixture(scope="session")
def told() -> Callable[[AppendixSet, str], list[str]]:
    """``told(document, "B.1")``: the lines of a clause; cells of a table joined with ``|``."""

    def lines(document: AppendixSet, number: str) -> list[str]:
        (clause,) = [
            clause
            for schedule in document.schedules
            for clause in schedule.clauses
            if clause.number == number
        ]
        said = [clause.title.text]
        for block in clause.blocks:
            for piece in phrases_of(block):
                cells = piece.cells if isinstance(piece, Row) else (piece,)
                said.append(" | ".join(cell.text for cell in cells))
        return said

    return lines
