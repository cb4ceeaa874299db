"""Where results go: standard output, a file, or a folder that is swapped in whole."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from partnerbook.cli.exits import UNREACHABLE, USAGE
from partnerbook.cli.root import Refused


def write_file(path: Path, data: bytes) -> None:
    """Write a file so that a reader sees the old or the new one, never half of it."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as problem:
        beside.unlink(missing_ok=True)
        raise Refused(UNREACHABLE, f"cannot write {path}: {problem.strerror}") from None


def outputs(given: list[str], formats: tuple[str, ...]) -> list[tuple[str, Path | None]]:
    """``FORMAT[:FILE]`` as (format, file or None for standard output)."""
    chosen: list[tuple[str, Path | None]] = []
    for text in given or [formats[0]]:
        name, _, file = text.partition(":")
        if name not in formats:
            raise Refused(USAGE, f"--output {text}: choose one of {', '.join(formats)}")
        chosen.append((name, Path(file) if file else None))
    if sum(file is None for _, file in chosen) > 1:
        raise Refused(USAGE, "--output: only one format can go to the terminal; give a file too")
    return chosen


def emit(text: str, file: Path | None, *, machine: bool = False) -> None:
    """Print, or write the file. What a ``machine`` reads is UTF-8 whatever the terminal speaks."""
    if file is not None:
        write_file(file, text.encode())
        return
    if machine:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode())
        sys.stdout.buffer.flush()
        return
    # A terminal that cannot show a character gets a stand-in, not a crash.
    encoding = sys.stdout.encoding or "ascii"
    sys.stdout.write(text.encode(encoding, "backslashreplace").decode(encoding))
    sys.stdout.flush()


def colour(choice: str, file: Path | None) -> bool:
    """Whether to use colour: ``always``, ``never``, or ``auto`` (a terminal without NO_COLOR)."""
    if file is not None or choice == "never":
        return False
    if choice == "always":
        return True
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return sys.stdout.isatty()
