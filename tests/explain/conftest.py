"""The sample, read once, and small programs: the minimal one with a few files laid over it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from partnerbook.check.report import Report
from partnerbook.cli import explain, main
from partnerbook.cli.check import checked
from partnerbook.load import Loaded
from partnerbook.resolve.opening import open_program
from partnerbook.resolve.program import Program

MINIMAL = Path(__file__).resolve().parents[1] / "programs" / "minimal" / "program"
Run = Callable[..., tuple[int, str, str]]
Write = Callable[[Mapping[str, str]], Path]


@pytest.fixture(scope="session")
def opened(sample_root: Path) -> tuple[Program, Loaded]:
    program, loaded, findings = open_program(sample_root)
    assert program is not None
    assert [finding.message for finding in findings] == []
    return program, loaded


@pytest.fixture(scope="session")
def sample(opened: tuple[Program, Loaded]) -> Program:
    return opened[0]


@pytest.fixture(scope="session")
def report(sample_root: Path) -> Report:
    return checked(sample_root, None)


@pytest.fixture
def checked_once(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every question about the sample is answered from one check."""
    monkeypatch.setattr(explain, "checked", lambda *_: report)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes the minimal program with these files; text for program.yml goes to its end."""

    def written(files: Mapping[str, str]) -> Path:
        for path in MINIMAL.rglob("*.*"):
            target = tmp_path / "program" / path.relative_to(MINIMAL)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
        for name, text in files.items():
            target = tmp_path / "program" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            before = target.read_text("utf-8") if name == "program.yml" else ""
            target.write_text(before + text, "utf-8")
        return tmp_path

    return written


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in this process: (exit code, stdout, stderr)."""

    def go(*arguments: str) -> tuple[int, str, str]:
        try:
            code = main(list(arguments))
        except SystemExit as left:
            code = int(left.code or 0)
        out, err = capsys.readouterr()
        return code, out, err

    return go
