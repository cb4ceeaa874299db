"""``partnerbook check`` as people and CI meet it: exit codes, streams, formats, hostile folders."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from partnerbook.cli import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command in this process: (exit code, stdout, stderr)."""

    def go(*arguments: str) -> tuple[int, str, str]:
        try:
            code = main(list(arguments))
        except SystemExit as left:
            code = int(left.code or 0)
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return code, out, err

    return go


@pytest.fixture
def sample(sample_root: Path, tmp_path: Path) -> Path:
    """A copy of the sample program that a test may break."""
    shutil.copytree(sample_root / "program", tmp_path / "program")
    return tmp_path


def test_the_sample_is_clean_in_several_outputs_at_once(
    run: Run, sample_root: Path, tmp_path: Path
) -> None:
    target = tmp_path / "report.json"
    code, out, err = run(
        "check", "--root", str(sample_root), "--output", "text", "--output", f"json:{target}"
    )
    assert (code, err) == (0, "")
    assert "no findings" in out or "1 waived" in out
    assert "as of 2026-11-22 (as_of in program/program.yml)" in out
    report = json.loads(target.read_text("utf-8"))
    schema = json.loads((sample_root / "schemas/findings.schema.json").read_text("utf-8"))
    jsonschema.validate(report, schema)
    assert report["summary"]["errors"] == 0


def test_an_empty_folder_is_never_green(run: Run, tmp_path: Path) -> None:
    code, out, err = run("check", "--root", str(tmp_path))
    assert code == 3
    assert out == ""
    assert "nothing to check" in err


def test_an_empty_program_folder_is_never_green(run: Run, tmp_path: Path) -> None:
    (tmp_path / "program").mkdir()
    code, _, err = run("check", "--root", str(tmp_path))
    assert code == 3
    assert "nothing to check" in err


def test_a_missing_root_is_unreachable(run: Run, tmp_path: Path) -> None:
    assert run("check", "--root", str(tmp_path / "nowhere"))[0] == 4


