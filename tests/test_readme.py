"""The README's tour is run: what it shows is what a reader gets."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from partnerbook.cli import main


def test_the_tour_shows_what_happens(
    sample_root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    readme = (sample_root / "README.md").read_text("utf-8")
    shutil.copytree(sample_root / "program", tmp_path / "program")
    path, new, old = re.search(
        r"Open `(program/[^`]+)` and write `([^`]+)` where it says\s+`([^`]+)`", readme
    ).groups()  # type: ignore[union-attr]
    broken = tmp_path / path
    text = broken.read_text("utf-8")
    assert old in text
    broken.write_text(text.replace(old, new, 1), "utf-8")
    assert main(["check", "--root", str(tmp_path), "--color", "never"]) == 1
    shown = re.search(r"Check again:\n\n```\n(.*?)```", readme, flags=re.DOTALL)
    assert shown is not None
    assert capsys.readouterr().out == shown[1]
