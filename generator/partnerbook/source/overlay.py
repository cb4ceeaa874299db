"""A tree with some files changed in memory: how a repair is tried without touching anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from partnerbook.findings import Finding
from partnerbook.source.tree import Listing, Tree


@dataclass(frozen=True, slots=True)
class Overlay:
    """``below`` with the bytes of some of its files replaced."""

    below: Tree
    changed: Mapping[str, bytes]

    def list(self) -> Listing:
        """What the tree below lists."""
        return self.below.list()

    def read(self, path: str) -> bytes | Finding:
        """The changed bytes of a file, or those below."""
        changed = self.changed.get(path)
        return self.below.read(path) if changed is None else changed
