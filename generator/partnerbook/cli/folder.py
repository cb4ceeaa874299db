"""An output folder that is replaced as a whole: built beside, then swapped; never a stranger's."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from partnerbook.cli.exits import UNREACHABLE
from partnerbook.cli.root import Refused

# Marks a folder as ours, and holds the digest of what it was made from.
MARKER = ".partnerbook-output"


def digest(files: Mapping[str, bytes]) -> str:
    """A name for exactly these files with these bytes."""
    total = hashlib.blake2b(digest_size=16)
    for name in sorted(files):
        total.update(f"{name}\0{len(files[name])}\0".encode())
        total.update(files[name])
    return total.hexdigest()


def contents(folder: Path) -> str:
    """The digest of everything in a folder but the marker."""
    return digest(
        {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file() and path.name != MARKER
        }
    )


def is_current(folder: Path, made_from: str) -> bool:
    """Whether the folder was made by us from exactly this, and nobody has touched it since."""
    marker = folder / MARKER
    if folder.is_symlink() or not marker.is_file():
        return False
    return marker.read_text("utf-8") == f"{made_from} {contents(folder)}\n"


def replace_folder(
    folder: Path, made_from: str, fill: Callable[[Path], None], *, sign: str = MARKER
) -> None:
    """Let ``fill`` build a new folder beside ``folder``, then put it in its place.

    A folder with files is ours if ``sign``, a file in it, is there. Raises Refused, with the old
    folder whole, when it is not ours or cannot be written.
    """
    new, old = folder.with_name(f".{folder.name}.new"), folder.with_name(f".{folder.name}.old")
    for mine in (folder, new, old):
        _refuse_strangers(mine, sign)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        if old.exists() and not folder.exists():
            old.rename(folder)  # a run was killed between the two renames below
        for left_over in (new, old):
            shutil.rmtree(left_over, ignore_errors=True)
        new.mkdir()
        # First of all, so that what a killed run leaves behind is known to be ours.
        (new / MARKER).touch()
        fill(new)
        (new / MARKER).write_text(f"{made_from} {contents(new)}\n", "utf-8")
        if folder.exists():
            folder.rename(old)
        new.rename(folder)
        shutil.rmtree(old, ignore_errors=True)
    except OSError as problem:
        raise Refused(
            UNREACHABLE, f"cannot write {folder}: {problem.strerror or problem}"
        ) from None


def write_files(files: Mapping[str, bytes]) -> Callable[[Path], None]:
    """A ``fill`` that writes these files; names are relative and stay inside."""

    def fill(folder: Path) -> None:
        for name, data in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)

    return fill


def _refuse_strangers(folder: Path, sign: str) -> None:
    # The two folders above are ours by name (site/html, build); a link there leads elsewhere too.
    for part in (folder, *list(folder.parents)[:2]):
        if part.is_symlink():
            raise Refused(UNREACHABLE, f"{part} is a link; we write only into real folders")
    if folder.exists() and not folder.is_dir():
        raise Refused(UNREACHABLE, f"{folder} is not a folder")
    if folder.is_dir() and any(folder.iterdir()):
        if (folder / MARKER).is_file() or (folder / sign).is_file():
            return
        raise Refused(
            UNREACHABLE,
            f"{folder} holds files that partnerbook did not write; move them away first",
        )
