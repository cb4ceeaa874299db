"""Runs a script that makes a packaged table, to compare what it makes with what is committed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

CANNOT_FETCH = 3
"""How the scripts of the tools end when what they read cannot be fetched."""
Remake = Callable[[str, str], bytes]


@pytest.fixture
def remade(sample_root: Path, tmp_path: Path) -> Remake:
    """A script of the tools and the name of its cache → the table that it makes; skips offline."""

    def made(script: str, cache: str) -> bytes:
        path, table = sample_root / "generator" / "tools" / script, tmp_path / "table.tsv"
        done = subprocess.run(
            [sys.executable, str(path), str(sample_root / ".cache" / cache), str(table)],
            capture_output=True,
            text=True,
            check=False,
            timeout=90,
        )
        if done.returncode == CANNOT_FETCH:
            pytest.skip(f"the table was NOT regenerated and compared: {done.stderr.strip()}")
        assert done.returncode == 0, done.stderr
        return table.read_bytes()

    return made
