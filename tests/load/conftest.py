"""What the tests of this room share: loading small programs, and findings as a user reads them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from partnerbook.findings import Ref
from partnerbook.load import load_tree
from partnerbook.source.tree import MemoryTree

DOCUMENTS = Path(__file__).parent / "documents"
FRAME = (DOCUMENTS / "program.yml").read_bytes()


@pytest.fixture(scope="session")
def said() -> Callable[[Mapping[str, str]], list[str]]:
    """Files besides a good program.yml → the findings, as `path:line:col: id: message`."""

    def lines(files: Mapping[str, str]) -> list[str]:
        tree = MemoryTree({"program/program.yml": FRAME, **_bytes(files)})
        loaded, findings = load_tree(tree)
        out = []
        for finding in findings:
            at = finding.places[0].at
            spot = loaded.spot(at) if isinstance(at, Ref) else at
            where = f"{spot.file.removeprefix('program/')}:{spot.line}:{spot.column}"
            out.append(f"{where}: {finding.id.removeprefix('shape/')}: {finding.message}")
        return out

    return lines


@pytest.fixture(scope="session")
def document() -> Callable[[str], str]:
    """The text of one of the good documents beside the tests."""

    def text(name: str) -> str:
        return (DOCUMENTS / f"{name}.yml").read_text(encoding="utf-8")

    return text


def _bytes(files: Mapping[str, str]) -> dict[str, bytes]:
    return {f"program/{path}": text.encode() for path, text in files.items()}
