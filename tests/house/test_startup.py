"""`partnerbook --help` answers at once: it loads none of the libraries that do the work."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

HEAVY = {"jinja2", "jsonschema", "mkdocs", "pydantic", "yaml"}


def test_help_loads_nothing_heavy() -> None:
    # The installed script itself, as a user starts it; Python lists each import on stderr.
    command = Path(sys.executable).with_name("partnerbook")
    done = subprocess.run(
        [str(command), "--help"],
        env={**os.environ, "PYTHONPROFILEIMPORTTIME": "1"},
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert "check" in done.stdout
    lines = done.stderr.splitlines()
    loaded = {line.rsplit("|", 1)[1].strip() for line in lines if line.startswith("import time:")}
    assert "partnerbook.cli" in loaded
    assert {name.split(".")[0] for name in loaded} & HEAVY == set()


def test_every_public_verb_is_there() -> None:
    import partnerbook

    for verb in partnerbook.__all__:
        assert callable(getattr(partnerbook, verb))
