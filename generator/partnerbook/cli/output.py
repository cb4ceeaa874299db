"""Where results go: standard output or a file, whole or not at all."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from pathlib import Path

from partnerbook.cli.exits import UNREACHABLE, USAGE
from partnerbook.cli.root import Refused


def write_file(path: Path, data: bytes) -> None:
    """Write a file so that a reader sees the old or the new one, never half of it.

    Where a link leads to a file, that file is written; a pipe or device is written straight into.
    """
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(data)
        else:
            _replace(path.resolve() if path.is_symlink() else path, data)
    except OSError as problem:
        raise Refused(UNREACHABLE, f"cannot write {path}: {problem.strerror}") from None


def _beside(path: Path, data: bytes) -> Path:
    """The data in a new file in the same folder, with the permissions of the old one."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        with beside.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            beside.chmod(path.stat().st_mode)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    return beside


def _replace(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = _beside(path, data)
    try:
        beside.replace(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise


def outputs(given: list[str], formats: tuple[str, ...]) -> list[tuple[str, Path | None]]:
    """``FORMAT[:FILE]`` as (format, file or None for standard output)."""
    chosen: list[tuple[str, Path | None]] = []
    for text in given or [formats[0]]:
        name, colon, file = text.partition(":")
        if name not in formats:
            raise Refused(USAGE, f"--output {text}: choose one of {', '.join(formats)}")
        if colon and not file:
            raise Refused(USAGE, f"--output {text} names no file behind the colon")
        chosen.append((name, Path(file) if file else None))
    if sum(file is None for _, file in chosen) > 1:
        raise Refused(USAGE, "--output: only one format can go to the terminal; give a file too")
    files = [file for _, file in chosen if file is not None]
    if len(set(files)) < len(files):
        raise Refused(USAGE, "--output: two formats cannot go to the same file")
    return chosen


def emit(text: str, file: Path | None = None, *, machine: bool = False) -> None:
    """Print, or write the file. What a ``machine`` reads is UTF-8 whatever the terminal speaks.

    Whoever reads our output through a pipe may have enough of it: that is no mistake.
    """
    if file is not None:
        write_file(file, text.encode())
    elif machine:
        _print(lambda: sys.stdout.buffer.write(text.encode()))
    else:
        # A terminal that cannot show a character gets a stand-in, not a crash.
        _print(lambda: sys.stdout.write(_shown(text)))


def _shown(text: str) -> str:
    encoding = sys.stdout.encoding or "ascii"
    return text.encode(encoding, "backslashreplace").decode(encoding)


def _print(write: Callable[[], int]) -> None:
    if sys.stdout is None:
        raise Refused(UNREACHABLE, "cannot print: standard output is closed")
    try:
        sys.stdout.flush()
        write()
        sys.stdout.flush()
    except BrokenPipeError:
        discard_output()
    except OSError as problem:
        discard_output()
        raise Refused(UNREACHABLE, f"cannot print: {problem.strerror}") from None


def discard_output() -> None:
    """Let what is still to be printed vanish, so that leaving does not fail at it again."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def add_arguments(parser: ArgumentParser, formats: Sequence[str]) -> None:
    """The options of every command that reports in several forms."""
    parser.add_argument(
        "--output",
        action="append",
        default=[],
        metavar="FORMAT[:FILE]",
        help=f"{', '.join(formats)}; may be given more than once, to files",
    )
    parser.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        default="auto",
        help="whether to paint (default: on a terminal, unless NO_COLOR is set)",
    )


def colour(choice: str, file: Path | None) -> bool:
    """Whether to use colour: ``always``, ``never``, or ``auto`` (a terminal without NO_COLOR)."""
    if file is not None or choice == "never":
        return False
    if choice == "always":
        return True
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return sys.stdout is not None and sys.stdout.isatty()
