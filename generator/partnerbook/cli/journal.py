"""Writes several files of the program, all or none, even if the machine stops in between.

The new texts are laid beside the files, a journal says which and what they were, then each takes
the place of its file, and the journal goes. Whoever finds a journal finishes what it says, or takes
away what was only prepared. Two who do so at once come to the same end.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

JOURNAL = ".partnerbook-writing"
PROGRAM = "program"
NEW, OLD = "new", "old"
_DIGEST = re.compile(r"[0-9a-f]{64}\Z")


class Stuck(Exception):
    """Why files cannot be written, or what was begun cannot be finished, in words."""


@dataclass(frozen=True, slots=True)
class _Swap:
    """A file, the new one beside it, and the digests of what the file was and becomes."""

    file: Path
    new: Path
    was: str
    becomes: str

    def take_place(self) -> None:
        """The new file for the old one; nothing where somebody has done it already."""
        with suppress(FileNotFoundError):
            self.new.replace(self.file)
        if _digest(self.file) != self.becomes:
            raise Stuck(f"{self.file.name} is not what was written")


def write_all(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files of the program that there are already; names are relative to the folder.

    Raises Stuck with all files as they were where one of them cannot be written.
    """
    swaps = [_swap(folder, name, data) for name, data in sorted(files.items())]
    olds: list[tuple[_Swap, bytes]] = []
    at = folder / JOURNAL
    try:
        _note(folder, swaps, NEW, ready=False)
        for one in swaps:
            at = one.file
            _lay(one, files[one.file.relative_to(folder).as_posix()])
        _note(folder, swaps, NEW, ready=True)
        for one in swaps:
            at, old = one.file, one.file.read_bytes()
            one.take_place()
            olds.append((one, old))
    except (OSError, Stuck) as problem:
        why = problem.strerror if isinstance(problem, OSError) else str(problem)
        if not _put_back(folder, olds):
            say = f"{len(olds)} of {len(swaps)} files are written; the next command goes on"
            raise Stuck(f"cannot write {at}: {why}; {say}") from None
        for one in swaps:
            one.new.unlink(missing_ok=True)
        raise Stuck(f"cannot write {at}: {why}; nothing is changed") from None
    _forget(folder, swaps)


def finish(folder: Path) -> str:
    """Finish what was stopped while it wrote. What was done, in words; "" where nothing was begun.

    Raises Stuck where a file was changed by somebody since, or the journal is none of ours.
    """
    journal = folder / JOURNAL
    if not journal.is_file():
        return ""
    ready, swaps = _read(folder, journal)
    try:
        if not ready:
            for one in swaps:
                one.new.unlink(missing_ok=True)
            _forget(folder, swaps)
            return "a command was stopped before it wrote anything; what it had prepared is gone"
        for one in swaps:
            if _digest(one.file) not in (one.was, one.becomes):
                name = one.file.relative_to(folder).as_posix()
                raise Stuck(
                    f"a command was stopped while it wrote {len(swaps)} files, and {name} was"
                    f" changed since: look at what git says of program/, then remove {journal}"
                    f" and the files beside that end in .partnerbook-{NEW}"
                )
        for one in swaps:
            one.take_place()
        _forget(folder, swaps)
    except OSError as problem:
        raise Stuck(f"cannot finish what {journal} says: {problem.strerror}") from None
    return f"finished what was stopped while it wrote: {len(swaps)} files in program/"


def _swap(folder: Path, name: str, data: bytes) -> _Swap:
    file = folder / name
    if file.resolve() != folder.resolve() / name:
        raise Stuck(f"{name} is, or lies behind, a link; write into real files only")
    try:
        was = _digest(file)
    except OSError as problem:
        raise Stuck(f"cannot read {file}: {problem.strerror}; nothing is changed") from None
    return _Swap(file, _beside(file, NEW), was, hashlib.sha256(data).hexdigest())


def _beside(file: Path, what: str) -> Path:
    return file.with_name(f".{file.name}.partnerbook-{what}")


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _lay(one: _Swap, data: bytes) -> None:
    """The data beside a file, with its permissions."""
    _store(one.new, data)
    one.new.chmod(one.file.stat().st_mode)


def _store(path: Path, data: bytes) -> None:
    with path.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _note(folder: Path, swaps: list[_Swap], beside: str, *, ready: bool) -> None:
    """The journal as a whole, or the one before."""
    said = [
        {"file": one.file.relative_to(folder).as_posix(), "was": one.was, "becomes": one.becomes}
        for one in swaps
    ]
    new = folder / f"{JOURNAL}.new"
    journal = {"ready": ready, "beside": beside, "files": said}
    _store(new, json.dumps(journal, indent=2).encode())
    new.replace(folder / JOURNAL)


def _forget(folder: Path, swaps: list[_Swap]) -> None:
    """The journal goes when every new name is on the disk; a system that cannot tell need not."""
    for place in {one.file.parent for one in swaps}:
        with suppress(OSError):
            there = os.open(place, os.O_RDONLY)
            try:
                os.fsync(there)
            finally:
                os.close(there)
    (folder / JOURNAL).unlink(missing_ok=True)


def _put_back(folder: Path, olds: list[tuple[_Swap, bytes]]) -> bool:
    """What was written as it was, by a journal of its own; whether that could be done."""
    back = [
        (_Swap(one.file, _beside(one.file, OLD), one.becomes, one.was), old) for one, old in olds
    ]
    swaps = [one for one, _ in back]
    try:
        for one, old in back:
            _lay(one, old)
        _note(folder, swaps, OLD, ready=True)
        for one in swaps:
            one.take_place()
        _forget(folder, swaps)
    except (OSError, Stuck):
        return False
    return True


def _read(folder: Path, journal: Path) -> tuple[bool, list[_Swap]]:
    """What a journal says. It may come from anywhere, so it reaches into the program alone."""
    try:
        said = json.loads(journal.read_bytes())
        ready, beside = said["ready"] is True, OLD if said["beside"] == OLD else NEW
        swaps = list(_swaps(folder, said["files"], beside))
    except (OSError, ValueError, KeyError, TypeError):
        raise Stuck(
            f"{journal} is not understood; if nothing is being written, remove it"
        ) from None
    return ready, swaps


def _swaps(folder: Path, said: list[dict[str, Any]], beside: str) -> Iterator[_Swap]:
    for one in said:
        name, was, becomes = one["file"], one["was"], one["becomes"]
        file = folder / name
        inside = name.startswith(f"{PROGRAM}/") and file.resolve() == folder.resolve() / name
        if not inside or not all(_DIGEST.match(each) for each in (was, becomes)):
            raise ValueError(name)
        yield _Swap(file, _beside(file, beside), was, becomes)
