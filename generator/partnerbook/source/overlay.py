"""A tree with some files changed in memory: how a change is tried without touching anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from partnerbook.findings import Finding
from partnerbook.source.tree import Listing, Tree


@dataclass(frozen=True, slots=True)
class Overlay:
    """``below`` with the bytes of some of its files replaced, or with files that it has not."""

    below: Tree
    changed: Mapping[str, bytes]

    def list(self) -> Listing:
        """What the tree below lists, and what is new."""
        paths, findings = self.below.list()
        new = [path for path in self.changed if path not in set(paths)]
        return (sorted([*paths, *new]) if new else paths), findings

    def read(self, path: str) -> bytes | Finding:
        """The changed bytes of a file, or those below."""
        changed = self.changed.get(path)
        return self.below.read(path) if changed is None else changed