@pytest.mark.parametrize(
    "arguments",
    [
        ("chekc",),
        ("check", "--as-of", "2026-02-30"),
        ("check", "--as-of", "tomorrow"),
        ("check", "--output", "xml"),
        ("check", "no/such/file.yml"),
        ("rules", "margin/flor"),
        (),
    ],
)
def test_wrong_usage_is_2_and_says_why(
    run: Run, sample_root: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.chdir(sample_root)
    code, out, err = run(*arguments)
    assert code == 2
    assert out + err


def test_a_misspelt_command_is_guessed(run: Run) -> None:
    assert "did you mean check?" in run("chekc")[2]


def test_paths_only_filter_what_is_shown(run: Run, sample: Path) -> None:
    tier, territory = sample / "program/tiers/gold.yml", sample / "program/territories/dach.yml"
    tier.write_text(tier.read_text("utf-8").replace("rank: 3", "rank: three"), "utf-8")
    territory.write_text(territory.read_text("utf-8").replace(", CH", ", CX9", 1), "utf-8")
    root = ("--root", str(sample))
    _, everything, _ = run("check", *root)
    assert "tiers/gold.yml" in everything
    code, shown, _ = run("check", *root, str(territory))
    assert code == 1
    assert "territories/dach.yml" in shown
    assert "--> program/tiers/gold.yml" not in shown
    # Filtering hides findings, never the verdict.
    code, shown, hidden = run("check", *root, str(sample / "program/tiers/silver.yml"))
    assert code == 1
    assert "-->" not in shown
    assert "more in other files are not shown" in hidden


def test_json_follows_its_published_schema(run: Run, sample: Path, sample_root: Path) -> None:
    schema = json.loads((sample_root / "schemas/findings.schema.json").read_text("utf-8"))
    minimal = str(sample_root / "tests/programs/minimal")
    code, out, _ = run("check", "--root", minimal, "--output", "json")
    assert code == 0
    jsonschema.validate(json.loads(out), schema)
    tier = sample / "program/tiers/gold.yml"
    tier.write_text(tier.read_text("utf-8").replace("rank:", "rnak:", 1), "utf-8")
    code, out, _ = run("check", "--root", str(sample), "--output", "json")
    report = json.loads(out)
    assert code == 1
    jsonschema.validate(report, schema)
    assert report["summary"]["errors"] >= 1
    assert report["findings"][0]["places"][0]["file"] == "program/tiers/gold.yml"


def test_github_annotations_are_escaped_and_placed(run: Run, sample: Path) -> None:
    tier = sample / "program/tiers/gold.yml"
    tier.write_text(tier.read_text("utf-8").replace("rank: 3", "rank: 100%"), "utf-8")
    code, out, _ = run("check", "--root", str(sample), "--output", "github")
    assert code == 1
    assert "::error file=program/tiers/gold.yml,line=" in out
    assert "100%25" in out


HOSTILE: list[tuple[str, bytes]] = [
    ("brackets", b"a: " + b"[" * 50_000),
    ("braces", b"{" * 50_000),
    ("bomb", b"a: &a [x]\nb: *a\n"),
    ("merge", b"a: {b: c}\n<<: {d: e}\n"),
    ("tag", b"a: !!python/object/apply:os.system [ls]\n"),
    ("duplicate", b"name: a\nname: b\n"),
    ("empty", b""),
    ("comment", b"# nothing\n"),
    ("null", b"name: null\n"),
    ("nothing", b"name:\n"),
    ("two", b"a: b\n---\nc: d\n"),
    ("latin", b"name: M\xfcller\n"),
    ("utf16", "name: x\n".encode("utf-16")),
    ("nul", b"name: a\x00b\n"),
    ("tab", b"a:\n\tb: c\n"),
    ("nel", "name: a\u0085evil: b\n".encode()),
    ("separator", "name: a\u2028b\n".encode()),
    ("bidi", "name: a\u202eb\n".encode()),
    ("invisible", "name: a\u200bb\n".encode()),
    ("list", b"- a\n- b\n"),
    ("text", b"just words\n"),
    ("compact", b"- - - - a\n"),
    ("star", b"products: [*]\n"),
    ("directive", b"%YAML 1.1\n---\na: b\n"),
    ("big", b"name: " + b"x" * (1024 * 1024 + 1) + b"\n"),
    ("digits", b"rank: " + b"9" * 100_000 + b"\n"),
    ("unknown", b"nmae: x\n"),
    ("number", b"name: 40\n"),
    ("quote", b"name: 'x\n"),
    ("colon", b"name: a: b\n"),
]


def test_a_hundred_hostile_files_each_have_their_finding(run: Run, tmp_path: Path) -> None:
    folders = ("tiers", "partners", "territories", "incentives")
    wanted = set()
    for folder in folders:
        (tmp_path / "program" / folder).mkdir(parents=True)
        for name, data in HOSTILE:
            path = tmp_path / "program" / folder / f"{name}-{folder}.yml"
            path.write_bytes(data)
            wanted.add(path.relative_to(tmp_path).as_posix())
    special = tmp_path / "program" / "products"
    special.mkdir()
    os.mkfifo(special / "pipe.yml")
    (special / "link.yml").symlink_to("nowhere.yml")
    (special / "folder.yml").mkdir()
    (special / "folder.yml" / "inside.yml").write_text("a: b\n")
    wanted |= {f"program/products/{name}.yml" for name in ("pipe", "link", "folder")}
    assert len(wanted) > 100
    code, out, _ = run("check", "--root", str(tmp_path), "--output", "json")
    assert code == 1
    found = {
        place["file"] for finding in json.loads(out)["findings"] for place in finding["places"]
    }
    assert wanted - found == set()


def test_a_bug_of_ours_is_short_and_exits_70(
    run: Run, sample_root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("planted")

    monkeypatch.setattr("partnerbook.check.outcome.load_tree", broken)
    code, out, err = run("check", "--root", str(sample_root))
    assert (code, out) == (70, "")
    assert "our mistake" in err
    assert "planted" not in err
    assert len(err.splitlines()) <= 3


@pytest.mark.parametrize("up", ["../", "../../"])
def test_a_program_further_up_is_named(
    run: Run, sample_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, up: str
) -> None:
    shutil.copytree(sample_root / "tests/programs/minimal/program", tmp_path / "program")
    said = f"Using the program in {up} (nearest folder upward with program/program.yml)"
    below = tmp_path / "/".join(["notes"] * up.count("../"))
    below.mkdir(parents=True)
    monkeypatch.chdir(below)
    assert run("check")[2].splitlines() == [f"partnerbook: {said}"]
    assert run("check", "--output", "json")[2] == ""
    assert run("check", "--root", up)[2] == ""
    # There is nothing to build a site with; which program it would be is said first.
    assert run("build")[2].splitlines()[0] == f"partnerbook: {said}"
    monkeypatch.chdir(tmp_path)
    assert run("check")[2] == ""
