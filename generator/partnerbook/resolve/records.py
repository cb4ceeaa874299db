"""Documents as Records: typed data by the file's own keys, and the audience of each field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from typing import Any

from partnerbook.findings import Ref
from partnerbook.load import Document, Loaded
from partnerbook.model.marks import marks_of
from partnerbook.resolve.record import Record
from partnerbook.values.audience import INTERNAL, LEVELS, PUBLIC_NAME, Audience, own

_WITH_ORDER = ("example", "order")

Records = Mapping[str, Mapping[str, Record]]
"""Kind → id → Record, both in the order of the paths."""


def records_of(loaded: Loaded) -> Records:
    """All documents that could be read, by kind and id."""
    found: dict[str, dict[str, Record]] = {}
    for path in sorted(loaded.documents):
        document = loaded.documents[path]
        found.setdefault(document.kind, {})[document.id] = record_of(document)
    return found


@lru_cache(maxsize=2048)
def record_of(document: Document) -> Record:
    """One document as a Record. The narrower counts: the field's audience or the document's own."""
    data = document.model.plain()
    partner = _whose(document.kind, document.id, data)
    widest = data.get("audience", PUBLIC_NAME)
    audiences = _Audiences(document.kind, widest, partner)
    return Record(document.kind, document.id, data, audiences, Ref(document.path))


def _whose(kind: str, name: str, data: Mapping[str, Any]) -> str:
    """The partner whose own the own fields of a document are; "" if they are nobody's."""
    if kind == "partner":
        return name
    partner: str = data["order"].get("partner", "") if kind in _WITH_ORDER else ""
    return partner


class _Audiences(Mapping[str, Audience]):
    """Pattern → audience. Looked up by kind when asked for: a check asks for few kinds."""

    __slots__ = ("_kind", "_own", "_widest")

    def __init__(self, kind: str, widest: str, partner: str) -> None:
        self._kind, self._widest = kind, widest
        # Where no partner is named there is nobody whose own a field could be.
        self._own = own(partner) if partner else INTERNAL

    @property
    def _levels(self) -> Mapping[str, str]:
        return _levels(self._kind, self._widest)

    def __getitem__(self, pattern: str) -> Audience:
        level = self._levels[pattern]
        return self._own if level == "own" else Audience(level)

    def __contains__(self, pattern: object) -> bool:
        return pattern in self._levels

    def __iter__(self) -> Iterator[str]:
        return iter(self._levels)

    def __len__(self) -> int:
        return len(self._levels)


@cache
def _levels(kind: str, widest: str) -> Mapping[str, str]:
    """Pattern → level, none wider than the document's own."""
    return {
        pattern: max(mark.audience, widest, key=LEVELS.index)
        for pattern, mark in marks_of(kind).items()
    }
