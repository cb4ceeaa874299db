"""What files say beside their values: comments, and cells of tables that are more than a code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from partnerbook.findings import Ref, Spot
from partnerbook.load import Document, Loaded

_MODELINE = re.compile(r"# yaml-language-server: \S+\Z")
_CODE = re.compile(r"[A-Za-z0-9./-]*\Z")


@dataclass(frozen=True, slots=True)
class Aside:
    """One comment or cell. ``subject`` is what a waiver calls it: ``kitano/comment-2``."""

    text: str
    at: Ref | Spot
    subject: str


def asides_of(loaded: Loaded) -> Iterator[Aside]:
    """All asides of the files that could be read, in the order of the files."""
    for path in sorted(loaded.documents):
        yield from _comments(loaded.documents[path])
    for path in sorted(loaded.tables):
        name = loaded.tables[path].id
        for number, cells in enumerate(loaded.csv[path].rows):
            for column, text in cells.items():
                if not _CODE.match(text):
                    at = Ref(path).child(number, column)
                    yield Aside(text, at, f"{name}/{cells['sku']}/{column}")
    yield from _proofs(loaded)


def _proofs(loaded: Loaded) -> Iterator[Aside]:
    for path in sorted(loaded.notices):
        table = loaded.notices[path]
        for row in table.rows:
            if not _CODE.match(row.proof):
                at = row.ref.child("proof")
                yield Aside(row.proof, at, f"{table.id}/{row.partner}/proof")


@lru_cache(maxsize=2048)
def _comments(document: Document) -> tuple[Aside, ...]:
    # Most files have none besides the first line, and where things stand costs a second look.
    if "#" not in document.yaml.text.partition("\n")[2]:
        return ()
    found = [said for said in document.yaml.comments() if not _MODELINE.match(said[1])]
    return tuple(
        Aside(text, at, f"{document.id}/comment-{number}")
        for number, (at, text) in enumerate(found, 1)
    )
