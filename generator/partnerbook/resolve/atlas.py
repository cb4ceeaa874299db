"""What written places mean in one program: by the packaged table, and by what it says itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from partnerbook.resolve import dated
from partnerbook.resolve.axes import Tree
from partnerbook.resolve.dated import Dated
from partnerbook.resolve.postal import Grids, prefix_of
from partnerbook.resolve.postal_words import is_prefix
from partnerbook.source.geography import Geography


@dataclass(frozen=True, slots=True, eq=False)
class Atlas:
    """The places of one program.

    ``tree`` is what ``geography`` knows, laid out, with the leaves of ``postal`` in it. ``meant``
    has the codes that do not mean just their node at all times; ``names`` those of them that are
    no node, with their names.
    """

    geography: Geography
    tree: Tree
    meant: Mapping[str, Dated]
    names: Mapping[str, str]
    postal: Grids

    def holds(self, name: str) -> Dated | None:
        """What a code or a postal prefix that stands in a file means; None if it is neither."""
        if self.geography.knows(name):
            code = self.geography.area(name).code
            if code in self.meant:
                return self.meant[code]
            return dated.always((self.tree.stretch[code],))
        if name in self.meant:
            return self.meant[name]
        prefix = prefix_of(name) if is_prefix(name, self.geography) else None
        grid = self.postal.get(prefix.country) if prefix else None
        return dated.always(grid.holds(prefix.begins)) if prefix and grid else None
