"""What loading gives to the rooms above: typed documents and tables, and where all of it stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from partnerbook.findings import Ref, Spot
from partnerbook.load.evidence_rows import EvidenceTable
from partnerbook.load.notices import NoticeTable
from partnerbook.model.base import Part
from partnerbook.source.characters import spot_between
from partnerbook.source.csv_text import CsvDocument
from partnerbook.source.yaml_text import YamlDocument


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """One good file. ``id`` is its stem; ``model`` is an instance of the model of its kind."""

    path: str
    kind: str
    id: str
    yaml: YamlDocument
    model: Part

    @property
    def ref(self) -> Ref:
        """The whole document; ``ref.child("rows", 0, "rate")`` is a place in it."""
        return Ref(self.path)


@dataclass(frozen=True, slots=True)
class PriceRow:
    """One price of a list, in the list's currency, for one ``per`` of the product. Exact."""

    sku: str
    price: Decimal
    per: str
    ref: Ref
    """The row; ``ref.child("price")`` is its cell."""


@dataclass(frozen=True, slots=True, eq=False)
class PriceTable:
    """The prices of one list. ``id`` is the price list's id."""

    path: str
    id: str
    rows: tuple[PriceRow, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Loaded:
    """All files of a program, one by one.

    ``broken`` are the paths of files that were left out, each with a finding; what only follows
    from their absence need not be said. A file of prices is broken if its list is.
    """

    documents: Mapping[str, Document]
    tables: Mapping[str, PriceTable]
    broken: frozenset[str]
    yaml: Mapping[str, YamlDocument]
    csv: Mapping[str, CsvDocument]
    unread: Mapping[str, bytes]
    notices: Mapping[str, NoticeTable] = field(default_factory=dict)
    evidence: Mapping[str, EvidenceTable] = field(default_factory=dict)

    @property
    def files(self) -> int:
        """How many files there were, broken ones included."""
        read = self.documents.keys() | self.tables.keys() | self.notices.keys()
        return len(read | self.evidence.keys() | self.broken)

    def text(self, path: str) -> str:
        """The text of a file as far as it is one; of a broken file too. Empty if never read."""
        if path in self.yaml:
            return self.yaml[path].text
        if path in self.csv:
            return self.csv[path].text
        return self.unread.get(path, b"").decode("utf-8-sig", errors="replace")

    def spot(self, ref: Ref) -> Spot:
        """Where a value or key stands; the nearest place around it if it does not exist.

        Rows of a table are counted from 0: ``/3/price``; ``at_key`` is the column's name. A file
        that could not be read has only its first line.
        """
        if ref.document in self.yaml:
            return self.yaml[ref.document].spot(ref.steps, at_key=ref.at_key)
        if ref.document not in self.csv:
            return Spot(ref.document)
        row, column = (*ref.steps, "", "")[:2]
        table = self.csv[ref.document]
        return table.spot(int(row), column) if row and not ref.at_key else table.header(column)

    def words_in(self, at: Spot, words: str) -> Spot:
        """The part of a stretch where some words stand; all of it if they are not written so.

        Line breaks and blanks between the words are no difference.
        """
        if not words:
            return at
        text = self.text(at.file)
        start = _index(text, at.line, at.column)
        stretch = text[start : _index(text, at.end_line, at.end_column)]
        found = re.search(r"\s+".join(map(re.escape, words.split())), stretch)
        if found is None:
            return at
        return spot_between(at.file, text, start + found.start(), start + found.end())

    def in_brackets(self, ref: Ref) -> bool:
        """Whether an entry or list item stands in brackets, not on lines of its own."""
        return ref.document in self.yaml and self.yaml[ref.document].in_brackets(ref.steps)

    def entry_span(self, ref: Ref) -> Spot:
        """What to cut out so that a whole entry, list item or row is gone and the rest stays.

        Raises LookupError if the file, or the row, is not there.
        """
        if ref.document in self.csv:
            return self.csv[ref.document].row_span(int(ref.steps[0]))
        return self.yaml[ref.document].entry_span(ref.steps)


def _index(text: str, line: int, column: int) -> int:
    """Where a line and column, both counted from 1, are in a text."""
    start = 0
    for _ in range(line - 1):
        start = text.index("\n", start) + 1
    return start + column - 1
