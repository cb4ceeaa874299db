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
    with tempfile.NamedTemporaryFile(
        "w", prefix="partnerbook-bug-", suffix=".txt", delete=False, encoding="utf-8"
    ) as file:
        file.write(text)
    print(
        "partnerbook: this is our mistake, not yours: the program could not be judged.\n"
        f"What happened is in {Path(file.name)}; please send it to whoever keeps this tool.",
        file=sys.stderr,
    )
