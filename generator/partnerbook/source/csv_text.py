"""The one CSV door: the bytes of a table in; rows of texts with a position for each cell, out.

Cells are texts here; what a number or a date in one means is judged above. Commas separate,
double quotes hold cells with commas or quotes in them (RFC 4180), the first row names the columns.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from partnerbook.findings import Finding, Repair, Spot
from partnerbook.source.characters import MOST_FINDINGS, decode, listed, spot_between
from partnerbook.source.csv_words import (
    Grid,
    about_cell,
    about_header,
    about_row,
    broken,
    empty,
    separated,
)

MOST_BYTES = 32 * 1024 * 1024
MOST_ROWS = 500_000


@dataclass(frozen=True, slots=True, eq=False)
class CsvDocument:
    """One table that could be read.

    ``rows`` are the rows below the header, each a text by column; an empty cell is an empty text.
    Rows are counted from 0. ``text`` is the file without a BOM, with its line ends as they are.
    """

    path: str
    columns: tuple[str, ...]
    rows: tuple[dict[str, str], ...]
    text: str
    _grid: Grid

    def spot(self, row: int, column: str = "") -> Spot:
        """Where a cell stands, or a whole row; the nearest of row and header if there is none."""
        if not 0 <= row < len(self.rows):
            return self.header()
        cells = self._grid.cells(row + 1)
        if column not in self.columns:
            return spot_between(self.path, self.text, cells[0][0], cells[-1][1])
        return spot_between(self.path, self.text, *cells[self.columns.index(column)])

    def header(self, column: str = "") -> Spot:
        """Where the name of a column stands, or the whole row of names."""
        cells = self._grid.cells(0)
        if column not in self.columns:
            return spot_between(self.path, self.text, cells[0][0], cells[-1][1])
        return spot_between(self.path, self.text, *cells[self.columns.index(column)])

    def row_span(self, row: int) -> Spot:
        """What to cut out so that a row is gone: its line or lines with the line break.

        Raises IndexError for a row that is not there; nothing may be cut out by mistake.
        """
        if not 0 <= row < len(self.rows):
            raise IndexError(row)
        return spot_between(self.path, self.text, *self._grid.lines(row + 1))


def parse_csv(
    path: str, data: bytes, columns: tuple[str, ...]
) -> tuple[CsvDocument | None, list[Finding]]:
    """Reads one table whose header must be exactly ``columns``.

    Gives a document and no findings, or None and at least one finding, in the order of the text.
    """
    text, findings = decode(path, data, MOST_BYTES)
    if text is None:
        first = data.partition(b"\n")[0]
        if findings[0].id == "source/tab" and b"\t" in first and b"," not in first:
            return None, [separated(Grid(path, data.decode("utf-8-sig")), "tabs")]
        return None, listed(findings)
    grid = Grid(path, text)
    rows, error = _rows(grid)
    if not rows and error is None:
        return None, [*findings, empty(grid, columns)]
    if rows:
        header = about_header(grid, rows[0], columns)
        findings += header or _about_rows(grid, rows, columns)
    if error is not None:
        findings.append(error)
    if findings:
        return None, listed(findings)
    found = tuple(dict(zip(columns, row, strict=True)) for row in rows[1:])
    return CsvDocument(path, columns, found, text, grid), []


def _rows(grid: Grid) -> tuple[list[list[str]], Finding | None]:
    """All rows up to the first that is no CSV; blank lines at the end are none."""
    rows: list[list[str]] = []
    start = read = 0

    def lines() -> Iterator[str]:
        nonlocal read
        for line in io.StringIO(grid.text, newline=""):
            read += len(line)
            yield line

    try:
        for row in csv.reader(lines(), strict=True):
            if len(rows) > MOST_ROWS:
                return rows, _too_long(grid, start)
            rows.append(row)
            grid.starts.append(start)
            start = read
    except csv.Error as error:
        return rows, broken(grid, start, str(error))
    while rows and not rows[-1]:
        rows.pop()
        grid.starts.pop()
    return rows, None


def _too_long(grid: Grid, start: int) -> Finding:
    return grid.finding(
        "too-large",
        f"this table has more than {MOST_ROWS:,} rows",
        ((start, start), "read up to here"),
        repairs=(Repair("split it, for example by year"),),
    )


def _about_rows(grid: Grid, rows: list[list[str]], columns: tuple[str, ...]) -> list[Finding]:
    """The findings about all rows below the header, until there are enough of them."""
    findings: list[Finding] = []
    for number, row in enumerate(rows[1:], 1):
        if len(row) != len(columns) or not any(row):
            findings.append(about_row(grid, number, row, columns))
        else:
            for column, cell in enumerate(row):
                if cell and (not cell.isalnum() or not cell.isascii()):
                    findings += about_cell(grid, number, column, cell, columns)
        if len(findings) > MOST_FINDINGS:
            break
    return findings
