"""Where the files of a program come from: a folder on disk, or a mapping in memory.

A tree lists what there is to read and names what must not be there. It never follows a link,
never opens anything but an ordinary file, and never leaves its root.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Protocol

from partnerbook.findings import Finding, Repair
from partnerbook.source.names import (
    PROGRAM,
    is_ignored,
    judge_files,
    judge_folder,
    named,
    shown_path,
)

MOST_FILES = 20_000
MOST_ENTRIES = 100_000
MOST_BYTES = 256 * 1024 * 1024
MOST_BYTES_A_FILE = 32 * 1024 * 1024

_KINDS = (
    (stat.S_ISLNK, "a symbolic link"),
    (stat.S_ISFIFO, "a pipe (FIFO)"),
    (stat.S_ISSOCK, "a socket"),
    (stat.S_ISBLK, "a device"),
    (stat.S_ISCHR, "a device"),
)


Listing = tuple[list[str], list[Finding]]


class Tree(Protocol):
    """A set of files under one root, read only."""

    def list(self) -> Listing:
        """The paths of all files under ``program/`` to be read, and what must not be there.

        Paths are relative to the root, with slashes, sorted. Hidden files and READMEs are in
        neither. If there is too much to read, nothing is listed.
        """

    def read(self, path: str) -> bytes | Finding:
        """The bytes of one listed file, or why it cannot be read."""


@dataclass(frozen=True, slots=True)
class MemoryTree:
    """Files that are held in memory, by their paths relative to the root."""

    files: Mapping[str, bytes]

    def list(self) -> Listing:
        """See Tree."""
        findings: list[Finding] = []
        found: dict[str, int] = {}
        folders: dict[str, Finding | None] = {}
        for path in sorted(self.files):
            if not _inside(path):
                findings.append(_outside(path))
                continue
            parts = PurePosixPath(path).parts
            if parts[0] != PROGRAM or any(is_ignored(part) for part in parts[1:]):
                continue
            above = ["/".join(parts[:n]) for n in range(2, len(parts))]
            for folder in above:
                if folder not in folders:
                    folders[folder] = judge_folder(folder)
            if not any(folders[folder] for folder in above):
                found[path] = len(self.files[path])
        findings += [finding for finding in folders.values() if finding]
        return _within_bounds(found, findings)

    def read(self, path: str) -> bytes | Finding:
        """See Tree."""
        if not _inside(path):
            return _outside(path)
        data = self.files.get(path)
        return _unreadable(path, "it is not there") if data is None else data


@dataclass(frozen=True, slots=True)
class FolderTree:
    """A folder on disk. ``root`` is the folder that holds ``program/``."""

    root: Path

    def list(self) -> Listing:
        """See Tree."""
        findings: list[Finding] = []
        found: dict[str, int] = {}
        pending = [PROGRAM] if _is_folder(self.root, PROGRAM, findings) else []
        seen = 0
        while pending:
            folder = pending.pop()
            try:
                with os.scandir(self.root / folder) as scan:
                    entries = sorted(entry.name for entry in scan)
            except OSError as error:
                findings.append(_unreadable(folder, _why(error)))
                continue
            seen += len(entries)
            if seen > MOST_ENTRIES:
                return [], [*findings, _too_many()]
            for name in entries:
                path = f"{folder}/{name}"
                if is_ignored(name):
                    continue
                size = _look(self.root, path, pending, findings)
                if size is not None:
                    found[path] = size
        return _within_bounds(found, findings)

    def read(self, path: str) -> bytes | Finding:
        """See Tree. Links are refused in every part of the path, also ones that appeared since."""
        if not _inside(path):
            return _outside(path)
        try:
            for n in range(1, len(parts := PurePosixPath(path).parts)):
                above = "/".join(parts[:n])
                if finding := _special(above, os.lstat(self.root / above).st_mode, folder=True):
                    return finding
            return _open(self.root, path)
        except OSError as error:
            return _unreadable(path, _why(error))


def _look(root: Path, path: str, pending: list[str], findings: list[Finding]) -> int | None:
    """The size of an ordinary file. Folders are left to be scanned, others are findings."""
    try:
        status = os.lstat(root / path)
    except OSError as error:
        findings.append(_unreadable(path, _why(error)))
        return None
    if stat.S_ISDIR(status.st_mode):
        finding = judge_folder(path)
        if finding is None:
            pending.append(path)
    else:
        finding = _special(path, status.st_mode)
    if finding is not None:
        findings.append(finding)
    return status.st_size if stat.S_ISREG(status.st_mode) else None


def _is_folder(root: Path, path: str, findings: list[Finding]) -> bool:
    """Whether the folder is there at all; anything else of its name is a finding."""
    try:
        mode = os.lstat(root / path).st_mode
    except FileNotFoundError:
        return False
    except OSError as error:
        findings.append(_unreadable(path, _why(error)))
        return False
    finding = _special(path, mode, folder=True)
    if finding is not None:
        findings.append(finding)
    return finding is None


def _open(root: Path, path: str) -> bytes | Finding:
    """The bytes of an ordinary file. Raises OSError."""
    full = root / path
    if finding := _special(path, os.lstat(full).st_mode):
        return finding
    # The name may have come to mean something else since: no link, and no waiting for a pipe.
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    handle = os.open(full, flags | getattr(os, "O_BINARY", 0))
    with os.fdopen(handle, "rb") as stream:
        if finding := _special(path, os.fstat(handle).st_mode):
            return finding
        data = stream.read(MOST_BYTES_A_FILE + 1)
    if len(data) > MOST_BYTES_A_FILE:
        message = f"this file has more than {MOST_BYTES_A_FILE:,} bytes"
        return named("too-large", path, message, Repair("split it"))
    return data


def _within_bounds(
    found: dict[str, int], findings: list[Finding]
) -> tuple[list[str], list[Finding]]:
    """The last step of every list: bounds, then names, then the order."""
    if len(found) > MOST_FILES:
        return [], [*findings, _too_many()]
    if sum(found.values()) > MOST_BYTES:
        message = f"the files of the program have more than {MOST_BYTES:,} bytes; nothing was read"
        return [], [
            *findings,
            named("too-large", PROGRAM, message, Repair("look for a stray file")),
        ]
    paths, about_names = judge_files(found)
    return paths, sorted(findings + about_names, key=lambda finding: finding.facts)


def _too_many() -> Finding:
    message = f"the program has more than {MOST_FILES:,} files; nothing was read"
    return named("too-large", PROGRAM, message, Repair("look for a folder that is not part of it"))


def _inside(path: str) -> bool:
    """Whether a path stays under its root as it is written."""
    parts = path.split("/")
    return bool(path) and not any(part in {"", ".", ".."} for part in parts) and "\0" not in path


def _outside(path: str) -> Finding:
    message = f"{shown_path(path)} does not lie inside the program's folder"
    return named("not-a-file", path, message, Repair("only files inside the folder are read"))


def _special(path: str, mode: int, *, folder: bool = False) -> Finding | None:
    """The finding about what is neither an ordinary file nor, where one is due, a folder."""
    if stat.S_ISDIR(mode) if folder else stat.S_ISREG(mode):
        return None
    kind = next((kind for test, kind in _KINDS if test(mode)), "")
    kind = kind or ("a folder" if stat.S_ISDIR(mode) else "a file" if folder else "no file")
    wanted = "a folder" if folder else "an ordinary file"
    return named(
        "not-a-file",
        path,
        f"{shown_path(PurePosixPath(path).name)} is {kind}; {wanted} is expected, and nothing else "
        "is read",
        Repair(f"put {wanted} in its place, or remove it"),
    )


def _unreadable(path: str, why: str) -> Finding:
    return named(
        "not-a-file",
        path,
        f"{shown_path(PurePosixPath(path).name)} cannot be read: {why}",
        Repair("let the person or job that runs this read it"),
    )


def _why(error: OSError) -> str:
    """The system's reason in plain words; the same on every system for the usual ones."""
    return _REASONS.get(error.errno or 0, (error.strerror or "unknown reason").lower())


_REASONS = {
    errno.EACCES: "permission is denied",
    errno.EPERM: "permission is denied",
    errno.ENOENT: "it is not there",
    errno.ENAMETOOLONG: "its name is too long",
    errno.ELOOP: "it is a symbolic link",
    errno.ENOTDIR: "what should be its folder is none",
}
