"""Commands as nobody should write them: one line that says why, the right code, no traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import jsonschema
import pytest

from partnerbook.cli import main

ROOT = Path(__file__).parents[2]
MINIMAL = str(ROOT / "tests" / "programs" / "minimal")
Call = Callable[..., tuple[int, str, str]]
COMMAND = [sys.executable, "-m", "partnerbook.cli"]
ODD: dict[str, tuple[str, int, str]] = {
    "no command": ("", 2, "usage: partnerbook [-h] [--version]"),
    "a misspelt command": ("chekc", 2, 'there is no command "chekc"; did you mean check?'),
    "an option for a command": (
        "--bogus",
        2,
        'there is no command "--bogus"; partnerbook --help lists all',
    ),
    "a misspelt option": (
        "check --outpt json",
        2,
        "there is no option --outpt; did you mean --output?",
    ),
    "half an option": ("check --out json", 2, "there is no option --out; did you mean --output?"),
    "an option of nobody": ("check --bogus", 2, "there is no option --bogus"),
    "an option without its value": ("check --as-of", 2, "--as-of: expected one argument"),
    "one word too many": ("rules margin/floor extra", 2, "rules takes no extra"),
    "no such format": ("check --output xml", 2, "--output xml: choose one of text, json, github"),
    "no file for a format": ("check --output json:", 2, "--output json: names no file behind"),
    "two formats at once": (
        "check --output json --output github",
        2,
        "--output: only one format can go to the terminal; give a file too",
    ),
    "two formats in a file": (
        "check --output json:a --output github:a",
        2,
        "--output: two formats cannot go to the same file",
    ),
    "a day that is none, in an empty folder": (
        "check --as-of bad",
        2,
        "--as-of bad: write a date as year-month-day, such as 2027-01-31",
    ),
    "a day that is none, for build": (
        "build --as-of bad --root nowhere",
        2,
        "--as-of bad: write a date",
    ),
    "a file that is not there": ("check no.yml", 2, "there is no file or folder no.yml"),
    "an empty folder": ("check", 3, "nothing to check: no program/program.yml here or in any"),
    "a root that is not there": ("check --root nowhere", 4, "there is no folder nowhere"),
    "a root that is a file": ("check --root a-file", 4, "a-file is no folder"),
    "a report into a folder": (
        f"check --root {MINIMAL} --output json:.",
        4,
        "cannot write .: Is a directory",
    ),
    "a report below a file": (
        f"check --root {MINIMAL} --output json:a-file/report.json",
        4,
        "cannot write a-file/report.json: ",
    ),
    "no such rule": ("rules nonsense", 2, 'there is no rule "nonsense"; partnerbook rules lists'),
    "half a rule": ("rules flor", 2, 'there is no rule "flor"; did you mean margin/floor?'),
    "the end of a rule": ("rules floor", 2, 'there is no rule "floor"; did you mean margin/floor?'),
    "a misspelt rule": (
        "rules margin/flor",
        2,
        'there is no rule "margin/flor"; did you mean margin/floor?',
    ),
    "the first word of a rule, misspelt": (
        "rules territory/unknwn",
        2,
        'there is no rule "territory/unknwn"; did you mean territory/unknown-place?',
    ),
    "no such port": ("serve --port 99999", 2, "--port: 99999 is no port; write a number from 1"),
    "no number for a port": ("serve --port x", 2, "--port: x is no port; write a number from 1"),
    "schemas of nothing": ("schema", 3, "nothing to check: no program/program.yml"),
}


def run(arguments: Sequence[str], folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own."""
    return subprocess.run(
        [*COMMAND, *arguments],
        cwd=folder,
        env={**os.environ, "COLUMNS": "80", **more},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Call:
    """Runs a command in an empty folder: (exit code, stdout, stderr)."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")

    def go(*arguments: str) -> tuple[int, str, str]:
        try:
            code = main(list(arguments))
        except SystemExit as left:
            code = int(left.code or 0)
        out, err = capsys.readouterr()
        return code, out, err

    return go


@pytest.mark.parametrize("name", ODD)
def test_odd(name: str, tmp_path: Path, call: Call) -> None:
    words, code, said = ODD[name]
    (tmp_path / "a-file").write_text("x")
    got, out, err = call(*words.split())
    assert (got, out) == (code, "")
    assert err.removeprefix("partnerbook: ").startswith(said)
    assert "Traceback" not in err
    assert "our mistake" not in err
    assert [path.name for path in tmp_path.iterdir()] == ["a-file"]


@pytest.mark.parametrize(
    "name",
    ["an empty folder", "a root that is not there", "a day that is none, in an empty folder"],
)
def test_programs_are_told_why_nothing_was_judged(name: str, tmp_path: Path, call: Call) -> None:
    schema = json.loads((ROOT / "schemas" / "findings.schema.json").read_text("utf-8"))
    line, code, why = ODD[name]
    words = line.split()
    got, out, err = call(*words, "--output", "json")
    report = json.loads(out)
    jsonschema.validate(report, schema)
    assert got == code
    assert report["stopped"].startswith(why)
    assert report["findings"] == []
    assert report["summary"]["files"] == 0
    assert why in err
    got, out, _ = call(*words, "--output", "github")
    assert got == code
    assert out.startswith(f"::error title=partnerbook check::{why}")
    _, out, _ = call(*words, "--output", "json:report.json")
    assert out == ""
    assert json.loads((tmp_path / "report.json").read_text("utf-8")) == report


def test_help_of_a_command(call: Call) -> None:
    assert call("help", "check")[1].startswith("usage: partnerbook check ")
    shown = call("--help")[1] + call("check", "--help")[1]
    assert [line for line in shown.split("\n") if len(line) > 80] == []


@pytest.mark.parametrize("words", [("rules",), ("--help",)])
def test_output_that_cannot_be_written(words: tuple[str, ...], tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*COMMAND, *words],
            cwd=tmp_path,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 4
    assert done.stderr == "partnerbook: cannot print: No space left on device\n"


def test_a_reader_that_leaves_does_not_change_the_verdict(tmp_path: Path) -> None:
    """A pipe closed early is no mistake, and an error stays one for whoever looks at the status."""
    tiers = tmp_path / "program" / "tiers"
    tiers.mkdir(parents=True)
    (tiers / "gold.yml").write_text("nmae: x\n")
    read, write = os.pipe()
    os.close(read)
    done = subprocess.run(
        [*COMMAND, "check", "--output", "json"],
        cwd=tmp_path,
        stdout=write,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (1, "")


def test_an_old_terminal_gets_stand_ins(tmp_path: Path) -> None:
    done = run(("rules", "margin/floor"), tmp_path, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0
    assert "excludes: \\u2026" in done.stdout


@pytest.mark.parametrize(("variable", "painted"), [({}, True), ({"NO_COLOR": "1"}, False)])
def test_colour_only_when_asked_or_on_a_terminal(
    variable: dict[str, str], painted: bool, tmp_path: Path
) -> None:
    assert "\x1b" not in run(("rules",), tmp_path, **variable).stdout
    assert "\x1b" in run(("rules", "--color", "always"), tmp_path, **variable).stdout
    assert "\x1b" not in run(("rules", "--color", "never"), tmp_path).stdout
    leader, follower = os.openpty()
    environment = {k: v for k, v in os.environ.items() if k != "NO_COLOR"}
    environment |= {"TERM": "xterm", **variable}
    subprocess.run(
        [*COMMAND, "rules", "tier/equal-rank"], stdout=follower, env=environment, check=True
    )
    os.close(follower)
    assert (b"\x1b" in os.read(leader, 100)) is painted
    os.close(leader)


def test_a_report_goes_straight_into_a_pipe_or_device(tmp_path: Path) -> None:
    """Only files are swapped in whole: what is no file is never replaced by one."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    done = run(("rules", "tier/equal-rank", "--output", "json:pipe"), tmp_path)
    said = os.read(reader, 20)
    os.close(reader)
    assert (done.returncode, done.stderr) == (0, "")
    assert said.startswith(b'{\n  "rules": [')
    assert pipe.is_fifo()


def test_a_report_through_a_link_lands_where_the_link_leads(tmp_path: Path) -> None:
    real, link = tmp_path / "real.json", tmp_path / "link.json"
    real.write_text("old")
    link.symlink_to("real.json")
    assert run(("rules", "--output", "json:link.json"), tmp_path).returncode == 0
    assert link.is_symlink()
    assert "rules" in json.loads(real.read_text("utf-8"))


def test_schemas_of_other_people_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "program").mkdir()
    folder = tmp_path / "schemas"
    folder.mkdir()
    (folder / "theirs.schema.json").write_text("{}")
    (folder / "odd.schema.json").write_bytes(b"\xff")
    (folder / "gone.schema.json").write_text('{"$id": "gone.schema.json"}')
    done = run(("schema", "--root", "."), tmp_path)
    assert done.returncode == 0
    assert (folder / "theirs.schema.json").exists()
    assert (folder / "odd.schema.json").exists()
    assert not (folder / "gone.schema.json").exists()
    assert run(("schema", "--root", ".", "--check"), tmp_path).returncode == 0


def test_schemas_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "program").mkdir()
    (tmp_path / "schemas").write_text("a file")
    done = run(("schema", "--root", "."), tmp_path)
    assert done.returncode == 4
    assert done.stderr.startswith("partnerbook: cannot write schemas/account.schema.json: ")
