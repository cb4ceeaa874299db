"""The tables of notices: whom a notice was sent to, when, and what proves it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from partnerbook.findings import Finding, Ref
from partnerbook.load.said import removed, shape, shown
from partnerbook.model.scalars import FORMATS
from partnerbook.source.csv_text import CsvDocument
from partnerbook.values.period import parse_date

NOTICE_COLUMNS = ("partner", "sent_on", "proof")


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """One sending: to a partner (its id), on a day; ``proof`` says what shows it."""

    partner: str
    sent_on: date
    proof: str
    ref: Ref


@dataclass(frozen=True, slots=True, eq=False)
class NoticeTable:
    """Whom one notice was sent to. ``id`` is the notice's id."""

    path: str
    id: str
    rows: tuple[NoticeRow, ...]


def unpaired_notices(heads: Collection[str], tables: Collection[str]) -> Iterator[Finding]:
    """Findings for notices without a table and tables without a notice, given by their paths."""
    for path in sorted(heads):
        if (table := path.removesuffix("yml") + "csv") not in tables:
            message = f"this notice was sent to nobody: {table} is missing"
            yield shape("notice-table", message, Ref(path), "whom it was sent to is missing")
    for path in sorted(tables):
        if (head := path.removesuffix("csv") + "yml") not in heads:
            message = f"nobody knows what was sent: {head} is missing"
            yield shape("notice-table", message, Ref(path), "its notice is missing")


def read_notices(document: CsvDocument, notice: str) -> tuple[NoticeTable, list[Finding]]:
    """The rows of a table with the findings about it: a day that is none, a partner twice."""
    findings: list[Finding] = []
    rows: list[NoticeRow] = []
    first: dict[str, int] = {}
    top = Ref(document.path)
    for number, cells in enumerate(document.rows):
        row = top.child(number)
        findings += _wrong_texts(row, cells)
        partner = cells["partner"]
        if partner and (known := first.setdefault(partner, number)) != number:
            places = [
                (row.child("partner"), "again"),
                (top.child(known, "partner"), "the first time"),
            ]
            message = f"the notice was sent to {shown(partner)} twice; the first time counts"
            findings.append(shape("notice-table", message, places, help=(removed(row),)))
            continue
        try:
            day = parse_date(cells["sent_on"])
        except ValueError as reason:
            at = row.child("sent_on")
            findings.append(shape("notice-table", f"`sent_on`: {reason}", at, "no date"))
            continue
        rows.append(NoticeRow(partner, day, cells["proof"], row))
    return NoticeTable(document.path, notice, tuple(rows)), findings


def _wrong_texts(row: Ref, cells: dict[str, str]) -> Iterator[Finding]:
    for column in ("partner", "proof"):
        try:
            FORMATS["line"](cells[column])
        except ValueError as reason:
            said = f"`{column}` is empty" if not cells[column] else f"`{column}`: {reason}"
            yield shape("notice-table", said, row.child(column), "a text is expected")
