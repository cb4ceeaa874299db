"""The files of a program in a folder, as tests lay others over them."""

from __future__ import annotations

from pathlib import Path

from partnerbook.source.tree import FolderTree


def files_of(folder: Path) -> dict[str, bytes]:
    """All files of the program in a folder, by path."""
    tree = FolderTree(folder)
    found = {}
    for path in tree.list()[0]:
        data = tree.read(path)
        assert isinstance(data, bytes)
        found[path] = data
    return found
