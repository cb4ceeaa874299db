"""From a folder to one linked Program, for whoever uses the package without its commands."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from partnerbook.findings import Finding
from partnerbook.load import Loaded, load_tree
from partnerbook.resolve.program import Program
from partnerbook.resolve.whole import resolve
from partnerbook.source.tree import FolderTree


def open_program(
    root: Path, as_of: date | None = None
) -> tuple[Program | None, Loaded, list[Finding]]:
    """The program below ``root/program``, what was read, and everything wrong with the files.

    Program is None if ``program.yml`` is missing or broken. ``as_of`` None means the day in
    ``program.yml``; ValueError if there is none either.
    """
    loaded, shape = load_tree(FolderTree(root))
    program, links = resolve(loaded, as_of)
    return program, loaded, [*shape, *links]
