"""The sample, read once, and small programs: the minimal one with a few files laid over it."""

from __future__ import annotations

import csv
import io
import json
import shlex
from collections.abc import Callable, Mapping
from pathlib import Path

import jsonschema
import pytest

from partnerbook.check.report import Report
from partnerbook.check.run import check_tree
from partnerbook.cli import explain, main
from partnerbook.cli.root import fallback_as_of
from partnerbook.load import Loaded
from partnerbook.render.reports.explain_frame import Frame
from partnerbook.render.reports.ink import width
from partnerbook.resolve.opening import open_program
from partnerbook.resolve.program import Program
from partnerbook.rulebook import Answers
from partnerbook.source.tree import Tree

MINIMAL = Path(__file__).resolve().parents[1] / "programs" / "minimal" / "program"
EXPECTED = Path(__file__).parent / "expected"
SCHEMAS = Path(__file__).resolve().parents[2] / "schemas"
Golden = Callable[[str, str, Path], None]
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
def frame(opened: tuple[Program, Loaded]) -> Frame:
    """The sample, as answers show it."""
    return Frame(*opened, 0, (), ())


@pytest.fixture(scope="session")
def report(good: Tree, known: Answers) -> Report:
    return check_tree(good, None, "", fallback_as_of, known)


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


@pytest.fixture
def golden(run: Run, tmp_path: Path, request: pytest.FixtureRequest) -> Golden:
    """Asks, compares what is printed with a file, and looks at the other forms."""

    def compared(name: str, command: str, root: Path) -> None:
        arguments = [*shlex.split(command), "--root", str(root)]
        code, out, err = run("explain", *arguments)
        out = out.replace(str(root), "ROOT")
        text = f"$ partnerbook explain {command}\n{out}{err}exit {code}\n"
        path = EXPECTED / f"{name}.txt"
        if request.config.getoption("--accept"):
            path.write_text(text, "utf-8")
        assert text == path.read_text("utf-8")
        assert [line for line in out.splitlines() if width(line) > 80] == []
        assert "may not" not in out
        other_forms(run, arguments, tmp_path)

    return compared


def other_forms(run: Run, arguments: list[str], folder: Path) -> None:
    """The same answer for programs is what its schema says, and a table of even rows."""
    for form in ("json", "csv"):
        run("explain", *arguments, "--output", f"{form}:{folder / form}")
    data = json.loads((folder / "json").read_text("utf-8"))
    kind = arguments[0]
    if kind == "rights" and "--partner" in arguments:
        kind = "partner"
    if kind == "coverage" and "--applicant" in arguments:
        kind = "applicant"
    schema = json.loads((SCHEMAS / f"explain-{kind}.schema.json").read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(data)
    text = (folder / "csv").read_bytes().decode()
    head, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert text.endswith("\r\n")
    assert {len(row) for row in rows} <= {len(head)}
    assert all(row[-1] == data["program"]["as_of"] for row in rows)
