"""When we are at fault: a short message and a report file instead of a traceback."""

from __future__ import annotations

import platform
import sys
import tempfile
import traceback
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path


def report_bug(bug: Exception, arguments: Sequence[str]) -> None:
    """Write what happened to a file in the temporary folder and say where it is."""
    try:
        ours = version("partnerbook")
    except PackageNotFoundError:
        ours = "unknown"
    text = "".join(
        (
            f"partnerbook {ours}, Python {platform.python_version()}, {platform.system()}\n",
            f"partnerbook {' '.join(arguments)}\n\n",
            *traceback.format_exception(bug),
        )
    )
    print("partnerbook: this is our mistake, not yours: it could not go on.", file=sys.stderr)
    try:
        where = _kept(text)
    except OSError:
        # Nowhere to write: then it has to be seen here.
        print(f"Please send what follows to whoever keeps this tool.\n{text}", file=sys.stderr)
        return
    print(
        f"What happened is in {where};\nplease send it to whoever keeps this tool.", file=sys.stderr
    )


def _kept(text: str) -> Path:
    with tempfile.NamedTemporaryFile(
        "w", prefix="partnerbook-bug-", suffix=".txt", delete=False, encoding="utf-8"
    ) as file:
        file.write(text)
    return Path(file.name)
