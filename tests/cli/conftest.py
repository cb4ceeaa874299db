"""What the tests of the commands about waivers share: a small program below its floor."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.check.costly_rebate import REBATE

from partnerbook.cli import main

Run = Callable[..., tuple[int, str, str]]
MINIMAL = Path(__file__).parents[1] / "programs" / "minimal" / "program"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The small program with a rebate that gives 55% of list, 5 points below its floor."""
    shutil.copytree(MINIMAL, tmp_path / "program")
    (tmp_path / "program/incentives").mkdir(exist_ok=True)
    (tmp_path / "program/incentives/quarterly-rebate.yml").write_text(REBATE, "utf-8")
    return tmp_path


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], root: Path) -> Run:
    """Runs a command in this process, on that program: (exit code, stdout, stderr)."""

    def go(*arguments: str) -> tuple[int, str, str]:
        try:
            code = main([*arguments, "--root", str(root)])
        except SystemExit as left:
            code = int(left.code or 0)
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return code, out, err

    return go
