"""The house rules that no linter knows, each as a test over the files of the repository."""

from __future__ import annotations

import ast
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "generator" / "partnerbook"
LONGEST_FILE = 300
TABLES = {".csv", ".json", ".svg", ".tsv"}  # data: as long as what it lists
TARGETS = "help setup site test check bench fuzz serve fmt lock browser clean".split()
LOCKS = ("requirements.lock", "requirements-dev.lock")

# A path of somebody's own machine, or a registry's host: neither means anything in a clone.
MACHINE = re.compile(
    r"(?:^|[^.\w])/(?:work|tmp|root|home)/[a-z]"
    r"|python[h]osted|[/.]pypi[.]|registry[.]npmjs|deb[.]debian",
    re.MULTILINE,
)


def repository_files() -> list[Path]:
    """Every file of the repository, committed or about to be; ignored files are left out."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


FILES = repository_files()
GENERATOR = [path for path in FILES if path.is_relative_to(ROOT / "generator")]
SOURCES = [path for path in GENERATOR if path.suffix == ".py" and PACKAGE in path.parents]
PYTHON = [path for path in FILES if path.suffix == ".py"]
DECISIONS = [path for path in FILES if path.parent == ROOT / "generator" / "decisions"]


def name_of(path: Path) -> str:
    """The path as it stands in the repository."""
    return path.relative_to(ROOT).as_posix()


def tree_of(path: Path) -> ast.Module:
    """The parsed source of a file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def calls(path: Path, function: str) -> Iterator[str]:
    """The `file:line` of each call of a built-in by its bare name."""
    for node in ast.walk(tree_of(path)):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id == function
        ):
            yield f"{name_of(path)}:{node.lineno}"


def imports(path: Path) -> Iterator[tuple[str, str]]:
    """Each imported module's dotted name with its `file:line`."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, f"{name_of(path)}:{node.lineno}"
        elif isinstance(node, ast.ImportFrom):
            yield node.module or "", f"{name_of(path)}:{node.lineno}"


def test_there_is_something_to_judge() -> None:
    assert PACKAGE / "__init__.py" in SOURCES
    assert Path(__file__).resolve() in PYTHON
    assert DECISIONS


def test_no_source_file_is_longer_than_a_sitting() -> None:
    written = [path for path in GENERATOR if path.suffix not in TABLES]
    lengths = {name_of(path): len(path.read_bytes().splitlines()) for path in written}
    assert {name: n for name, n in lengths.items() if n > LONGEST_FILE} == {}


def test_every_python_file_says_what_it_is_for() -> None:
    assert [name_of(path) for path in PYTHON if not ast.get_docstring(tree_of(path))] == []


def test_every_room_is_a_package_that_speaks() -> None:
    folders = {path.parent for path in SOURCES}
    assert (
        sorted(name_of(folder) for folder in folders if folder / "__init__.py" not in FILES) == []
    )


def test_no_drawer_for_odds_and_ends() -> None:
    drawer = re.compile(r"^_*(utils?|common|misc|helpers?|core|stuff)$")
    found = [
        name_of(path)
        for path in PYTHON
        if any(drawer.match(part) for part in path.relative_to(ROOT).with_suffix("").parts)
    ]
    assert found == []


def test_numbers_are_exact() -> None:
    code = [path for path in PYTHON if path in GENERATOR]
    assert [spot for path in code for spot in calls(path, "float")] == []


def test_only_the_command_line_prints() -> None:
    quiet = [path for path in SOURCES if PACKAGE / "cli" not in path.parents]
    assert [spot for path in quiet for spot in calls(path, "print")] == []


def test_the_import_name_is_partnerbook() -> None:
    found = [
        spot for path in PYTHON for name, spot in imports(path) if name.split(".")[0] == "generator"
    ]
    assert found == []


def test_no_file_names_a_machine_or_a_registry() -> None:
    found = []
    for path in FILES:
        if path.suffix == ".lock":
            continue
        text = path.read_bytes().decode("utf-8", errors="replace")
        found += [f"{name_of(path)}: {hit.group().strip()}" for hit in MACHINE.finditer(text)]
    assert found == []


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("see /ho" + "me/anna/notes", True),
        ("cd /wo" + "rk/main", True),
        ("files.python" + "hosted.org", True),
        ("../work/main and build/work/x", False),
        ("https://example.com/work", False),
    ],
)
def test_the_machine_pattern_sees(text: str, seen: bool) -> None:
    assert bool(MACHINE.search(text)) is seen


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.name)
def test_a_decision_says_context_choice_and_costs(path: Path) -> None:
    assert re.fullmatch(r"\d{4}-[a-z0-9-]+\.md", path.name)
    headings = re.findall(r"^## (.+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    assert [h for h in headings if h in {"Context", "Choice", "Costs"}] == [
        "Context",
        "Choice",
        "Costs",
    ]


def test_decisions_are_numbered_once() -> None:
    numbers = [path.name[:4] for path in DECISIONS]
    assert sorted(numbers) == sorted(set(numbers))


def locked(name: str) -> dict[str, list[str]]:
    """The entries of a lock: each requirement line with its hashes."""
    entries: dict[str, list[str]] = {}
    current = ""
    for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
        text = line.split("#")[0].strip().removesuffix("\\").strip()
        if text.startswith("--hash="):
            entries[current].append(text)
        elif text:
            current = text
            entries[current] = []
    return entries


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_pins_and_hashes_everything_and_names_no_host(name: str) -> None:
    entries = locked(name)
    assert entries
    assert [entry for entry in entries if not re.match(r"[a-z0-9-]+==[0-9]", entry)] == []
    assert [entry for entry, hashes in entries.items() if not hashes] == []
    text = (ROOT / name).read_text(encoding="utf-8")
    assert re.findall(r"://|--(?:extra-)?index-url|--find-links|--trusted-host", text) == []


def test_what_runs_in_tests_is_what_runs() -> None:
    assert set(locked("requirements.lock")) <= set(locked("requirements-dev.lock"))


def test_every_declared_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]["dev"]
    for wanted, name in (
        (project["dependencies"], "requirements.lock"),
        (project["dependencies"] + extras, "requirements-dev.lock"),
    ):
        pinned = {entry.split("==")[0] for entry in locked(name)}
        asked = {re.split(r"[<>=!~;\[ ]", line)[0].lower() for line in wanted}
        assert asked - pinned == set()


def test_make_help_lists_every_target() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE)) == set(TARGETS)
    said = subprocess.run(
        ["make", "--no-print-directory"], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout
    listed = re.findall(r"^  ([a-z]+) +\S", said, re.MULTILINE)
    assert listed == TARGETS


@pytest.mark.parametrize("name", [".ci/run", "tests/run.sh"])
def test_scripts_can_be_run(name: str) -> None:
    path = ROOT / name
    assert path.stat().st_mode & 0o111
    assert subprocess.run(["bash", "-n", str(path)], check=False).returncode == 0


def test_ci_and_readme_run_the_same_command() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()
    assert re.search(r"^make test$", readme, re.MULTILINE)
    assert ci[-1] == "make test"
