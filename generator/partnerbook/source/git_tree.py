"""The files of a program as a revision of its git repository has them; nothing is checked out."""

from __future__ import annotations

import subprocess
from pathlib import Path
from shutil import which

from partnerbook.source.names import PROGRAM
from partnerbook.source.tree import MOST_BYTES, MOST_BYTES_A_FILE, MOST_FILES, MemoryTree

_ORDINARY = ("100644", "100755")
"""The modes of files; links and submodules are no files of a program."""


class NoRevision(Exception):
    """Why the files of a revision cannot be had, in words for the user."""


def git_tree(root: Path, revision: str) -> MemoryTree:
    """The files under ``program/`` of a revision (a branch, tag or commit), held in memory.

    Paths are relative to ``root``, wherever in the repository that lies. Raises NoRevision where
    git is not there, the folder is in no repository, the revision is not known or holds no program.
    """
    commit = _git(
        root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
    )
    if commit is None:
        _git_or_refuse(root, "rev-parse", "--git-dir", why=f"{root} is in no git repository")
        shallow = _git(root, "rev-parse", "--is-shallow-repository") == b"true\n"
        hint = " (this clone is shallow: fetch its history first)" if shallow else ""
        raise NoRevision(f"git knows no revision {revision} here{hint}")
    name = commit.decode().strip()
    listed = _git_or_refuse(
        root,
        "ls-tree",
        "-r",
        "-l",
        "-z",
        name,
        "--",
        f"{PROGRAM}/",
        why=f"git cannot list {revision}",
    )
    sizes: dict[str, tuple[str, int]] = {}
    for entry in filter(None, listed.split(b"\0")):
        head, _, path = entry.partition(b"\t")
        mode, _, blob, size = head.decode().split()
        if mode in _ORDINARY:
            sizes[path.decode("utf-8", "surrogateescape")] = (blob, int(size))
    if not sizes:
        raise NoRevision(f"{revision} holds no {PROGRAM}/: there is nothing to compare with")
    total = sum(size for _, size in sizes.values())
    largest = max(size for _, size in sizes.values())
    if len(sizes) > MOST_FILES or total > MOST_BYTES or largest > MOST_BYTES_A_FILE:
        raise NoRevision(f"{PROGRAM}/ of {revision} is too large to be read")
    blobs = list(dict.fromkeys(blob for blob, _ in sizes.values()))
    contents = _contents(root, blobs)
    return MemoryTree({path: contents[blob] for path, (blob, _) in sizes.items()})


def _contents(root: Path, blobs: list[str]) -> dict[str, bytes]:
    """What each blob holds, from one run of git."""
    asked = "".join(f"{blob}\n" for blob in blobs).encode()
    answer = _git_or_refuse(
        root, "cat-file", "--batch", why="git cannot read the files of the revision", said=asked
    )
    found: dict[str, bytes] = {}
    at = 0
    for blob in blobs:
        line = answer.index(b"\n", at)
        head = answer[at:line].split()
        if len(head) != 3:
            raise NoRevision("git does not have all files of the revision: fetch them first")
        start, end = line + 1, line + 1 + int(head[2])
        found[blob] = answer[start:end]
        at = end + 1
    return found


def _git_or_refuse(root: Path, *words: str, why: str, said: bytes = b"") -> bytes:
    answer = _git(root, *words, said=said)
    if answer is None:
        raise NoRevision(why)
    return answer


def _git(root: Path, *words: str, said: bytes = b"") -> bytes | None:
    """What git answers; None if it refuses. Raises NoRevision where there is no git."""
    git = which("git")
    if git is None:
        raise NoRevision("there is no git on this machine")
    run = subprocess.run(
        [git, "-C", str(root), *words], input=said, capture_output=True, check=False
    )
    return run.stdout if run.returncode == 0 else None
