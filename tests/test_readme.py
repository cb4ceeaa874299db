"""The README's tour is run: what it shows is what a reader gets."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from partnerbook.cli import main


def told(pattern: str, readme: str) -> tuple[str, ...]:
    """What the tour says, by the groups of a pattern."""
    found = re.search(pattern, readme)
    assert found is not None, pattern
    return tuple(map(str, found.groups()))


def test_the_tour_shows_what_happens(
    sample_root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    readme = (sample_root / "README.md").read_text("utf-8")
    shutil.copytree(sample_root / "program", tmp_path / "program")
    path, new, old = told(
        r"Open `(program/[^`]+)` and write `([^`]+)` where it says\s+`([^`]+)`", readme
    )
    broken = tmp_path / path
    text = broken.read_text("utf-8")
    assert old in text
    broken.write_text(text.replace(old, new, 1), "utf-8")
    assert main(["check", "--root", str(tmp_path), "--color", "never"]) == 1
    shown = re.search(r"Check again:\n\n```\n(.*?)```", readme, flags=re.DOTALL)
    assert shown is not None
    assert capsys.readouterr().out == shown[1]


def test_the_waiver_of_the_tour_holds_no_further(
    sample_root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    readme = (sample_root / "README.md").read_text("utf-8")
    shutil.copytree(sample_root / "program", tmp_path / "program")
    old, path, new = told(
        r"raise\s+`(rate: [^`]+)` in `(program/[^`]+)` to `([^`]+)` and see", readme
    )
    broken = tmp_path / path
    text = broken.read_text("utf-8")
    assert text.count(f" {old}") == 1
    broken.write_text(text.replace(f" {old}", f" rate: {new}"), "utf-8")
    assert main(["check", "--root", str(tmp_path), "--color", "never"]) == 1
    shown = capsys.readouterr().out
    assert re.findall(r"^(?:error|warning)\[(.+)\]", shown, flags=re.MULTILINE) == ["margin/floor"]
    assert "waived up to 52% of list given, now 53.13%" in " ".join(shown.split())
